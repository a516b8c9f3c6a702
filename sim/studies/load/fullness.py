"""How likely a contact that comes finds no place with a team."""

from typing import NamedTuple

import numpy as np

from sim.base.arrays import Floats
from sim.theory.fractional_agents import blocking

_NORMAL = (np.array([-1.732, 0.0, 1.732]), np.array([1.0, 4.0, 1.0]) / 6.0)
"""Points and weights of Gauss and Hermite for a standard normal variable."""


class Fullness(NamedTuple):
    """Chances by team and hour, shape (teams, hours).

    Attributes
    ----------
    busy
        Nobody is idle: nobody takes what needs an agent to themselves.
    full
        No slot is free: nobody takes a contact of a channel with several.
    """

    busy: Floats
    full: Floats

    def of(self, team: int, slots: float) -> Floats:
        """Return the chance to find no place on a channel on which an agent has so many slots."""
        rows = self.full if slots > 1 else self.busy
        chance: Floats = rows[team]
        return chance


class Offered(NamedTuple):
    """What a team is offered, in erlangs by team and hour: what finds it full counts.

    Attributes
    ----------
    live
        Agents' time of live work.
    slots
        The places that it takes: agents' time times slots, as each is slower beside others.
    places
        Places of an agent: slots, on average over the live work.
    deferred
        Deferred work.
    """

    live: Floats
    slots: Floats
    places: Floats
    deferred: Floats


def fullness(offered: Offered, staff: Floats, backlogged: Floats) -> Fullness:
    """Return how likely contacts find no place.

    Parameters
    ----------
    offered
        What comes to each team.
    staff
        People at work, shape (teams, hours).
    backlogged
        Whether a team has more deferred work than it can do.

    Notes
    -----
    Erlang's loss formula, with people or their places as servers. A deferred contact takes an agent
    with all places: what is left for live ones is a random number of agents, Poisson as in Erlang's
    model, over which the formula is averaged.

    While there is a backlog nobody is idle, but whoever took a contact has room for further ones:
    of those who have one at all half are taken to be full, all of them with probability 2^-count.
    """
    busy = np.maximum(blocking(offered.live + offered.deferred, staff), backlogged)
    without = np.zeros_like(staff)
    for z, weight in zip(*_NORMAL, strict=True):
        taken_up = offered.deferred + np.sqrt(offered.deferred) * z
        left = np.clip(staff - taken_up, 0.0, staff)
        without += weight * blocking(offered.slots, left * offered.places)
    count = np.maximum(offered.slots / offered.places, 1.0)
    beside = np.maximum(blocking(offered.slots, staff * offered.places), 0.5**count)
    return Fullness(busy, np.where(backlogged > 0, beside, without))
