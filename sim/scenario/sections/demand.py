"""Section `demand`: how many cases the world brings and when."""

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.sections.data_file import DataFile
from sim.scenario.values.months import ALIKE
from sim.scenario.values.quantities import RATIO
from sim.scenario.values.section import Section
from sim.scenario.values.sources import Default, Source
from sim.scenario.values.units import (
    Cv,
    DayDuration,
    Growth,
    LongDuration,
    Months,
    Names,
    Profile,
    Trend,
    Volume,
    VolumeFactor,
)


class Busyness(Section):
    """A factor of the day with mean 1, shared by all types and channels."""

    cv: Annotated[
        Cv, Field(le=2), Source(grade="J"), Source("Avramidis et al. 2004 for the model")
    ] = 0.12
    """Coefficient of variation of the daily Gamma factor. 0: plain Poisson."""
    day_correlation: Annotated[float, RATIO.between(0, 0.99)] = 0.0
    """Lag-1 correlation of the normal score behind the factor."""


class Trace(DataFile):
    """Arrivals that are read from a file rather than drawn.

    Replayed as it is, a trace needs a run of the kind `day`; resampled, it fits any. It brings its
    own times: neither `profile` nor `busyness` acts on it.
    """

    columns: dict[str, str]
    """Which of the file's columns is `arrival` (ISO date-time, or seconds from the run's start), or
    `date` and `clock`; `type` and `channel` (optional with one type or channel); `handle_time`,
    `patience`, `bot_time` (seconds or h:mm:ss, optional)."""
    resample: Annotated[Literal["days", "weeks"] | None, Default("replay")] = None
    """Play randomly drawn parts of the file instead of all of it in order. `days`: each day of the
    run takes a whole day of the file with the same weekday (on holidays: the weekday whose profile
    holds); `weeks`: each week of the run from Monday takes a whole week from Monday. Days without a
    case between the file's first and last count as days."""


class Surge(Section):
    """An incident or a campaign: more contacts of some types for a while."""

    start: LongDuration
    """When it begins, counted from the start of the measured window (the launch of a project)."""
    duration: DayDuration
    """How long it lasts."""
    growth: Growth
    """What comes on top of the volume: `150 %` makes 2.5 times as many."""
    types: Annotated[Names | None, Default("all")] = None
    """Inquiry types that it affects."""


class Demand(Section):
    """Volume, its spread over the week, and its randomness."""

    volume: Volume | None = None
    """New cases, such as `200/month`, or all contacts, `{count: 260/month, of: contacts}`; split by
    the `share` of types and channels, which are shares of the cases. Not with a trace."""
    multiplier: VolumeFactor = 1.0
    """The volume multiplier v: 1.3, or `130 %`, is 30 % growth. Admits candidate cases by their
    marks."""
    multiplier_over: LongDuration = 0.0
    """Time over which the multiplier is reached, linearly from the start of the measured window. 0:
    it holds throughout the run."""
    profile: Profile = "office"
    """How the week's volume is spread: `flat`, `office`, `evening`, or weights, 24 or 48 for the
    hours or half hours of every day, 168 or 336 for those of a week from Monday 00:00."""
    counts: Literal["poisson", "fixed"] = "poisson"
    """`poisson`: the day's count is random; `fixed`: exactly the day's mean (whole after random
    rounding)."""
    busyness: Busyness = Busyness()
    """Random busyness of the day."""
    trend: Trend = 0.0
    """Yearly growth of the volume, such as `6 %`, compounded from `run.start`, where the factor is
    1; a typical run stays at its one date."""
    months: Annotated[Months, Default("months are alike"), Source(grade="J")] = ALIKE
    """Factors of January to December on the volume, a list or by name with 1 for the others, such
    as `{december: 1.6}`; scaled to a mean of 1 over a year of 365 days. A typical run stays in the
    month of `as_of`, and has no season without it."""
    surges: tuple[Surge, ...] = ()
    """More contacts for a while; part of the volume multiplier, so that they add cases to those
    that are there anyway."""
    trace: Trace | None = None
    """Take the arrivals from a file."""
