"""Laws of durations as people write them on one line."""

import re

from sim.scenario.errors import suggest
from sim.scenario.values.quantity import NUMBER, without_unit

FIXED_CV = {"exponential": 1.0, "constant": 0.0}
"""The cv of families that have only one."""
FREE_CV = ("lognormal", "gamma", "weibull", "hyperexponential")
"""Families that need a mean and a cv."""
BOUNDED = {"uniform": ("low", "high"), "triangular": ("low", "mode", "high")}
"""Families that lie between bounds, and their parameters in rising order."""
BOUNDED_EXAMPLES = {
    "uniform": "`uniform 5 min to 15 min`",
    "triangular": "`triangular 5 min to 8 min to 20 min`",
}
EXAMPLES = "`20 min`, `lognormal 20 min cv 1.3`, `exponential 6 min` or `constant 5 s`"

_FAMILIES = (*FIXED_CV, *FREE_CV, *BOUNDED)
_ONE = rf"{NUMBER}\s*[a-z]*"
_LINE = rf"\s*(?:([a-z]+)\s+)?({_ONE}(?:\s+to\s+{_ONE})*)(?:\s+cv\s+({NUMBER}\s*%?))?\s*"


def read_law(value: object) -> dict[str, object]:
    """Return the fields of a law that text or a number describes, durations as they were written.

    Raises
    ------
    ValueError
        When it is text that cannot be read as a law.
    """
    if not isinstance(value, str):
        return {"mean": value}
    match = re.fullmatch(_LINE, value)
    if not match:
        raise ValueError(f"{value!r} is not a law for a duration; write {EXAMPLES}")
    name, durations, cv = match.groups()
    if name is not None and name not in _FAMILIES:
        raise ValueError(f"no law is called {name!r}{suggest(name, _FAMILIES)}")
    bounds = re.split(r"\s+to\s+", durations)
    if name in BOUNDED:
        return {"law": name, **_bounds(name, bounds, cv)}
    if len(bounds) > 1:
        possible = " or ".join(BOUNDED_EXAMPLES.values())
        raise ValueError(f"{value!r} does not say which law lies between; write {possible}")
    given = {"law": name, "mean": durations, "cv": cv and without_unit(cv)}
    return {key: part for key, part in given.items() if part is not None}


def _bounds(family: str, bounds: list[str], cv: str | None) -> dict[str, object]:
    if len(bounds) != len(BOUNDED[family]):
        raise ValueError(lacks_bounds(family))
    if cv:
        raise ValueError(f"the cv of the law `{family}` follows from its bounds; leave `cv` out")
    return dict(zip(BOUNDED[family], map(without_unit, bounds), strict=True))


def lacks_bounds(family: str) -> str:
    """Return what to write where a bounded law has too few or too many bounds."""
    *first, last = (f"a {name}" for name in BOUNDED[family])
    needed = f"{', '.join(first)} and {last}"
    return f"the law `{family}` needs {needed}, such as {BOUNDED_EXAMPLES[family]}"
