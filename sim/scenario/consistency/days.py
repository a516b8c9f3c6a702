"""Whether a run of whole days, not weeks, gives what a week would."""

from collections.abc import Iterator
from math import ceil

from sim.base.time import WEEK
from sim.scenario.consistency.problem import Problem
from sim.scenario.root import Scenario
from sim.scenario.sections.team import Team
from sim.scenario.values.profiles import is_alike
from sim.scenario.values.quantities import DURATION

_FIELDS = {"typical": ("warm_up", "window", "run_out"), "project": ("warm_up", "run_out")}
"""Stretches of a run, by its kind."""


def whole_weeks(scenario: Scenario) -> Iterator[Problem]:
    """Check that stretches of a run are whole weeks where days differ.

    Otherwise some days of the week would count more often than others.
    """
    run = scenario.run
    for field in _FIELDS.get(run.kind, ()):
        seconds: float = getattr(run, field)
        different = next(_different(scenario), None) if seconds % WEEK else None
        if different:
            rule = f"`{DURATION.text(seconds)}` is no number of whole weeks, which are needed where"
            rule = f"{rule} days differ, as they do by {different}"
            weeks = ceil(seconds / WEEK)
            remedy = f"write `{weeks} week{'s' * (weeks > 1)}`, or make all days alike"
            yield ("run", field), f"{rule}; {remedy}"


def _different(scenario: Scenario) -> Iterator[str]:
    """Yield by what the days of the week differ, in words."""
    if scenario.demand.trace:
        yield "`demand.trace`"
    for name, kind in scenario.inquiry_types.items():
        if kind.profile and not (scenario.demand.trace or is_alike(kind.profile)):
            yield f"`inquiry_types.{name}.profile`"
    for name, channel in scenario.channels.items():
        profile = channel.profile or scenario.demand.profile
        if not (scenario.demand.trace or is_alike(profile)):
            yield f"`channels.{name}.profile`" if channel.profile else "`demand.profile`"
        if not channel.hours.alike:
            yield f"`channels.{name}.hours`"
    for name, team in scenario.people.teams.items():
        yield from (f"`people.teams.{name}.{part}`" for part in _parts(team))


def _parts(team: Team) -> Iterator[str]:
    """Yield the fields of a team by which its days differ."""
    if team.roster:
        yield "roster"
    if isinstance(team.headcount, tuple) and not is_alike(tuple(map(float, team.headcount))):
        yield "headcount"
    for shift in team.shifts:
        if not (shift.hours.alike and (shift.breaks is None or shift.breaks.alike)):
            yield "shifts"
