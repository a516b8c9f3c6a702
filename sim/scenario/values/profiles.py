"""Weekly profiles of arrivals: how much each hour of the week brings."""

from collections.abc import Iterable
from itertools import product

from sim.base.time import HOURS_OF_WEEK
from sim.scenario.errors import suggest
from sim.scenario.values.quantity import plain

DAYS_OF_WEEK = 7
HALF_HOURS_OF_WEEK = 2 * HOURS_OF_WEEK
LENGTHS = (24, 48, HOURS_OF_WEEK, HALF_HOURS_OF_WEEK)
"""How many weights there may be: hours or half hours of a day, or of a week."""

_WEEKDAYS = (1.25, 1.12, 1.05, 1.00, 0.95, 0.35, 0.28)
"""Weights of Monday to Sunday (J)."""

# Per mille of a day's contacts by the hour from 00:00. The peak hour holds 12 % (e-mail) or 14 %
# (chat) of the day (J); the rest of the shape is J as well.
_OFFICE_MORNING = (5, 3, 2, 2, 3, 6, 14, 32, 70, 106, 120, 110)
_OFFICE_AFTERNOON = (84, 86, 92, 80, 62, 42, 27, 19, 14, 10, 7, 4)
_EVENING_MORNING = (12, 7, 4, 3, 3, 4, 8, 14, 22, 30, 36, 42)
_EVENING_AFTERNOON = (46, 44, 42, 44, 52, 68, 96, 140, 124, 86, 48, 25)


def _week(day: Iterable[int]) -> tuple[float, ...]:
    return tuple(weight * share for weight, share in product(_WEEKDAYS, day))


PRESETS: dict[str, tuple[float, ...]] = {
    "flat": (1.0,) * HOURS_OF_WEEK,
    "office": _week(_OFFICE_MORNING + _OFFICE_AFTERNOON),
    "evening": _week(_EVENING_MORNING + _EVENING_AFTERNOON),
}
"""Hourly weights from Monday 00:00 by name; only their ratios count."""


def read_profile(value: object) -> str | tuple[float, ...]:
    """Return a preset's name or the weights of a day or a week as they were given.

    Raises
    ------
    ValueError
        When the name is unknown, the number of weights is none of `LENGTHS`, a weight is negative
        or not a number, or all are 0.
    """
    if isinstance(value, str):
        if value not in PRESETS:
            raise ValueError(f"no profile is called {value!r}{suggest(value, PRESETS)}")
        return value
    if not isinstance(value, list | tuple) or len(value) not in LENGTHS:
        given = f"{len(value)} weights" if isinstance(value, list | tuple) else repr(value)
        day, week = "24 or 48 for the hours or half hours of every day", "168 or 336 for a week's"
        rule = f"write a name such as `office`, or weights: {day}, {week} from Monday"
        raise ValueError(f"{given} cannot make up a profile; {rule}")
    weights = tuple(plain(weight) for weight in value)
    for number, weight in enumerate(weights):
        if weight is None or weight < 0:
            rule = f"weight {number} of the profile is not a number >= 0"
            raise ValueError(f"{rule}: {value[number]!r}")
    if not any(weights):
        raise ValueError("all weights of the profile are 0; at least one must be above 0")
    return tuple(weight for weight in weights if weight is not None)


def is_alike(profile: str | tuple[float, ...]) -> bool:
    """Return whether a valid profile has the same weights on every day."""
    weights = profile_weights(profile)
    day = len(weights) // DAYS_OF_WEEK
    return weights == weights[:day] * DAYS_OF_WEEK


def profile_weights(profile: str | tuple[float, ...]) -> tuple[float, ...]:
    """Return the weights of a valid profile by the half hour from Monday 00:00, 336 of them.

    An hour's weight is that of both its half hours, and a day's weights are those of every day.
    """
    weights = PRESETS[profile] if isinstance(profile, str) else profile
    week = weights if len(weights) >= HOURS_OF_WEEK else weights * DAYS_OF_WEEK
    if len(week) == HALF_HOURS_OF_WEEK:
        return week
    return tuple(weight for weight in week for _ in range(2))
