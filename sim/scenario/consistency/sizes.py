"""Whether a scenario is of a size that can be checked in a second and played at all."""

from collections.abc import Iterator, Sized
from math import ceil

from sim.base.time import DAY
from sim.scenario.consistency.problem import Problem
from sim.scenario.errors import FieldPath
from sim.scenario.root import Scenario
from sim.scenario.sections.team import Team

MOST_AGENTS = 10_000
"""Agents of all teams together."""
MOST_AGENT_DAYS = 10_000_000
"""Agents times days of the run: each is a shift that a replication draws."""
MOST_CASES = 30_000_000
"""First contacts of one replication: the largest preset brings a tenth of it."""
MOST_DAYS = 366 * 15
"""Days of a run."""

MOST_OF = {
    "channels": 20,
    "inquiry_types": 100,
    "segments": 200,
    "programmes": 50,
    "arms": 30,
}
"""Members of a section."""
MOST_TEAMS, MOST_PATTERNS, MOST_RULES, MOST_HOLIDAYS, MOST_PERIODS = 50, 500, 200, 3_000, 200
MOST_QUEUES = 600
"""Types times channels: work is counted by hour of the week for each."""


def sizes(scenario: Scenario) -> Iterator[Problem]:
    """Check how much there is of everything that takes time or memory."""
    yield from _members(scenario)
    queues = len(scenario.inquiry_types) * len(scenario.channels)
    if queues > MOST_QUEUES:
        rule = f"{queues:,} queues of types and channels are more than the {MOST_QUEUES} that fit"
        yield ("inquiry_types",), f"{rule}; join types that are handled alike"
    horizon = scenario.run.horizon()
    if horizon.days > MOST_DAYS:
        rule = f"the run lasts {horizon.days:,} days, and at most {MOST_DAYS:,} are played"
        field = "until" if scenario.run.kind == "day" else "window"
        yield ("run", field), f"{rule}; shorten it"
        return
    yield from _people(scenario, horizon.days)
    yield from _cases(scenario, horizon.arrivals_end / DAY)


def _members(scenario: Scenario) -> Iterator[Problem]:
    """Check the lengths of lists and mappings."""
    sized: list[tuple[FieldPath, Sized, int]] = [
        ((section,), getattr(scenario, section), most) for section, most in MOST_OF.items()
    ]
    sized += [
        (("people", "teams"), scenario.people.teams, MOST_TEAMS),
        (("people", "absences"), scenario.people.absences, MOST_PERIODS),
        (("policy", "rules"), scenario.policy.rules, MOST_RULES),
        (("calendar", "holidays"), scenario.calendar.holidays, MOST_HOLIDAYS),
        (("demand", "surges"), scenario.demand.surges, MOST_PERIODS),
    ]
    sized += [
        (("people", "teams", name, "shifts"), team.shifts, MOST_PATTERNS)
        for name, team in scenario.people.teams.items()
    ]
    for path, members, most in sized:
        if len(members) > most:
            rule = f"{len(members):,} are written here, and at most {most:,} fit into a scenario"
            yield path, f"{rule}; join or remove some"


def _people(scenario: Scenario, days: int) -> Iterator[Problem]:
    """Check the number of agents, and of the shifts that they have in the run."""
    agents = 0
    for name, team in scenario.people.teams.items():
        agents += _agents(team)
        path = ("people", "teams", name)
        if agents > MOST_AGENTS:
            rule = f"with this team {agents:,} agents work, and at most {MOST_AGENTS:,} are played"
            yield path, f"{rule}; write fewer, or a part of the desk with its part of the volume"
            return
    if agents * days > MOST_AGENT_DAYS:
        rule = f"{agents:,} agents on {days:,} days are more shifts than can be played"
        yield ("people", "teams"), f"{rule}; shorten the run, or write fewer agents"


def _agents(team: Team) -> int:
    """Return the most agents of a team at a time; those of a roster file are counted there."""
    if team.hours_week is not None:
        frame = sum(end - start for start, end in team.shifts[0].hours.weekly)
        return ceil(team.hours_week / frame)
    joining = sum(change for change in team.changes.values() if change > 0)
    heads = team.headcount or 0
    most = max(heads) if isinstance(heads, tuple) else heads
    return most + sum(shift.agents for shift in team.shifts) + joining


def _cases(scenario: Scenario, days: float) -> Iterator[Problem]:
    """Check the number of cases in one replication."""
    demand, kinds = scenario.demand, scenario.inquiry_types
    per_day = demand.volume.counted_per_day if demand.volume else 0.0
    per_day += sum(kind.volume.counted_per_day for kind in kinds.values() if kind.volume)
    cases = per_day * days * max(demand.multiplier, 1.0)
    if cases > MOST_CASES:
        rule = f"{cases:,.0f} cases in {days:,.0f} days are more than the {MOST_CASES:,} that fit"
        path = ("demand", "volume") if demand.volume else ("inquiry_types",)
        yield path, f"{rule} into a replication; lower the volume or shorten the run"
