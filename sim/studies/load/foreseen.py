"""What a policy does, as far as it can be foreseen: rules evaluated on a grid of what is seen.

What a rule asks of the queue, and what a policy in Python would say, is not known before anything
is played. Such a rule is taken to act, or not to, so that most or least work reaches people: the
two bounds. No code of a scenario is run.
"""

from enum import IntEnum
from functools import reduce
from math import inf, log
from operator import and_

import numpy as np
from scipy.special import expit

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.plan.plan import Plan
from sim.engine.plan.rules import Relation, Test
from sim.scenario.root import Scenario
from sim.scenario.values.observables import OBSERVABLES, PLACE


class Bound(IntEnum):
    """How rules are taken that cannot be evaluated beforehand."""

    MOST = 0
    """So that most work reaches people."""
    LEAST = 1
    """So that least does."""


class Choice(IntEnum):
    """What a policy says."""

    BOT = 0
    ASKED = 1
    """A person, since the customer asked for one and no rule acted."""
    PERSON = 2
    """A person, by a rule of its own."""


class Grid:
    """All that a policy may see of contacts, and what it says to it.

    Axes: mood step, predicted type, predicted urgency, segment, attempt, closed or open, channel,
    bin of confidence. An axis that no rule looks at has one place.

    Parameters
    ----------
    scenario, plan
        The arm.

    Attributes
    ----------
    moods
        The mood steps on the first axis.
    edges
        Log-odds between the bins of confidence, ascending.
    unforeseen
        Whether the policy also goes by what cannot be known beforehand.
    """

    def __init__(self, scenario: Scenario, plan: Plan) -> None:
        rules = plan.policy
        self._tests, self._to_person = rules.tests, rules.to_person
        self._hook = rules.hook is not None
        tested = {OBSERVABLES[test.observable].name for rule in rules.tests for test in rule}
        steps = [kind.mood_step for kind in plan.type_plans]
        self.moods = sorted(set(steps)) if "mood" in tested else [0.0]
        values = [segment.value for segment in scenario.segments.values()] or [0.0]
        self.edges = _edges(rules.tests, values)
        self.unforeseen = self._hook or bool(tested & {"queue_length", "estimated_wait"})
        bins = _middles(self.edges)
        by_type = tested & {"type", "confidence", "value_at_risk"}
        self._seen = {
            "type": _along(1, range(len(plan.types))) if by_type else _along(1, [0]),
            "urgency": _along(2, range(1, 6) if "urgency" in tested else [3]),
            "segment": _along(3, range(len(values)) if scenario.segments else [-1]),
            "vip": _along(3, plan.vips or [False]),
            "attempt": _along(4, range(plan.max_attempts) if "attempt" in tested else [0]),
            "open": _along(5, [0, 1]),
            "channel": _along(6, range(len(plan.channels)) if "channel" in tested else [0]),
            "confidence": _along(7, bins),
            "value_at_risk": expit(-_along(7, bins)) * _along(3, values),
        }

    @property
    def shape(self) -> tuple[int, ...]:
        """Places on each axis."""
        seen = np.broadcast_shapes(*(values.shape for values in self._seen.values()))
        return (len(self.moods), *seen[1:])

    def says(self, turn: int, asked: bool, bound: Bound) -> Integers:
        """Return the policy's `Choice` on the whole grid, at the door (turn 0) or after a turn."""
        seen = self._seen | {
            "turn": np.array(float(turn)),
            "asked_for_person": np.array(float(asked)),
            "mood": 1.0 - turn * _along(0, self.moods),
        }
        choice = np.full(self.shape, -1)
        for tests, to_person in zip(self._tests, self._to_person, strict=True):
            acts = self._acts(tests, to_person, seen, bound)
            choice[(choice < 0) & acts] = Choice.PERSON if to_person else Choice.BOT
        if self._hook:
            choice[choice < 0] = Choice.PERSON if bound is Bound.MOST else Choice.BOT
        choice[choice < 0] = Choice.ASKED if asked else Choice.BOT
        return choice

    def _acts(
        self, tests: tuple[Test, ...], to_person: bool, seen: dict[str, Floats], bound: Bound
    ) -> Flags:
        """Return where a rule acts; it is taken to, where that is not known, by the bound."""
        known = [test for test in tests if not OBSERVABLES[test.observable].of_queue]
        holds = reduce(and_, (_holds(test, seen) for test in known), np.array(True))
        if len(known) < len(tests) and to_person is (bound is Bound.LEAST):
            holds = np.array(False)
        return np.broadcast_to(holds, self.shape)


def _along(axis: int, values: object) -> Floats:
    """Return values along one of the eight axes."""
    shape = [1] * 8
    shape[axis] = -1
    return np.array(values, dtype=np.float64).reshape(shape)


def _holds(test: Test, seen: dict[str, Floats]) -> Flags:
    value = seen[OBSERVABLES[test.observable].name]
    if test.relation == Relation.AMONG:
        return np.isin(value, test.codes)
    compare = _COMPARE[Relation(test.relation)]
    return np.asarray(compare(value, test.bound))


_COMPARE = {
    Relation.LESS: np.less,
    Relation.LESS_EQUAL: np.less_equal,
    Relation.GREATER: np.greater,
    Relation.GREATER_EQUAL: np.greater_equal,
    Relation.EQUAL: np.equal,
}


def _edges(rules: tuple[tuple[Test, ...], ...], values: list[float]) -> Floats:
    """Return the log-odds of confidence at which some rule's verdict changes.

    A value at risk of v is that of a confidence of 1 - v / worth.
    """
    edges: set[float] = set()
    for test in (test for rule in rules for test in rule):
        if test.observable == PLACE["confidence"]:
            edges.add(test.bound)
        elif test.observable == PLACE["value_at_risk"]:
            shares = [test.bound / worth for worth in values if 0 < test.bound < worth]
            edges |= {log((1 - share) / share) for share in shares}
    return np.array(sorted(edge for edge in edges if abs(edge) < inf))


def _middles(edges: Floats) -> Floats:
    """Return a value inside of each bin between edges."""
    if not len(edges):
        return np.zeros(1)
    return np.concatenate([[edges[0] - 1.0], (edges[1:] + edges[:-1]) / 2, [edges[-1] + 1.0]])
