"""What is wrong with a value, in words: pydantic's findings as value, rule and remedy."""

import re
from collections.abc import Iterable

from pydantic_core import ErrorDetails

from sim.base.visible import shortened
from sim.scenario.errors import suggest

_WORDS = {
    "missing": "`{key}` is missing",
    "value_error": "{error}",
    "greater_than": "{value} is too small; write a number above {gt:.12g}",
    "greater_than_equal": "{value} is too small; write {ge:.12g} or more",
    "less_than": "{value} is too large; write a number below {lt:.12g}",
    "less_than_equal": "{value} is too large; write {le:.12g} or less",
    "too_short": "{value} is empty; write at least {min_length}",
    "string_pattern_mismatch": "{value} does not have the form `{pattern}`; correct it",
    "finite_number": "{value} is not finite; write a number",
    "int_": "{value} is not a whole number; write one such as `3`",
    "float_": "{value} is not a number; write one such as `1.5`",
    "bool_": "{value} is neither `true` nor `false`; write one of them",
    "string_": "{value} is not text; put it in quotes",
    "date_": "{value} is not a date; write it as `2026-01-05`",
    "dict_": "{value} is not a mapping; write lines of `key: value`",
    "model_": "{value} is not a mapping; write lines of `key: value`",
    "tuple_": "{value} is not a list; begin each entry with `- `",
}
"""By a finding's type, or by the beginning of the type."""


_MISSING = {
    "kind": "write `kind: live` if customers wait on the line, otherwise `kind: deferred`",
    "count": "write `count: 200/month`",
    "period": "write it with the count, such as `count: 200/month`",
}
"""What to write for a key that has no default, where that is not plain."""


def wording(error: ErrorDetails, fields: Iterable[str]) -> str:
    """Return a message with the value, the rule that it breaks, and what to write instead.

    Parameters
    ----------
    error
        One finding of pydantic.
    fields
        The keys that could stand where an unknown one does.
    """
    kind, value = error["type"], error["input"]
    key = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "extra_forbidden":
        return f"there is no `{key}` here{suggest(key, fields)}"
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        return f"{_shown(value)} is not a valid choice{suggest(str(value), choices)}"
    if kind == "missing" and key in _MISSING:
        return f"`{key}` is missing; {_MISSING[key]}"
    if value is None and kind.startswith(("dict_", "model_")):
        return "nothing is written here; write lines of `key: value`, or `{}` for the defaults"
    words = _WORDS.get(kind) or next((_WORDS[stem] for stem in _WORDS if kind.startswith(stem)), "")
    return (
        words.format(value=_shown(value), key=key, **error.get("ctx", {}))
        or f"{_shown(value)} does not fit here ({error['msg']}); correct or remove it"
    )


def is_of_another_kind(error: ErrorDetails) -> bool:
    """Return whether the value is not even of the kind that was expected, such as a list."""
    if error["type"] == "literal_error":
        return not isinstance(error["input"], str)
    return error["type"].endswith("_type")


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list | tuple) else shortened(repr(value), 200)
