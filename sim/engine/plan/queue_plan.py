"""What a queue is in numbers."""

from enum import IntEnum
from math import inf
from typing import NamedTuple

from sim.scenario.derived.queues import named
from sim.scenario.root import Scenario
from sim.scenario.sections.queues import Queue


class Assign(IntEnum):
    """Which of the free agents of a queue's teams takes a contact that joins."""

    TEAM_ORDER = 0
    LONGEST_IDLE = 1
    SCORE = 2
    UNIFORM = 3


class QueuePlan(NamedTuple):
    """A queue in numbers.

    Attributes
    ----------
    assign
        `Assign`.
    capacity
        Contacts that may wait in it when one comes to its door; infinite: no limit.
    transferred_bonus
        Score added to a contact that is transferred into it: those who wait have at most the five
        urgencies, each with and without this and the bonus of the escalated, as their bases.
    """

    assign: int
    capacity: float
    transferred_bonus: float


def queue_plan(scenario: Scenario, label: str, channel: str) -> QueuePlan:
    """Return a queue in numbers, given its name and its channel."""
    name = named(scenario.queues, label, channel)
    queue = scenario.queues[name] if name else Queue()
    own = queue.transferred_bonus
    return QueuePlan(
        assign=Assign[queue.assign.upper()],
        capacity=inf if queue.capacity is None else float(queue.capacity),
        transferred_bonus=scenario.people.transferred_bonus if own is None else own,
    )
