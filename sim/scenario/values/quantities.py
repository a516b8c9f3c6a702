"""Numbers with a unit, as people write them: `20 min`, `65 %`, `25/h`."""

from dataclasses import replace
from fractions import Fraction
from typing import Annotated

from sim.base.time import DAY, HOUR, MINUTE, WEEK
from sim.scenario.values.quantity import PERCENT, Quantity


def _units(factor: float, *names: str) -> dict[str, Fraction]:
    return dict.fromkeys(names, Fraction(factor))


DURATION = Quantity(
    "a duration",
    "`45 s`, `20 min`, `1.5 h`, `2 days` or `2 weeks`",
    1e9,  # 31 years: sums of times stay on the engine's grid
    units={
        "ms": Fraction(1, 1000),
        **_units(1, "s", "sec", "second", "seconds"),
        **_units(MINUTE, "min", "minute", "minutes"),
        **_units(HOUR, "h", "hour", "hours"),
        **_units(DAY, "day", "days"),
        **_units(WEEK, "week", "weeks"),
    },
    needed=("min", "s"),
    dumped=("weeks", "days", "h", "min", "s"),
)
LONG = replace(DURATION, needed=("weeks", "days"))
"""A duration of which nobody thinks in minutes."""
DAILY = replace(DURATION, needed=("h", "days"))
"""A duration of hours or days."""
WORKED = replace(DURATION, needed=("h",))
"""A duration of paid work."""
SHARE = Quantity("a share", "`65 %` or `0.65`", 1.0, units=PERCENT)
GROWTH = Quantity(
    "a growth rate",
    "`150 %` or `1.5`",
    100.0,
    units=PERCENT,
    asks=5.0,
    doubt="{percent} on top",
)
TREND = replace(GROWTH, examples="`6 %` or `0.06`", low=-0.9, high=10.0)
"""Growth that may be decline."""
VOLUME_FACTOR = Quantity(
    "a volume multiplier",
    "`1.3` or `130 %`",
    100.0,
    above=True,
    units=PERCENT,
    asks=6.0,
    doubt="{number} times as many",
)
FACTOR = Quantity("a factor", "`1.3` or `130 %`", 10.0, above=True, units=PERCENT)
RATIO = Quantity("a ratio", "`0.2` or `20 %`", 1.0, units=PERCENT)
"""One thing over another; fields set its bounds."""
CV = Quantity("a coefficient of variation", "`1.2` or `120 %`", 1e6, units=PERCENT)
AMOUNT = Quantity("an amount of money", "a plain number such as `8000`", 1e15)
HOURLY = Quantity(
    "a price per hour",
    "`25/h`",
    1e9,
    units=_units(1, "/h", "/hour"),
    needed=("/h",),
    dumped=("/h",),
)
MONTHLY = Quantity(
    "a price per month",
    "`200/month`",
    1e12,
    units=_units(1, "/month"),
    needed=("/month",),
    dumped=("/month",),
)

Duration = Annotated[float, DURATION]
"""Seconds; `45 s`, `20 min`, `1.5 h`, `2 days`, `2 weeks`."""
DayDuration = Annotated[float, DAILY]
"""Seconds; a duration of hours or days."""
LongDuration = Annotated[float, LONG]
"""Seconds; a duration of weeks or days."""
WorkedHours = Annotated[float, WORKED]
"""Seconds; a duration of paid work, such as `40 h`."""
Share = Annotated[float, SHARE]
"""A share in 0..1; `65 %` or `0.65`."""
Growth = Annotated[float, GROWTH]
"""What comes on top, as a multiple; `150 %` or `1.5`."""
Trend = Annotated[float, TREND]
"""Yearly growth as a multiple, or decline below 0; `6 %` or `0.06`."""
VolumeFactor = Annotated[float, VOLUME_FACTOR]
"""A factor on the volume; `1.3` or `130 %`."""
Cv = Annotated[float, CV]
"""A coefficient of variation, standard deviation over mean; `1.2` or `120 %`."""
Factor = Annotated[float, FACTOR]
"""A factor above 0 and at most 10; `1.3` or `130 %`."""
Amount = Annotated[float, AMOUNT]
"""Money in the scenario's currency; `8000`."""
Hourly = Annotated[float, HOURLY]
"""Money per hour; `25/h`."""
Monthly = Annotated[float, MONTHLY]
"""Money per month; `200/month`."""
