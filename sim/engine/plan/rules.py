"""The policy's rules as numbers: tests on observables, first match acts."""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import inf, log
from typing import NamedTuple

from sim.engine.plan.hook import Hook, Names
from sim.scenario.sections.policy import Conditions, Policy
from sim.scenario.values.units import Comparison

BOT = -1
"""What `Rules.decide` answers when the contact stays with the bot."""


class Seen(IntEnum):
    """What a policy may look at, in the order of the vector that `Rules.decide` is given."""

    TYPE = 0
    CHANNEL = 1
    SEGMENT = 2
    VIP = 3
    URGENCY = 4
    ATTEMPT = 5
    TURN = 6
    CONFIDENCE = 7
    VALUE_AT_RISK = 8
    MOOD = 9
    ASKED_FOR_PERSON = 10
    OPEN = 11
    QUEUE_LENGTH = 12
    ESTIMATED_WAIT = 13


Codes = Mapping[Seen, Sequence[str]]
"""What the codes of an observable mean."""


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
        Names of the policy's rules, that of a policy in Python among them, then `asked`,
        `turn_limit`, `outage` and `bot_full`.
    tests
        The tests of each of the policy's rules.
    to_person
        Whether each of the policy's rules sends to a person.
    reads_queue
        Whether anything looks at the queue's length or the estimated wait.
    hook
        A policy in Python, asked after the rules; None: there is none.
    """

    names: tuple[str, ...]
    tests: tuple[tuple[Test, ...], ...]
    to_person: tuple[bool, ...]
    reads_queue: bool
    hook: Hook | None

    @property
    def asked(self) -> int:
        """Number of the built-in rule for customers who ask for a person."""
        return len(self.tests) + (self.hook is not None)

    @property
    def turn_limit(self) -> int:
        """Number of the built-in rule at the last turn."""
        return self.asked + 1

    @property
    def outage(self) -> int:
        """Number of the built-in rule for sessions that an outage of the bot ends."""
        return self.asked + 2

    @property
    def bot_full(self) -> int:
        """Number of the built-in rule for contacts that find the bot's sessions all taken."""
        return self.asked + 3

    @property
    def escalating(self) -> tuple[str, ...]:
        """Names of the rules that escalate; by `bot_full` nobody leaves the bot."""
        return self.names[: self.bot_full]

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
        choice = self.hook(seen) if self.hook else None
        if choice is not None:
            return len(self.tests) if choice == "person" else BOT
        return self.asked if seen[Seen.ASKED_FOR_PERSON] else BOT


def compile_rules(policy: Policy, names: Names) -> Rules:
    """Return the policy as numbers; the names of types, channels and segments become codes."""
    codes = dict(zip((Seen.TYPE, Seen.CHANNEL, Seen.SEGMENT), names, strict=True))
    hook = Hook(policy.python, names) if policy.python else None
    own = (hook.name,) if hook else ()
    tests = tuple(tuple(_tests(rule.when, codes)) for rule in policy.rules)
    queue = {Seen.QUEUE_LENGTH, Seen.ESTIMATED_WAIT}
    return Rules(
        names=(
            *(rule.name for rule in policy.rules),
            *own,
            "asked",
            "turn_limit",
            "outage",
            "bot_full",
        ),
        tests=tests,
        to_person=tuple(rule.then == "person" for rule in policy.rules),
        reads_queue=hook is not None
        or any(test.observable in queue for rule in tests for test in rule),
        hook=hook,
    )


def _tests(when: Conditions, codes: Codes) -> list[Test]:
    tests = []
    for observable in Seen:
        condition = getattr(when, observable.name.lower())
        if condition is not None:
            tests.append(_test(observable, condition, codes))
    return tests


def _test(observable: Seen, condition: Comparison | bool | Sequence[str], codes: Codes) -> Test:
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
