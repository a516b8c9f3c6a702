"""Deferred work, poured into what live work leaves of each team's hours; the rest waits."""

from collections.abc import Mapping, Sequence
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


def fill(
    coming: Floats,
    room: Floats,
    busy: Floats,
    pace: Floats,
    ways: Mapping[int, Sequence[int]],
) -> Filled:
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
    ways
        The teams of each deferred queue in their order; queues in the order in which they are
        served.
    """
    done = np.zeros((len(room), *coming.shape))
    backlog, backlogged = np.zeros(coming.shape), np.zeros(room.shape)
    if not ways:
        return Filled(done, backlog, backlogged)
    left = dict.fromkeys(ways, 0.0)
    hours = zip(room.T.tolist(), coming.T.tolist(), busy.T.tolist(), strict=True)
    paces = pace.T.tolist()
    for hour, (free, comes, occupied) in enumerate(hours):
        for queue, teams in ways.items():
            work = left[queue] + comes[queue]
            left[queue] = 0.0
            if work <= EMPTY:
                continue
            taken, rest = _poured(work, teams, free, occupied, paces[queue])
            for team, time in taken.items():
                done[team, queue, hour] = time
            if rest > EMPTY:
                left[queue] = backlog[queue, hour] = rest
                backlogged[list(teams), hour] = 1.0
    return Filled(done, backlog, backlogged)


def _poured(
    work: float,
    teams: Sequence[int],
    free: list[float],
    busy: list[float],
    pace: list[float],
) -> tuple[dict[int, float], float]:
    """Return each team's time for one queue's work, taken off what it has free, and what is left.

    In their order teams take what finds one of them idle; what does not waits, and is taken by
    whoever is free first: by their free time.
    """
    taken = {team: 0.0 for team in teams if free[team] > EMPTY}
    waiting = work
    for team in taken:
        much = min(waiting * (1.0 - busy[team]), free[team] / pace[team])
        taken[team] = much
        waiting -= much
    room = {team: free[team] / pace[team] - much for team, much in taken.items()}
    total = sum(room.values())
    share = min(1.0, waiting / total) if total > EMPTY else 0.0
    for team in taken:
        taken[team] = (taken[team] + room[team] * share) * pace[team]
        free[team] -= taken[team]
    return taken, max(waiting - total * share, 0.0)
