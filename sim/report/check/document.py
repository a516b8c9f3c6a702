"""The document of a checked scenario: what `tierzero check --json` prints."""

from typing import Literal

from typing_extensions import TypedDict

from sim.report.check.traffic import SolvedDocument, TrafficDocument


class HolidayDocument(TypedDict):
    """A date of the run that is not like its weekday."""

    date: str
    """The date, as in ISO 8601."""
    like: str
    """The weekday that it is like, or `closed`."""


class ErlangCDocument(TypedDict):
    """What Erlang C says of the peak, taken for a lasting state."""

    delay_probability: float
    """Share of contacts that wait."""
    wait_mean: float
    """Mean wait of all contacts, in seconds."""


class PeakDocument(TypedDict):
    """The staffed hour with the most work per agent."""

    hour: str
    """The hour of the week: `Mon 10:00`."""
    load: float
    """Work in erlangs."""
    staff: float
    """Agents at work."""
    occupancy: float
    """The first over the second."""
    erlang_c: ErlangCDocument | None
    """Waits by formula; null where the work is above the people there."""


class TeamDocument(TypedDict):
    """A team's work against its people, by hour of the week from Monday 00:00."""

    load_mean: float
    """Mean work, in erlangs."""
    load_max: float
    """Most work in any hour, in erlangs."""
    load_max_hour: str
    """The hour of the week with the most work."""
    occupancy_week: float | None
    """Work of the week over the people at work; null where nobody ever is."""
    peak: PeakDocument | None
    """The hour in which agents have most to do; null where nobody is ever at work."""
    unstable_hours: list[str]
    """Hours of the week in which more live work comes than people can do."""
    load: list[float]
    """Work in erlangs in each of the 168 hours."""
    staff: list[float]
    """Agents at work in each of the 168 hours."""


class CheckedArm(TypedDict):
    """One arm."""

    traffic: TrafficDocument | None
    """What its cases become; null where arrivals are a trace."""
    teams: dict[str, TeamDocument]
    """Work against people, by team; empty where arrivals are a trace."""


class CheckDocument(TypedDict):
    """What can be said of a valid scenario without playing it."""

    schema: Literal["tierzero.check/1"]
    """Name of this document's schema."""
    scenario: str
    """Name of the scenario."""
    solved: list[SolvedDocument]
    """Numbers that were entered as they are measured, and what they became."""
    holidays: list[HolidayDocument]
    """Dates of the run that are not like their weekday."""
    arms: dict[str, CheckedArm]
    """What there is to say of each arm, by its name."""
    warnings: list[str]
    """What looks wrong, one sentence each."""
