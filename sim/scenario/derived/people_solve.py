"""How likely people solve a case."""

from collections.abc import Iterator
from typing import NamedTuple

from sim.scenario.root import Scenario


class Handling(NamedTuple):
    """How many answers of one type a contact takes, after so many forwards.

    Attributes
    ----------
    name
        The inquiry type as which it is answered.
    number
        How many, at most one.
    forwarded
        How often the contact was forwarded before.
    """

    name: str
    number: float
    forwarded: int


def handlings(scenario: Scenario, name: str) -> Iterator[Handling]:
    """Yield the answers that a contact of a type takes on average, forward by forward.

    Parameters
    ----------
    scenario
        The arm.
    name
        The type as which it is answered first.
    """
    numbers = {name: 1.0}
    for forwarded in range(scenario.people.max_forwards + 1):
        onward: dict[str, float] = {}
        for own, number in numbers.items():
            yield Handling(own, number, forwarded)
            for target, share in scenario.inquiry_types[own].forwards.items():
                onward[target] = onward.get(target, 0.0) + number * share
        numbers = onward


def solved_by_people(scenario: Scenario, name: str) -> float:
    """Return the chance that people solve a case of a type, tier 2 and forwards included.

    Who has been forwarded as often as possible stays.
    """
    solved, most = 0.0, scenario.people.max_forwards
    for own, number, forwarded in handlings(scenario, name):
        kind, stays = scenario.inquiry_types[own], 1.0
        if kind.tier2:
            stays -= kind.tier2.share
            solved += number * kind.tier2.share * kind.tier2.solved
        if forwarded < most:
            stays -= sum(kind.forwards.values())
        solved += number * stays * kind.solved_by_person
    return solved
