"""What the policy's rules are in numbers: tests on observables, of which the first match acts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import inf, log
from typing import NamedTuple

from sim.engine.plan.hook import CodeNames, Hook
from sim.scenario.sections.policy import Conditions, Policy
from sim.scenario.values.bounds import Comparison
from sim.scenario.values.observables import OBSERVABLES, Observable

BOT = -1
"""The decision by which a contact stays with the bot."""


class BuiltIn(IntEnum):
    """The rules that every policy has, in the order in which they come after its own."""

    ASKED = 0
    """The customer asks for a person."""
    TURN_LIMIT = 1
    """The last turn has not solved the case."""
    OUTAGE = 2
    """The bot goes down during the session."""
    REJECTED = 3
    """A reviewer has rejected what the bot wanted to do."""
    BOT_FULL = 4
    """All sessions are taken: the contact goes to people without one."""

    CHOSE_PERSON = 5
    """The customer, told the wait, goes to people."""

    @property
    def escalates(self) -> bool:
        """Whether the contact leaves the bot by it; by the others it was never there."""
        return self not in (BuiltIn.BOT_FULL, BuiltIn.CHOSE_PERSON)


class Relation(IntEnum):
    """How a test compares what is observed."""

    LESS = 0
    LESS_EQUAL = 1
    GREATER = 2
    GREATER_EQUAL = 3
    EQUAL = 4
    AMONG = 5


RELATIONS: Mapping[str, Relation] = {
    "<": Relation.LESS,
    "<=": Relation.LESS_EQUAL,
    ">": Relation.GREATER,
    ">=": Relation.GREATER_EQUAL,
    "==": Relation.EQUAL,
}
"""By the sign that users write."""


class Test(NamedTuple):
    """One condition: an observed value against a bound, or among codes.

    Attributes
    ----------
    observable
        Place in `OBSERVABLES`.
    relation
        `Relation`.
    bound
        What it is compared with; a confidence as log-odds.
    codes
        The codes among which the value must be, with `AMONG`.
    """

    observable: int
    relation: int
    bound: float
    codes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Rules:
    """Ordered rules; a customer who asks for a person gets one unless an earlier rule acts.

    Attributes
    ----------
    names
        Names of the policy's rules, that of a policy in Python among them, then those of `BuiltIn`.
    tests
        The tests of each of the policy's rules.
    to_person
        Whether each of the policy's rules sends to a person.
    reads_queue
        Whether any rule looks at the queue.
    hook
        A policy in Python, asked after the rules; None: there is none.
    """

    names: tuple[str, ...]
    tests: tuple[tuple[Test, ...], ...]
    to_person: tuple[bool, ...]
    reads_queue: bool
    hook: Hook | None

    def number(self, rule: BuiltIn) -> int:
        """Return the number of a built-in rule."""
        return len(self.names) - len(BuiltIn) + rule

    @property
    def escalating(self) -> tuple[str, ...]:
        """Names of the rules by which contacts leave the bot."""
        stays = {self.number(rule) for rule in BuiltIn if not rule.escalates}
        return tuple(name for number, name in enumerate(self.names) if number not in stays)


def compile_rules(policy: Policy, names: CodeNames) -> Rules:
    """Return the policy as numbers; the names of types, channels and segments become codes."""
    hook = Hook(policy.python, names) if policy.python else None
    own = (hook.name,) if hook else ()
    tests = tuple(tuple(_tests(rule.when, names)) for rule in policy.rules)
    seen = {OBSERVABLES[test.observable] for rule in tests for test in rule}
    return Rules(
        names=(
            *(rule.name for rule in policy.rules),
            *own,
            *(rule.name.lower() for rule in BuiltIn),
        ),
        tests=tests,
        to_person=tuple(rule.then == "person" for rule in policy.rules),
        reads_queue=hook is not None or any(observable.of_queue for observable in seen),
        hook=hook,
    )


def _tests(when: Conditions, names: CodeNames) -> list[Test]:
    tests = []
    for place, observable in enumerate(OBSERVABLES):
        condition = when.on(observable.name)
        if condition is not None:
            tests.append(_test(place, observable, condition, names))
    return tests


def _test(
    place: int,
    observable: Observable,
    condition: Comparison | bool | Sequence[str],
    names: CodeNames,
) -> Test:
    if isinstance(condition, bool):
        return Test(place, Relation.EQUAL, float(condition))
    if isinstance(condition, Comparison):
        is_share = observable.name == "confidence"
        bound = log_odds(condition.value) if is_share else condition.value
        return Test(place, RELATIONS[condition.op], bound)
    known = names.of(observable)
    return Test(place, Relation.AMONG, 0.0, tuple(sorted(known.index(name) for name in condition)))


def log_odds(share: float) -> float:
    """Return log(share / (1 - share)), infinite at 0 and 1."""
    if share <= 0 or share >= 1:
        return inf if share >= 1 else -inf
    return log(share / (1 - share))
