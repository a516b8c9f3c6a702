"""Settings in words, for every place that shows a comparison."""

import json
from typing import Any

LONGEST = 40
"""Characters of a setting's value that are shown."""


def short(value: Any) -> str:
    """Return a setting's value in few characters: of rules and the like their names."""
    if value is None or value == []:
        return "none"
    if isinstance(value, list) and all(isinstance(one, dict) and "name" in one for one in value):
        return "+".join(one["name"] for one in value)
    text = value if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
