"""The policy at work: it is told what is seen, and says where the contact goes."""

import operator
from collections.abc import Callable, Mapping, Sequence

from sim.engine.plan.rules import BOT, BuiltIn, Relation, Rules, Test
from sim.scenario.values.observables import OBSERVABLES, PLACE

ASKED_FOR_PERSON = PLACE["asked_for_person"]

Seen = Sequence[float]
"""What is seen, in the order of `OBSERVABLES`."""


class Policy:
    """A policy's rules, ready to decide.

    Parameters
    ----------
    rules
        The rules as numbers.

    Attributes
    ----------
    looks_at
        Places of the observables that it looks at; others need not be read.
    """

    def __init__(self, rules: Rules) -> None:
        self._tests = [[_test(test) for test in tests] for tests in rules.tests]
        self._to_person = rules.to_person
        self._hook = rules.hook
        self._asked = rules.number(BuiltIn.ASKED)
        tested = {test.observable for tests in rules.tests for test in tests}
        everything = range(len(OBSERVABLES))
        self.looks_at = tuple(everything if rules.hook else sorted({*tested, ASKED_FOR_PERSON}))
        self.number: Mapping[BuiltIn, int] = {rule: rules.number(rule) for rule in BuiltIn}

    def decide(self, seen: Seen) -> int:
        """Return the number of the rule that sends the contact to a person, or `BOT`.

        Parameters
        ----------
        seen
            The observables in the order of `OBSERVABLES`; a condition never holds for NaN.
        """
        for number, tests in enumerate(self._tests):
            for observable, holds, bound in tests:
                if not holds(seen[observable], bound):
                    break
            else:
                return number if self._to_person[number] else BOT
        choice = self._hook(seen) if self._hook else None
        if choice is not None:
            return len(self._tests) if choice == "person" else BOT
        return self._asked if seen[ASKED_FOR_PERSON] else BOT


def _among(value: float, codes: frozenset[int]) -> bool:
    return value in codes


_HOLDS: Mapping[int, Callable[..., bool]] = {
    Relation.LESS: operator.lt,
    Relation.LESS_EQUAL: operator.le,
    Relation.GREATER: operator.gt,
    Relation.GREATER_EQUAL: operator.ge,
    Relation.EQUAL: operator.eq,
    Relation.AMONG: _among,
}


def _test(test: Test) -> tuple[int, Callable[..., bool], float | frozenset[int]]:
    among = test.relation == Relation.AMONG
    return test.observable, _HOLDS[test.relation], frozenset(test.codes) if among else test.bound
