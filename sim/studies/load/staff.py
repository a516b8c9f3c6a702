"""Who can be expected at work in each hour: by patterns, and never from one drawn roster.

Absences and time off the queue are expectations. The cost is that of the patterns, whatever the
number of agents on them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Any, NamedTuple

import numpy as np

from sim.base.arrays import Floats
from sim.base.time import DAY, HALF_HOUR, HOUR
from sim.engine.bind.people.duties import NO_PATTERN, Duty, duties
from sim.scenario.root import Scenario
from sim.scenario.sections.copilot import Copilot
from sim.scenario.sections.people import Absences
from sim.scenario.sections.team import Shift, Team
from sim.scenario.values.calendar import Calendar
from sim.scenario.values.horizon import Horizon, add_months
from sim.studies.load.axis import Axis
from sim.studies.load.presence import expected_presence


@dataclass(frozen=True)
class Staff:
    """The people to expect, by team and hour, every array of shape (teams, hours).

    Attributes
    ----------
    present
        Agents at work.
    leaving
        How often an agent leaves work, for a break, a block or the day: what is in hand then is
        finished in overtime, or in the break.
    factor, square
        The sums over those at work of their own factors on handle times, and of the squares.
    """

    present: Floats
    leaving: Floats
    factor: Floats
    square: Floats

    def condensed(self, axis: Axis) -> "Staff":
        """Return the people by the hours through which work is followed."""
        return Staff(*(axis.condensed(values) for values in vars(self).values()))

    @property
    def own_factor(self) -> tuple[Floats, Floats]:
        """Mean and variance of the agents' own factors, by team; 1 and 0 where nobody works."""
        count = self.present.sum(axis=1)
        some = np.where(count > 0, count, 1.0)
        mean = np.where(count > 0, self.factor.sum(axis=1) / some, 1.0)
        variance = np.where(count > 0, self.square.sum(axis=1) / some - mean**2, 0.0)
        return mean, variance.clip(min=0.0)


class Group(NamedTuple):
    """So many agents who work one shift, and when they joined the team."""

    duty: Duty
    agents: float
    joined: float = -inf
    goes_on: bool = False
    """Whether they go on with another shift at its end."""


def expected_staff(scenario: Scenario, axis: Axis) -> Staff:
    """Return the people to expect in each hour of a run, by team.

    Parameters
    ----------
    scenario
        An arm, whose roster files are named by their full paths.
    axis
        The hours.

    Raises
    ------
    ScenarioError
        When a roster file cannot be read.
    """
    people, horizon = scenario.people, scenario.run.horizon()
    copilot = people.copilot if scenario.bot and scenario.policy.copilot else None
    totals = np.zeros((4, len(people.teams), len(axis)))
    for number, team in enumerate(people.teams.values()):
        for group in _groups(team, horizon, scenario.calendar):
            since = group.duty.start - horizon.window_start
            there = group.agents * (1.0 - _absence(team, people.absences, since))
            _add(totals[:, number], group, team, there, _factor(team, copilot, group))
    return Staff(*totals)


def _add(
    totals: Floats, group: Group, team: Team, there: float, factor: tuple[float, float]
) -> None:
    """Add agents on one shift to a team's hours; what lies beyond them is left out."""
    duty, hours = group.duty, totals.shape[1]
    breaks = tuple((on - duty.start, off - duty.start) for on, off in duty.breaks)
    start, length, off = duty.start % HOUR, duty.end - duty.start, team.off_queue
    present, leaving = expected_presence(start, length, breaks, off.share, off.blocks)
    first = int(duty.start // HOUR)
    begin, end = max(first, 0), min(first + len(present), hours)
    if begin >= end:
        return
    inside = slice(begin - first, end - first)
    work = there * present[inside]
    left = np.zeros_like(work) if group.goes_on else there * leaving[inside]
    totals[:, begin:end] += np.array([work, left, work * factor[0], work * factor[1]])


def _groups(team: Team, horizon: Horizon, calendar: Calendar) -> Iterator[Group]:
    """Yield the shifts that a team is scheduled for, alike agents together."""
    if team.roster is not None:
        yield from (Group(duty, 1.0, duty.joined) for duty in duties(team, horizon, calendar))
    elif team.headcount is not None:
        yield from _of_headcount(team, horizon, calendar)
    elif team.hours_week is not None:
        yield from _of_hours(team, team.hours_week, horizon, calendar)
    else:
        for shift in team.shifts:
            changes = team.changes if shift is team.shifts[-1] else {}
            for duty in _one_agent(team, shift, horizon, calendar):
                heads = _heads(shift.agents, changes, horizon, duty.start)
                yield from (Group(duty, count, joined) for count, joined in heads)


def _one_agent(
    team: Team, shift: Shift, horizon: Horizon, calendar: Calendar, hours: float | None = None
) -> Iterator[Duty]:
    """Return the shifts of one agent on a pattern, or of one for whom hours are bought of it."""
    alone = shift.model_copy(update={"agents": 1})
    update: dict[str, Any] = {"shifts": (alone,), "changes": {}, "hours_week": hours}
    return duties(team.model_copy(update=update), horizon, calendar)


def _of_hours(
    team: Team, hours_week: float, horizon: Horizon, calendar: Calendar
) -> Iterator[Group]:
    """Yield the shifts of those who work a whole pattern, and of the last one, who goes earlier."""
    (shift,) = team.shifts
    whole, rest = divmod(hours_week, sum(end - start for start, end in shift.hours.weekly))
    yield from (Group(duty, whole) for duty in _one_agent(team, shift, horizon, calendar))
    if rest:
        yield from (Group(duty, 1.0) for duty in _one_agent(team, shift, horizon, calendar, rest))


def _heads(
    agents: int, changes: dict[int, int], horizon: Horizon, time: float
) -> list[tuple[int, float]]:
    """Return how many are there at a time, and when they joined: who joined last leaves first."""
    launch = horizon.first_day.toordinal() + int(horizon.window_start // DAY)
    first = horizon.first_day.fromordinal(launch)
    heads = [(agents, -inf)]
    for month in sorted(changes):
        start = (add_months(first, month) - horizon.first_day).days * DAY
        if start // DAY > time // DAY:
            break
        leave = -changes[month]
        while leave > 0 and heads:
            count, joined = heads.pop()
            heads += [(count - leave, joined)] if count > leave else []
            leave -= count
        if changes[month] > 0:
            heads.append((changes[month], start))
    return heads


def _of_headcount(team: Team, horizon: Horizon, calendar: Calendar) -> Iterator[Group]:
    """Yield each day's shifts: agents 1..h are on duty where the count is h."""
    given = team.headcount if isinstance(team.headcount, tuple) else (team.headcount or 0,) * 48
    week = np.array(given if len(given) == 336 else tuple(given) * 7).reshape(7, 48)
    runs = [_runs(week[day]) for day in range(7)]
    for day, weekday in enumerate(calendar.days_of_hours(horizon.first_day, horizon.days)):
        if weekday is None:
            continue
        for first, last, agents in runs[weekday]:
            start, end = (day * DAY + edge * HALF_HOUR for edge in (first, last))
            duty = Duty(0, NO_PATTERN, 0, start, end)
            yield Group(duty, agents, goes_on=last == 48)


def _runs(counts: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> list[tuple[int, int, int]]:
    """Return the stretches of half hours of a day's agents: first, end, and how many work it."""
    runs = []
    levels = [0, *np.unique(counts[counts > 0]).tolist()]
    for below, level in pairwise(levels):
        on = np.concatenate([[False], counts >= level, [False]]).astype(np.int64)
        starts, ends = np.flatnonzero(np.diff(on) == 1), np.flatnonzero(np.diff(on) == -1)
        runs += [(first, end, level - below) for first, end in zip(starts, ends, strict=True)]
    return [(int(first), int(end), agents) for first, end, agents in runs]


def _absence(team: Team, absences: Sequence[Absences], since: float) -> float:
    """Return the chance of being away for a shift that starts so long after the window does."""
    away = [period.share for period in absences if 0 <= since - period.start < period.duration]
    return max([team.absence, *away])


def _factor(team: Team, copilot: Copilot | None, group: Group) -> tuple[float, float]:
    """Return the mean of the agents' own factors on handle times on a shift, and of the squares."""
    there = group.duty.start - group.joined
    factor = square = 1.0
    if team.learning:
        factor = 1.0 + (team.learning.start - 1.0) * 2.0 ** (-there / team.learning.half_life)
        square = factor**2
    square *= float(np.exp(team.agent_spread**2))
    if copilot:
        mean, squared = _assisted(copilot, there)
        factor, square = factor * mean, square * squared
    return factor, square


def _assisted(copilot: Copilot, there: float) -> tuple[float, float]:
    """Return the mean and the mean square of a copilot's factor on handle times."""
    savings = np.array([copilot.novice, copilot.middle, copilot.expert])
    if np.isinf(there):
        middle = 1.0 - copilot.novices - copilot.experts
        shares = np.array([copilot.novices, middle, copilot.experts])
        return float(shares @ (1 - savings)), float(shares @ (1 - savings) ** 2)
    level = int(there >= copilot.novice_for) + int(there >= copilot.expert_after)
    return float(1 - savings[level]), float((1 - savings[level]) ** 2)
