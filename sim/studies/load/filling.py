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
    """

    queues: list[int]
    teams: list[int]


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
        The lines, in the order in which they are served. What is done of one is split over its
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
    pouring = _Pouring([line.teams for line in lines], [each.tolist() for each in paces])
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
    teams, pace
        The teams of each line in their order; by line and team, the time that a second takes.
    """

    def __init__(self, teams: list[list[int]], pace: list[list[float]]) -> None:
        self._teams, self._pace = teams, pace
        self._left = [0.0] * len(teams)
        # Team, line, hour, and the time of the team.
        self._done: list[tuple[int, int, int, float]] = []

    def time(self, teams: int, lines: int, hours: int) -> Floats:
        """Return the time that was taken, shape (teams, lines, hours)."""
        time = np.zeros((teams, lines, hours))
        if self._done:
            *places, taken = zip(*self._done, strict=True)
            time[tuple(np.array(places))] = taken
        return time

    def hour(
        self, number: int, free: list[float], comes: list[float], busy: list[float]
    ) -> list[float]:
        """Do what can be done in an hour, and return what is left of each line's work."""
        left = [waits + new for waits, new in zip(self._left, comes, strict=True)]
        if any(free):
            for place, work in enumerate(left):
                if work > EMPTY:
                    left[place] = self._pour(number, place, work, free, busy)
        self._left = left
        return left

    def _pour(
        self, hour: int, place: int, work: float, free: list[float], busy: list[float]
    ) -> float:
        """Give one line's work to teams, and take its time off what they have free.

        In their order teams take what finds one of them idle; what does not waits, and is taken by
        whoever is free first: by their free time. Returns what is left.
        """
        pace = self._pace[place]
        teams = [team for team in self._teams[place] if free[team] > EMPTY]
        taken = []
        for team in teams:
            much = min(work * (1.0 - busy[team]), free[team] / pace[team])
            taken.append(much)
            work -= much
        room = [free[team] / pace[team] - much for team, much in zip(teams, taken, strict=True)]
        total = sum(room)
        share = min(1.0, work / total) if total > EMPTY else 0.0
        for team, much, more in zip(teams, taken, room, strict=True):
            time = (much + more * share) * pace[team]
            free[team] -= time
            self._done.append((team, place, hour, time))
        return max(work - total * share, 0.0)
