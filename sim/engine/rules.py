"""The policy's rules as numbers: tests on observables, first match acts."""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import inf, log
from typing import NamedTuple

from sim.scenario.policy import Conditions, Policy
from sim.scenario.units import Comparison

BOT = -1
"""What `Rules.decide` answers when the contact stays with the bot."""


class Seen(IntEnum):
    """What a policy may look at, in the order of the vector that `Rules.decide` is given."""

    TYPE = 0
    CHANNEL = 1
    URGENCY = 2
    ATTEMPT = 3
    TURN = 4
    CONFIDENCE = 5
    MOOD = 6
    ASKED_FOR_PERSON = 7
    OPEN = 8
    QUEUE_LENGTH = 9
    ESTIMATED_WAIT = 10


class Test(NamedTuple):
    """One condition: an observed value against a bound, or against a set of codes."""

    observable: int
    relation: str
    bound: float
    codes: frozenset[float]

    def holds(self, value: float) -> bool:
        """Return whether the condition holds; it never does for NaN."""
        if self.relation == "in":
            return value in self.codes
        return RELATIONS[self.relation](value, self.bound)


RELATIONS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}


@dataclass(frozen=True)
class Rules:
    """Ordered rules; who asks for a person gets one unless a rule before it acts.

    Attributes
    ----------
    names
        Names of the policy's rules, then `asked`, `turn_limit` and `outage`.
    tests
        The tests of each of the policy's rules.
    to_person
        Whether each of the policy's rules sends to a person.
    reads_queue
        Whether any rule looks at the queue's length or the estimated wait.
    """

    names: tuple[str, ...]
    tests: tuple[tuple[Test, ...], ...]
    to_person: tuple[bool, ...]
    reads_queue: bool

    @property
    def asked(self) -> int:
        """Number of the built-in rule for customers who ask for a person."""
        return len(self.tests)

    @property
    def turn_limit(self) -> int:
        """Number of the built-in rule at the last turn."""
        return len(self.tests) + 1

    @property
    def outage(self) -> int:
        """Number of the built-in rule for sessions that an outage of the bot ends."""
        return len(self.tests) + 2

    def decide(self, seen: Sequence[float]) -> int:
        """Return the number of the rule that sends the contact to a person, or `BOT`.

        Parameters
        ----------
        seen
            The observables in the order of `Seen`.
        """
        for number, tests in enumerate(self.tests):
            for test in tests:
                if not test.holds(seen[test.observable]):
                    break
            else:
                return number if self.to_person[number] else BOT
        return self.asked if seen[Seen.ASKED_FOR_PERSON] else BOT


def compile_rules(policy: Policy, types: Sequence[str], channels: Sequence[str]) -> Rules:
    """Return the policy as numbers; type and channel names become their codes."""
    codes = {Seen.TYPE: types, Seen.CHANNEL: channels}
    tests = tuple(tuple(_tests(rule.when, codes)) for rule in policy.rules)
    queue = {Seen.QUEUE_LENGTH, Seen.ESTIMATED_WAIT}
    return Rules(
        names=(*(rule.name for rule in policy.rules), "asked", "turn_limit", "outage"),
        tests=tests,
        to_person=tuple(rule.then == "person" for rule in policy.rules),
        reads_queue=any(test.observable in queue for rule in tests for test in rule),
    )


def _tests(when: Conditions, codes: dict[Seen, Sequence[str]]) -> list[Test]:
    tests = []
    for observable in Seen:
        condition = getattr(when, observable.name.lower())
        if condition is not None:
            tests.append(_test(observable, condition, codes))
    return tests


def _test(
    observable: Seen, condition: Comparison | bool | Sequence[str], codes: dict[Seen, Sequence[str]]
) -> Test:
    if isinstance(condition, bool):
        return Test(observable, "==", float(condition), frozenset())
    if isinstance(condition, Comparison):
        bound = log_odds(condition.value) if observable is Seen.CONFIDENCE else condition.value
        return Test(observable, condition.op, bound, frozenset())
    named = frozenset(float(codes[observable].index(name)) for name in condition)
    return Test(observable, "in", 0.0, named)


def log_odds(share: float) -> float:
    """Return log(share / (1 - share)), infinite at 0 and 1."""
    if share <= 0 or share >= 1:
        return inf if share >= 1 else -inf
    return log(share / (1 - share))
