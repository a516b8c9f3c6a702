"""Month factors: how much each month of the year brings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sim.scenario.errors import suggest
from sim.scenario.values.quantities import FACTOR
from sim.scenario.values.quantity import Quantity

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days in the months of a year of 365 days."""

ALIKE = (1.0,) * len(MONTHS)
"""A year without seasons."""

_WEIGHT = replace(FACTOR, high=1e12)


def read_months(value: object) -> tuple[float, ...]:
    """Return twelve factors, January's first, from a list or from a mapping by month.

    Only the ratios in a list count, which may be the months' volumes. A month that a mapping does
    not name has the factor 1, so that the others are at most 10.

    Raises
    ------
    ValueError
        When a list does not have twelve factors, a month is unknown, or a factor is not a number
        above 0.
    """
    if isinstance(value, Mapping):
        value = _by_name(value)
    if not isinstance(value, list | tuple) or len(value) != len(MONTHS):
        given = f"{len(value)} factors" if isinstance(value, list | tuple) else repr(value)
        rule = "write twelve, from January on, or name months such as `{december: 1.6}`"
        raise ValueError(f"{given} cannot make up a year; {rule}")
    return tuple(_factor(*month, _WEIGHT) for month in zip(MONTHS, value, strict=True))


def _factor(month: str, written: object, kind: Quantity) -> float:
    try:
        return kind.read(written)
    except ValueError as error:
        raise ValueError(f"the factor for {month}: {error}") from None


def month_factors(months: Sequence[float]) -> tuple[float, ...]:
    """Return the factors of validated months, scaled to a mean of 1 over a year of 365 days."""
    mean = sum(factor * days for factor, days in zip(months, DAYS, strict=True)) / sum(DAYS)
    return tuple(factor / mean for factor in months)


def _by_name(factors: Mapping[object, object]) -> list[object]:
    for name in factors:
        if name not in MONTHS:
            raise ValueError(f"no month is called {name!r}{suggest(str(name), MONTHS)}")
    return [_factor(name, factors.get(name, 1.0), FACTOR) for name in MONTHS]
