"""Deferred work, poured into what live work leaves of each team's hours; the rest waits."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.base.arrays import Floats

EMPTY = 1e-6


class Filled(NamedTuple):
    """What became of deferred work.

    Attributes
    ----------
    done
        Agents' time that it took, in erlangs, shape (teams, queues, hours).
    backlog
        What is left of it at each hour's end, for agents whose pace is 1, shape (queues, hours).
    backlogged
        Whether a team had more of it than it could do, 1 or 0, shape (teams, hours).
    """

    done: Floats
    backlog: Floats
    backlogged: Floats


class Line(NamedTuple):
    """Deferred queues that the same teams serve in the same order: one line to them.

    Attributes
    ----------
    queues
        The queues.
    teams
        Their teams, in order.
    weight
        The largest weight that a team gives them.
    """

    queues: list[int]
    teams: list[int]
    weight: float


def fill(coming: Floats, room: Floats, busy: Floats, pace: Floats, lines: Sequence[Line]) -> Filled:
    """Fill hour after hour; what one leaves is there in the next.

    Parameters
    ----------
    coming
        Work in erlangs for agents whose pace is 1, shape (queues, hours).
    room
        What live work leaves of the people, shape (teams, hours).
    busy
        The chance that nobody of a team is idle, shape (teams, hours).
    pace
        Time that a second of each queue's work takes each team, shape (teams, queues).
    lines
        The lines. Those of a larger weight are served first; what is done of one is split over its
        queues by their work.
    """
    done = np.zeros((len(room), *coming.shape))
    backlog, backlogged = np.zeros(coming.shape), np.zeros(room.shape)
    if not lines:
        return Filled(done, backlog, backlogged)
    totals = coming.sum(axis=1)
    shares = [totals[line.queues] / totals[line.queues].sum() for line in lines]
    pooled = np.array([coming[line.queues].sum(axis=0) for line in lines])
    paces = [pace[:, line.queues] @ share for line, share in zip(lines, shares, strict=True)]
    hours = zip(room.T.tolist(), pooled.T.tolist(), busy.T.tolist(), strict=True)
    pouring = _Pouring(lines, [each.tolist() for each in paces])
    left = np.array([pouring.hour(number, *hour) for number, hour in enumerate(hours)]).T
    time = pouring.time(len(room), *pooled.shape)
    for place, (line, share) in enumerate(zip(lines, shares, strict=True)):
        parts = pace[:, line.queues] * share / paces[place][:, None]
        done[:, line.queues] = parts[:, :, None] * time[:, place, None]
        backlog[line.queues] = np.outer(share, left[place])
        backlogged[line.teams] = np.maximum(backlogged[line.teams], left[place] > EMPTY)
    return Filled(done, backlog, backlogged)


class _Pouring:
    """The work that waits, hour after hour; plain lists, since there are many and short ones.

    Parameters
    ----------
    lines
        Who serves them, and in which order.
    pace
        By line and team, the time that a second of work takes.
    """

    def __init__(self, lines: Sequence[Line], pace: list[list[float]]) -> None:
        self._teams, self._pace = [line.teams for line in lines], pace
        weights = sorted({line.weight for line in lines}, reverse=True)
        self._tiers = [
            [place for place, line in enumerate(lines) if line.weight == weight]
            for weight in weights
        ]
        self._left = [0.0] * len(lines)
        # Team, line, hour, and the time of the team.
        self._done: list[tuple[int, int, int, float]] = []

    def time(self, teams: int, lines: int, hours: int) -> Floats:
        """Return the time that was taken, shape (teams, lines, hours)."""
        time = np.zeros((teams, lines, hours))
        if self._done:
            *places, taken = zip(*self._done, strict=True)
            np.add.at(time, tuple(np.array(places)), taken)
        return time

    def hour(
        self, number: int, free: list[float], comes: list[float], busy: list[float]
    ) -> list[float]:
        """Do what can be done in an hour, and return what is left of each line's work."""
        left = [waits + new for waits, new in zip(self._left, comes, strict=True)]
        if any(free):
            for places in self._tiers:
                self._take_at_once(number, left, places, free, busy)
                self._take_in_turn(number, left, places, free)
        self._left = left
        return left

    def _take_at_once(
        self,
        hour: int,
        left: list[float],
        places: Sequence[int],
        free: list[float],
        busy: list[float],
    ) -> None:
        """Let teams in their order take what finds one of them idle."""
        for place in places:
            for team in self._teams[place]:
                if left[place] > EMPTY and free[team] > EMPTY and busy[team] < 1.0:
                    self._take(hour, place, team, left[place] * (1.0 - busy[team]), left, free)

    def _take_in_turn(
        self, hour: int, left: list[float], places: Sequence[int], free: list[float]
    ) -> None:
        """Let whoever is free first take what waits: teams by their free time, lines by their work.

        What one line leaves of a team's time is there for the others.
        """
        for _ in range(2):
            waits = [0.0] * len(free)
            for place in places:
                for team in self._teams[place]:
                    waits[team] += left[place]
            room = list(free)
            for place in places:
                work, pace = left[place], self._pace[place]
                if work <= EMPTY:
                    continue
                parts = {
                    team: room[team] / pace[team] * work / waits[team]
                    for team in self._teams[place]
                    if room[team] > EMPTY
                }
                total = sum(parts.values())
                share = min(1.0, work / total) if total > EMPTY else 0.0
                for team, part in parts.items():
                    self._take(hour, place, team, part * share, left, free)

    def _take(
        self, hour: int, place: int, team: int, work: float, left: list[float], free: list[float]
    ) -> None:
        """Take some of a line's work, as far as the team has time for it."""
        pace = self._pace[place][team]
        much = min(work, left[place], free[team] / pace)
        left[place] -= much
        free[team] -= much * pace
        self._done.append((team, place, hour, much * pace))
