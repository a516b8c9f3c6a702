"""Documents as JSON text that people read too: what holds no further level stands on one line."""

import json
from collections.abc import Iterable
from typing import Any


def to_text(document: dict[str, Any]) -> str:
    """Return a document as JSON; it ends with a line break.

    Raises
    ------
    ValueError
        When a number is infinite or not a number: every document says `null` instead.
    """
    return _written(document, "") + "\n"


def canonical(document: dict[str, Any]) -> str:
    """Return a document as JSON with sorted keys and no spaces: what hashes are made of."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _written(value: Any, indent: str) -> str:
    inner = indent + "  "
    if isinstance(value, dict) and _is_nested(value.values()):
        lines = (f"{inner}{json.dumps(key)}: {_written(its, inner)}" for key, its in value.items())
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if isinstance(value, list) and _is_nested(value):
        lines = (inner + _written(item, inner) for item in value)
        return "[\n" + ",\n".join(lines) + f"\n{indent}]"
    return json.dumps(value, allow_nan=False)


def _is_nested(values: Iterable[Any]) -> bool:
    return any(isinstance(value, dict | list) for value in values)
