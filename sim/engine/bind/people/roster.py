"""Who works when: the shifts of one replication, cut into work, breaks, blocks and absences."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from sim.base.arrays import Flags, Floats, Integers
from sim.base.time import WEEK
from sim.engine.bind.people.draws import PeoplesDraws
from sim.engine.bind.people.off_queue import between, off_queue
from sim.engine.bind.people.schedule import Schedule, Spans, schedule_of
from sim.engine.columns import DTYPES
from sim.engine.journal import Activity, Roster
from sim.scenario.root import Scenario
from sim.scenario.sections.copilot import Copilot
from sim.scenario.sections.people import Absences, People
from sim.scenario.sections.team import OffQueue, Team
from sim.scenario.values.calendar import Calendar
from sim.scenario.values.horizon import Horizon
from sim.workload.draws.streams import Draw, Streams

ABSENCE, OFF_QUEUE, AGENT = Draw("absence"), Draw("off_queue"), Draw("agent")
EXPERIENCE = Draw("experience")

FACTOR_STEP = 2.0**-30
"""Factors on handle times are multiples of it."""
GOLDEN = 0.6180339887498949
"""Steps of this share of a cycle spread any number of agents evenly over it."""

NOBODY = Roster(*(np.zeros(0, DTYPES[column.type]) for column in fields(Roster)))
"""The roster of a desk without people."""
PeopleChanges = Sequence[tuple[float, People]]
"""Who works from a time of the run on, in order of time."""


def roster_of(
    scenario: Scenario,
    streams: Streams,
    before: Scenario | None = None,
    people_changes: PeopleChanges = (),
) -> Roster:
    """Return the roster that an arm's desk plays with, and that of the week after the run.

    Whether somebody is back within a week decides what becomes of work at a shift's end: a longer
    run must not change that.

    Parameters
    ----------
    scenario
        The arm.
    streams
        The replication's draws.
    before
        The arm whose people work until a project's launch.
    people_changes
        Who works from a time of the run on, in place of the scenario's people.
    """
    roster = make_roster(scenario, streams, after=WEEK)
    if before is not None:
        launch = scenario.run.horizon().window_start
        roster = handed_over(make_roster(before, streams, after=WEEK), roster, launch)
    for time, people in people_changes:
        later = make_roster(scenario, streams, people, after=WEEK)
        roster = handed_over(roster, later, time)
    return roster


def make_roster(
    scenario: Scenario, streams: Streams, people: People | None = None, *, after: float = 0.0
) -> Roster:
    """Return all shifts of all teams under the draws of one replication, clipped to the run.

    Parameters
    ----------
    scenario
        An arm.
    streams
        The replication's draws; those of people are keyed by team, agent and the day on which the
        shift starts.
    people
        Who works in it. Default: the arm's people.
    after
        Seconds after the run's end whose shifts are listed, too.
    """
    people, run = people or scenario.people, scenario.run.horizon()
    horizon = replace(run, end=run.end + after)
    assisted = people.copilot if scenario.bot and scenario.policy.copilot else None
    teams = [
        _stretches(number, name, people, horizon, scenario.calendar, streams, assisted)
        for number, name in enumerate(people.teams)
    ]
    columns = zip(*(team.columns for team in teams), strict=True)
    whole = Roster(*map(np.concatenate, columns))
    whole = replace(whole, start=np.maximum(whole.start, 0.0))
    return whole.take(whole.end > 0).until(horizon.end)


def handed_over(earlier: Roster, later: Roster, launch: float) -> Roster:
    """Return the earlier shifts up to the launch and the later ones from then on."""
    first = earlier.until(launch)
    second = later.take(later.end > launch)
    second = replace(second, start=np.maximum(second.start, launch))
    pairs = zip(first.columns, second.columns, strict=True)
    both = Roster(*(np.concatenate(pair) for pair in pairs))
    return both.take(np.lexsort((both.start, both.agent, both.team)))


def team_sizes(roster: Roster, teams: int) -> Integers:
    """Return how many agents each team has, shape (teams,)."""
    sizes = np.zeros(teams, dtype=np.int64)
    np.maximum.at(sizes, roster.team, roster.agent + 1)
    return sizes


def _stretches(
    number: int,
    name: str,
    people: People,
    horizon: Horizon,
    calendar: Calendar,
    streams: Streams,
    copilot: Copilot | None,
) -> Roster:
    """Return a team's shifts: whole where the agent is absent, else cut at breaks and blocks."""
    team = people.teams[name]
    shifts = schedule_of(team, horizon, calendar, by_day=bool(people.absences))
    draws = PeoplesDraws(streams, name, shifts, horizon.first_ordinal)
    away = _away(team, people.absences, shifts, draws, horizon)
    pauses = [_stretch(shifts.breaks, Activity.BREAK)]
    if team.off_queue.share:
        phases = _phases(team.off_queue, shifts, draws)
        pauses.append(_stretch(off_queue(shifts, team.off_queue, phases), Activity.OFF_QUEUE))
    cut = _cut(shifts, away, pauses)
    shift = cut.spans.shift
    return Roster(
        np.full(len(shift), number),
        shifts.agent[shift],
        cut.spans.start,
        cut.spans.end,
        cut.activity,
        _factors(team, shifts, draws, copilot)[shift],
    )


class _Stretches(NamedTuple):
    """Stretches of shifts, and what each is for."""

    spans: Spans
    activity: Integers


def _stretch(spans: Spans, activity: Activity) -> _Stretches:
    return _Stretches(spans, np.full(len(spans), int(activity)))


def _cut(shifts: Schedule, away: Flags, pauses: Sequence[_Stretches]) -> _Stretches:
    """Return shifts in stretches of one activity, by shift and time."""
    paused = _sorted([_among(pause, ~away) for pause in pauses])
    work = _stretch(between(shifts, paused.spans), Activity.WORK)
    absent = np.flatnonzero(away)
    whole = Spans(absent, shifts.start[absent], shifts.end[absent])
    return _sorted([paused, _among(work, ~away), _stretch(whole, Activity.ABSENT)])


def _among(stretches: _Stretches, shifts: Flags) -> _Stretches:
    kept = shifts[stretches.spans.shift]
    return _Stretches(stretches.spans.take(kept), stretches.activity[kept])


def _sorted(parts: Sequence[_Stretches]) -> _Stretches:
    columns = zip(*(part.spans.columns for part in parts), strict=True)
    spans = Spans(*map(np.concatenate, columns))
    order = np.lexsort((spans.start, spans.shift))
    activity = np.concatenate([part.activity for part in parts])
    return _Stretches(spans.take(order), activity[order])


def _away(
    team: Team,
    absences: Sequence[Absences],
    shifts: Schedule,
    draws: PeoplesDraws,
    horizon: Horizon,
) -> Flags:
    """Return whether the agent of each shift is absent."""
    if not (team.absence or absences):
        return np.zeros(len(shifts), np.bool_)
    since = shifts.start - horizon.window_start
    away: Flags = draws.by_day(ABSENCE) < _absence(team, absences, since)
    return away


def _phases(off: OffQueue, shifts: Schedule, draws: PeoplesDraws) -> Floats:
    """Return where in its cycle each shift's time off the queue begins, from 0 to 1."""
    if off.stagger == "random":
        return draws.by_day(OFF_QUEUE)
    phases: Floats = (draws.of_pattern(OFF_QUEUE) + shifts.ordinal * GOLDEN) % 1.0
    return phases


def _factors(team: Team, shifts: Schedule, draws: PeoplesDraws, copilot: Copilot | None) -> Floats:
    """Return the agent's factor on handle times in each shift.

    It is made of what the agent is like, what is still to learn, and what a copilot saves; rounded,
    since exponentials differ in their last bit between machines.
    """
    factors = np.ones(len(shifts))
    own, experience = draws.of_agents([AGENT, EXPERIENCE])
    if team.agent_spread:
        spread = team.agent_spread
        factors = np.exp(spread * ndtri(own) - spread * spread / 2)
    if team.learning:
        passed = (shifts.start - shifts.joined) / team.learning.half_life
        factors *= 1 + (team.learning.start - 1) * 2.0**-passed
    if copilot:
        factors *= _assisted(copilot, shifts, experience)
    return np.rint(factors / FACTOR_STEP) * FACTOR_STEP


def _assisted(copilot: Copilot, shifts: Schedule, u: Floats) -> Floats:
    """Return the copilot's factor on handle times in each shift, by the agent's experience."""
    there = shifts.start - shifts.joined
    settled = np.where(u < copilot.novices, 0, np.where(u < 1 - copilot.experts, 1, 2))
    newcomer = (there >= copilot.novice_for).astype(np.int64) + (there >= copilot.expert_after)
    level = np.where(np.isinf(there), settled, newcomer)
    factors: Floats = 1.0 - np.array([copilot.novice, copilot.middle, copilot.expert])[level]
    return factors


def _absence(team: Team, absences: Sequence[Absences], since: Floats) -> Floats:
    """Return the chance of being away for shifts that start so long after the window does."""
    chance = np.full(len(since), team.absence)
    for period in absences:
        lasts = (since >= period.start) & (since < period.start + period.duration)
        chance = np.where(lasts, np.maximum(chance, period.share), chance)
    return chance
