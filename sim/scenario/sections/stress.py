"""Section `stress`: what the study `stress` exposes a desk to."""

from typing import Annotated

from pydantic import Field

from sim.scenario.values.section import Section, as_written
from sim.scenario.values.sources import Default, Source
from sim.scenario.values.units import DayDuration, Growth, LongDuration, Names, Share

Positive = Annotated[DayDuration, Field(gt=0)]


class StressGrowth(Section):
    """More contacts of all types, permanently."""

    growth: Growth = 0.30
    """What comes on top of the volume."""
    over: LongDuration = 0.0
    """Time over which it is reached, linearly from the start of the measured window. 0: it holds
    throughout the run."""


class StressSurge(Section):
    """An incident: more contacts of some types for a few hours."""

    growth: Annotated[Growth, Source(grade="J")] = 1.5
    """What comes on top of the volume: `150 %` makes 2.5 times as many."""
    types: Annotated[Names | None, Default("the one with most cases")] = None
    """Inquiry types that it affects."""
    start: Annotated[
        LongDuration | None,
        Default(
            "on the busiest weekday of its second week (of the first in a short window), at the "
            "hour from which most would arrive"
        ),
    ] = None
    """When it begins, counted from the start of the measured window."""
    duration: Positive = as_written("6 h")
    """How long it lasts."""


class StressOutage(Section):
    """The bot is down."""

    start: Annotated[
        LongDuration | None,
        Default(
            "on the busiest weekday of its second week (of the first in a short window), when "
            "people open"
        ),
    ] = None
    """When it begins, counted from the start of the measured window."""
    duration: Annotated[Positive | None, Default("one working day, until people close")] = None
    """How long it lasts."""


class StressAbsence(Section):
    """Many people are away at once, such as in a flu week."""

    share: Annotated[Share, Source(grade="J")] = 0.30
    """Chance that an agent is away for a shift, the same for everybody."""
    start: Annotated[
        LongDuration | None,
        Default("at 00:00 of the first day of its second week (of the first in a short window)"),
    ] = None
    """When it begins, counted from the start of the measured window."""
    duration: Positive = as_written("7 days")
    """How long it lasts."""


class Stress(Section):
    """What the desk must withstand; `null` leaves a stress out."""

    growth: StressGrowth | None = StressGrowth()
    """More contacts, permanently."""
    surge: StressSurge | None = StressSurge()
    """More contacts for a few hours."""
    outage: StressOutage | None = StressOutage()
    """The bot is down; no effect in arms without one."""
    absence: StressAbsence | None = StressAbsence()
    """Many people are away."""
