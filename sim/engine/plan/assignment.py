"""How each queue's contacts are given out, in numbers."""

from enum import IntEnum

import numpy as np

from sim.base.arrays import Integers
from sim.engine.plan.routing import Routing
from sim.scenario.derived.queues import named
from sim.scenario.root import Scenario


class Assign(IntEnum):
    """Which of the free agents of a queue's teams takes a contact that joins."""

    TEAM_ORDER = 0
    LONGEST_IDLE = 1
    SCORE = 2
    UNIFORM = 3


def assignment(scenario: Scenario, routing: Routing) -> Integers:
    """Return the `Assign` of each queue, shape (queues,)."""
    queues = scenario.queues
    names = (named(queues, label, channel) for label, channel in routing.queues)
    words = (queues[name].assign if name else "team_order" for name in names)
    return np.array([Assign[word.upper()] for word in words])
