"""The document of a checked scenario: what `tierzero check --json` prints."""

from typing import Literal

from typing_extensions import TypedDict

from sim.report.check.solved import SolvedDocument


class HolidayDocument(TypedDict):
    """A date of the run that is not like its weekday."""

    date: str
    """The date, as in ISO 8601."""
    like: str
    """The weekday that it is like, or `closed`."""


class ContactsDocument(TypedDict):
    """What a month's cases become: means over the measured window, a month of 365 / 12 days."""

    cases: float
    """Cases."""
    contacts: float
    """Contacts: who comes back is counted again; who dials again after not getting through is
    not."""
    for_people: float
    """Contacts that the bot does not end."""
    lost: float
    """Those of them that find the channel closed, and are lost."""
    why: str
    """What lies between cases and contacts."""


class PeakDocument(TypedDict):
    """The staffed hour with the most live work for its people, by Erlang's formulas."""

    hour: str
    """The hour of the week: `Mon 10:00`."""
    load: float
    """Live work in erlangs, each contact alone."""
    staff: float
    """Agents at work."""
    occupancy: float
    """Live work over what these agents can do, with all of their slots; 1 or more: too much."""
    formula: Literal["erlang_a", "erlang_c"]
    """Erlang A where customers lose patience, Erlang C where none does."""
    waits: float
    """Share of contacts that wait."""
    wait_mean: float | None
    """Mean wait of all contacts, in seconds; null where it grows without end."""
    leaves: float
    """Share that leaves before an agent is free; 0 by Erlang C."""


class BacklogDocument(TypedDict):
    """Deferred work of the queues that a team serves first, in an ordinary week."""

    work: float
    """Hours of deferred work that the team does in the week."""
    most: float
    """Largest backlog in hours of the team's work."""
    most_hour: str
    """The hour of the week at whose end it is largest."""
    cleared_after: int | None
    """Hours from Monday 00:00 until it is gone, in the median week; null: it never is."""


class WeekDocument(TypedDict):
    """One week of the measured window, with its holidays, surges and changes."""

    first_day: str
    """Its first day, as in ISO 8601."""
    work_hours: float
    """Agent-hours of work."""
    staff_hours: float
    """Agent-hours at work."""
    overtime_hours: float
    """Agent-hours in which what is in hand at a break or the day's end is finished."""
    occupancy: float | None
    """Work over staff and overtime; null where nobody is at work."""
    cleared_after: int | None
    """Hours from Monday 00:00 until the backlog is gone; null: it never is."""


class TeamDocument(TypedDict):
    """A team's work against its people, by hour of the week from Monday 00:00."""

    load_mean: float
    """Mean work, in erlangs."""
    load_max: float
    """Most work in any hour, in erlangs."""
    load_max_hour: str
    """The hour of the week with the most work."""
    occupancy: float | None
    """Expected occupancy over the measured window; null where nobody ever is at work."""
    occupancy_least: float | None
    """The same where the policy lets least work reach people; null where all of it is foreseen."""
    upper_bound: bool
    """Whether load and occupancy are upper bounds: customers may leave, or be turned away."""
    abandoning: float
    """Share of live work whose customers leave first, by Erlang A hour by hour; it is in the
    load."""
    peak: PeakDocument | None
    """Live work at its worst; null where nobody is there for any."""
    backlog: BacklogDocument | None
    """Deferred work; null where there is none."""
    unstable_hours: list[str]
    """Hours of the week in which more live work comes than the people at work can do."""
    weeks: list[WeekDocument]
    """The weeks of the measured window; of a run of more than 16 weeks, its mean week."""
    load: list[float]
    """Work in erlangs in each of the 168 hours, when it comes."""
    busy: list[float]
    """Agents expected to be busy in each of the 168 hours: deferred work counts when done."""
    staff: list[float]
    """Agents expected at work in each of the 168 hours."""


class CheckedArm(TypedDict):
    """One arm."""

    contacts: ContactsDocument
    """What its cases become."""
    teams: dict[str, TeamDocument]
    """Work against people, by team."""


class AdviceDocument(TypedDict):
    """Something that a planner should look at."""

    level: Literal["warning", "hint"]
    """`warning`: the desk cannot work as written; `hint`: worth a look."""
    place: str
    """Where it stands: a path of the scenario, or arm and team."""
    finding: str
    """What there is to see."""
    remedy: str
    """What to do about it."""


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
    notes: list[str]
    """What its data files leave out, or looks wrong in them: one sentence each."""
    advice: list[AdviceDocument]
    """What looks wrong, the worst first: warnings, then hints."""
