"""Who works in each month, and who is on the payroll, under each staffing rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.engine.bind.people.duties import duties
from sim.finance.payroll import paced
from sim.measures.rows.labour import heads, in_month
from sim.scenario.root import Scenario
from sim.scenario.sections.people import People
from sim.scenario.sections.team import Team
from sim.studies.staffing.steps import Sizes, resized

BEFORE = -1
"""Number of the month before the launch."""


@dataclass(frozen=True)
class StaffPlan:
    """The people of one arm, month by month from the launch on.

    Attributes
    ----------
    people
        Who works in each month.
    heads
        Heads on the payroll by month and team.
    heads_before
        Heads on the payroll until the launch, by team.
    """

    people: tuple[People, ...]
    heads: tuple[tuple[int, ...], ...]
    heads_before: tuple[int, ...]


def as_written(scenario: Scenario) -> StaffPlan:
    """Return the plan with the people that an arm writes down, their changes included."""
    people = [_in_month(scenario, month) for month in range(scenario.run.months)]
    return _plan(scenario, people, {})


def as_needed(scenario: Scenario, needs: Sequence[Sizes]) -> StaffPlan:
    """Return the plan with the people that each month needs.

    Parameters
    ----------
    scenario
        The arm.
    needs
        Sizes by month.
    """
    people = _in_month(scenario, BEFORE)
    return _plan(scenario, [_sized(people, sizes) for sizes in needs], {})


def as_people_leave(scenario: Scenario, needs: Sequence[Sizes]) -> StaffPlan:
    """Return the plan that dismisses nobody and hires with a lead; hours are bought as needed.

    Parameters
    ----------
    scenario
        The arm.
    needs
        Sizes by month.
    """
    people = _in_month(scenario, BEFORE)
    paced_teams = {
        name: people.teams[name] for name in needs[0] if people.teams[name].labour != "hours"
    }
    payrolls = {
        name: paced(
            [heads(resized(team, sizes[name])) for sizes in needs], heads(team), people.hiring
        )
        for name, team in paced_teams.items()
    }
    by_month = []
    for month, sizes in enumerate(needs):
        filled = {name: _filled(team, payrolls[name][month]) for name, team in paced_teams.items()}
        by_month.append(_sized(people, {**sizes, **filled}))
    return _plan(scenario, by_month, payrolls)


def _plan(
    scenario: Scenario, by_month: Sequence[People], payrolls: Mapping[str, Sequence[int]]
) -> StaffPlan:
    """Return a plan; `payrolls` are heads by team and month where they need not fit the seats."""
    listed = listed_heads(scenario)
    payroll = [
        tuple(
            payrolls[name][month] if name in payrolls else heads(team, listed.get(name, 0))
            for name, team in people.teams.items()
        )
        for month, people in enumerate(by_month)
    ]
    teams = _in_month(scenario, BEFORE).teams
    heads_before = tuple(heads(team, listed.get(name, 0)) for name, team in teams.items())
    return StaffPlan(tuple(by_month), tuple(payroll), heads_before)


def _in_month(scenario: Scenario, month: int) -> People:
    teams = {name: in_month(team, month) for name, team in scenario.people.teams.items()}
    return scenario.people.model_copy(update={"teams": teams})


def _sized(people: People, sizes: Sizes) -> People:
    teams = {name: resized(people.teams[name], steps) for name, steps in sizes.items()}
    return people.model_copy(update={"teams": people.teams | teams})


def _filled(team: Team, payroll: int) -> int:
    """Return the most steps of a team that the heads on its payroll can fill."""
    steps = 0
    while heads(resized(team, steps + 1)) <= payroll:
        steps += 1
    return steps


def listed_heads(scenario: Scenario) -> dict[str, int]:
    """Return the number of people in each roster file."""
    horizon, teams = scenario.run.horizon(), scenario.people.teams.items()
    return {
        name: len({duty.agent for duty in duties(team, horizon, scenario.calendar)})
        for name, team in teams
        if team.roster is not None
    }
