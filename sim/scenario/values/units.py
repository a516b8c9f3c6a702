"""The types of a scenario's numbers and names: they read what people write.

Each accepts its own value again, so that a dumped scenario loads as the same scenario.
"""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from sim.base.time import DAY
from sim.scenario.values.bounds import Comparison, Goal, ShareComparison, TimeComparison
from sim.scenario.values.months import MONTHS, read_months
from sim.scenario.values.profiles import LENGTHS, PRESETS, read_profile
from sim.scenario.values.quantities import (
    Amount,
    Cv,
    DayDuration,
    Duration,
    Factor,
    Growth,
    Hourly,
    LongDuration,
    Monthly,
    Share,
    Trend,
    VolumeFactor,
    WorkedHours,
)
from sim.scenario.values.volume import Volume


def _whole_days(seconds: float) -> float:
    if seconds % DAY:
        raise ValueError(f"{seconds / DAY:.4g} days is not a whole number of days; write `3 weeks`")
    return seconds


def _names(value: object) -> object:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not names:
        raise ValueError(f"{value!r} is not a name; write one name or a list of names")
    return names


_NAMES_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}, "minItems": 1},
    ]
}
_WEIGHT = {"type": "number", "minimum": 0}
_WEIGHTS_SCHEMA = {
    "anyOf": [
        {"enum": sorted(PRESETS)},
        *(
            {"type": "array", "items": _WEIGHT, "minItems": count, "maxItems": count}
            for count in LENGTHS
        ),
    ]
}
_FACTOR = {"type": "number", "exclusiveMinimum": 0}
_MONTHS_SCHEMA = {
    "anyOf": [
        {"type": "array", "items": _FACTOR, "minItems": len(MONTHS), "maxItems": len(MONTHS)},
        {
            "type": "object",
            "properties": dict.fromkeys(MONTHS, _FACTOR),
            "additionalProperties": False,
        },
    ]
}

WholeDays = Annotated[LongDuration, AfterValidator(_whole_days)]
"""Seconds in whole days; `3 weeks`."""
Names = Annotated[tuple[str, ...], BeforeValidator(_names), WithJsonSchema(_NAMES_SCHEMA)]
"""One name or a list of them."""
Profile = Annotated[
    str | tuple[float, ...], BeforeValidator(read_profile), WithJsonSchema(_WEIGHTS_SCHEMA)
]
"""A preset's name, or weights: 24 or 48 of a day, 168 or 336 of a week from Monday 00:00."""
Months = Annotated[tuple[float, ...], BeforeValidator(read_months), WithJsonSchema(_MONTHS_SCHEMA)]
"""Twelve factors from January on, or factors by the months' names."""

__all__ = [
    "Amount",
    "Comparison",
    "Cv",
    "DayDuration",
    "Duration",
    "Factor",
    "Goal",
    "Growth",
    "Hourly",
    "LongDuration",
    "Monthly",
    "Months",
    "Names",
    "Profile",
    "Share",
    "ShareComparison",
    "TimeComparison",
    "Trend",
    "Volume",
    "VolumeFactor",
    "WholeDays",
    "WorkedHours",
]
