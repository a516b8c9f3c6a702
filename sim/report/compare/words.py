"""Settings in words, for every place that shows a comparison."""

import json
from typing import Any

LONGEST = 40
"""Characters of a setting's value that are shown."""


def short(value: Any) -> str:
    """Return a setting's value in few characters: of rules and the like only their names."""
    if value is None or value == []:
        return "none"
    if isinstance(value, list) and all(isinstance(item, dict) and "name" in item for item in value):
        return "+".join(item["name"] for item in value)
    text = value if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
