"""Who works when: the shifts of one replication, cut into work, breaks, blocks and absences."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from scipy.special import ndtri

from sim.base.arrays import Floats, Integers
from sim.base.time import DAY, WEEK
from sim.engine.bind.duties import Duty, duties
from sim.engine.bind.off_queue import off_queue
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

GOLDEN = 0.6180339887498949
"""Steps of this share of a cycle spread any number of agents evenly over it."""

Stretch = tuple[int, int, float, float, int, float]
"""Team, agent, start, end, activity and factor."""
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
    rows: list[Stretch] = []
    for number, name in enumerate(people.teams):
        rows += _stretches(number, name, people, horizon, scenario.calendar, streams, assisted)
    team_of, agent, start, end, activity, factor = zip(*rows, strict=True) if rows else ((),) * 6
    whole = Roster(
        np.array(team_of, dtype=np.int64),
        np.array(agent, dtype=np.int64),
        np.maximum(np.array(start, dtype=np.float64), 0.0),
        np.array(end, dtype=np.float64),
        np.array(activity, dtype=np.int64),
        np.array(factor, dtype=np.float64),
    )
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
) -> list[Stretch]:
    """Return a team's shifts: whole where the agent is absent, else cut at breaks and the block."""
    team = people.teams[name]
    scheduled = duties(team, horizon, calendar, by_day=bool(people.absences))
    shifts = sorted(scheduled, key=lambda duty: (duty.agent, duty.start))
    if not shifts:
        return []
    draws = _PeoplesDraws(streams, name, shifts, horizon)
    since = np.array([duty.start for duty in shifts]) - horizon.window_start
    away = draws.by_day(ABSENCE) < _absence(team, people.absences, since)
    phases = _phases(team.off_queue, shifts, draws)
    factors = _factors(team, shifts, draws.of_agents(AGENT))
    if copilot:
        factors *= _assisted(copilot, shifts, draws.of_agents(EXPERIENCE))
    rows: list[Stretch] = []
    each = zip(shifts, away.tolist(), phases.tolist(), factors.tolist(), strict=True)
    for duty, absent, phase, factor in each:
        if absent:
            rows.append((number, duty.agent, duty.start, duty.end, Activity.ABSENT, factor))
            continue
        pauses = [(start, end, Activity.BREAK) for start, end in duty.breaks]
        pauses += [(*span, Activity.OFF_QUEUE) for span in off_queue(duty, team.off_queue, phase)]
        cut = _cut(duty.start, duty.end, pauses)
        rows += [(number, duty.agent, *piece, factor) for piece in cut]
    return rows


class _PeoplesDraws:
    """The draws of a team's people, keyed by pattern, number within the pattern, and day.

    A head added to one pattern, or patterns written in another order, move no draw of another.
    """

    def __init__(
        self, streams: Streams, team: str, shifts: Sequence[Duty], horizon: Horizon
    ) -> None:
        self._streams = streams
        self._team = team
        self._days = np.array([horizon.first_ordinal + int(duty.start // DAY) for duty in shifts])
        self._ordinals = np.array([duty.ordinal for duty in shifts])
        texts = [duty.pattern for duty in shifts]
        self._patterns = {
            text: np.flatnonzero(np.array(texts) == text) for text in dict.fromkeys(texts)
        }

    def by_day(self, draw: Draw) -> Floats:
        """Return a uniform for each shift."""
        return self._drawn(draw, self._days, self._ordinals)

    def of_agents(self, draw: Draw) -> Floats:
        """Return for each shift the uniform of its agent, the same every day."""
        return self._drawn(draw, np.zeros_like(self._days), self._ordinals)

    def of_pattern(self, draw: Draw) -> Floats:
        """Return for each shift the uniform of its pattern's first agent on the day."""
        return self._drawn(draw, self._days, np.zeros_like(self._ordinals))

    def _drawn(self, draw: Draw, days: Integers, ordinals: Integers) -> Floats:
        uniforms = np.empty(len(days))
        for text, rows in self._patterns.items():
            who = f"{self._team}/{text}" if text else self._team
            uniforms[rows] = self._streams.of_people(draw, who, days[rows], ordinals[rows])
        return uniforms


def _phases(off: OffQueue, shifts: Sequence[Duty], draws: _PeoplesDraws) -> Floats:
    """Return where in its cycle each shift's time off the queue begins, from 0 to 1."""
    if off.stagger == "random":
        return draws.by_day(OFF_QUEUE)
    ordinals = np.array([duty.ordinal for duty in shifts])
    phases: Floats = (draws.of_pattern(OFF_QUEUE) + ordinals * GOLDEN) % 1.0
    return phases


def _factors(team: Team, shifts: Sequence[Duty], u: Floats) -> Floats:
    """Return the agent's factor on handle times in each shift: their own, and their learning."""
    spread = team.agent_spread
    factors: Floats = np.exp(spread * ndtri(u) - spread * spread / 2)
    if team.learning:
        passed = np.array([duty.start - duty.joined for duty in shifts]) / team.learning.half_life
        factors *= 1 + (team.learning.start - 1) * 2.0**-passed
    return factors


def _assisted(copilot: Copilot, shifts: Sequence[Duty], u: Floats) -> Floats:
    """Return the copilot's factor on handle times in each shift, by the agent's experience."""
    there = np.array([duty.start - duty.joined for duty in shifts])
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


def _cut(
    start: float, end: float, pauses: Sequence[tuple[float, float, int]]
) -> list[tuple[float, float, int]]:
    """Return a shift in stretches of one activity; where pauses overlap, the first one counts."""
    edges = sorted({start, end, *(edge for pause in pauses for edge in pause[:2])})
    inside = [edge for edge in edges if start <= edge <= end]
    pieces: list[tuple[float, float, int]] = []
    for left, right in pairwise(inside):
        covering = [activity for on, off, activity in pauses if on <= left and right <= off]
        activity = covering[0] if covering else Activity.WORK
        if pieces and pieces[-1][2] == activity:
            pieces[-1] = (pieces[-1][0], right, activity)
        else:
            pieces.append((left, right, activity))
    return pieces
