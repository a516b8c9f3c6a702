"""Laws of durations as people write them on one line."""

import re

from sim.scenario.errors import suggest
from sim.scenario.values.quantity import NUMBER, without_unit

FIXED_CV = {"exponential": 1.0, "constant": 0.0}
"""The cv of families that have only one."""
FREE_CV = ("lognormal", "gamma", "weibull", "hyperexponential")
"""Families that need a mean and a cv."""
EXAMPLES = "`20 min`, `lognormal 20 min cv 1.3`, `exponential 6 min` or `constant 5 s`"

_FAMILIES = (*FIXED_CV, *FREE_CV)


def read_law(value: object) -> dict[str, object]:
    """Return the fields of a law that text or a number describes, the mean as it was written.

    Raises
    ------
    ValueError
        When it is text that cannot be read as a law.
    """
    if not isinstance(value, str):
        return {"mean": value}
    pattern = rf"\s*(?:([a-z]+)\s+)?({NUMBER}\s*[a-z]*)(?:\s+cv\s+({NUMBER}\s*%?))?\s*"
    match = re.fullmatch(pattern, value)
    if not match:
        raise ValueError(f"{value!r} is not a law for a duration; write {EXAMPLES}")
    name, mean, cv = match.groups()
    if name is not None and name not in _FAMILIES:
        raise ValueError(f"no law is called {name!r}{suggest(name, _FAMILIES)}")
    given = {"law": name, "mean": mean, "cv": cv and without_unit(cv)}
    return {key: part for key, part in given.items() if part is not None}
