"""Documents as JSON text that people can read: the innermost levels stand on one line each."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


def to_text(document: Mapping[str, object]) -> str:
    """Return a document as JSON; it ends with a line break.

    Raises
    ------
    ValueError
        When a number is infinite or not a number: every document says `null` instead.
    """
    return _written(document, "") + "\n"


def canonical(document: Mapping[str, object]) -> str:
    """Return a document as JSON with sorted keys and no spaces: what hashes are made of."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _written(value: Any, indent: str) -> str:
    inner = indent + "  "
    if isinstance(value, dict) and _is_nested(value.values()):
        lines = (
            f"{inner}{json.dumps(key)}: {_written(item, inner)}" for key, item in value.items()
        )
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if isinstance(value, list) and _is_nested(value):
        lines = (inner + _written(item, inner) for item in value)
        return "[\n" + ",\n".join(lines) + f"\n{indent}]"
    return json.dumps(value, allow_nan=False)


def _is_nested(values: Iterable[Any]) -> bool:
    return any(isinstance(value, dict | list) for value in values)
