"""The ways of contacts through people: who forwards them, and who sends them on to tier 2."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.scenario.root import Scenario

NOWHERE = -1


class Paths(NamedTuple):
    """Where the answers of a table of contacts lead.

    Attributes
    ----------
    second, third
        Types to which they are forwarded, one after the other; -1: not. Shape (contacts,).
    tier2
        Whether the last answer is sent on to tier 2.
    last
        Type as which they are handled at last.
    """

    second: Integers
    third: Integers
    tier2: Flags
    last: Integers


def paths(scenario: Scenario, kinds: Integers, draws: Mapping[str, Floats]) -> Paths:
    """Return the paths of contacts.

    Parameters
    ----------
    scenario
        An arm.
    kinds
        True types, shape (contacts,).
    draws
        Uniforms by stream, of which `onward/answer`, `onward/forward1` and `onward/forward2` are
        read where the scenario has tier 2 or forwards.
    """
    second, by_first = _onward(scenario, kinds, draws.get("onward/answer"))
    third, by_second = _onward(scenario, second, draws.get("onward/forward1"))
    # A third forward does not exist; whom it would concern stays.
    _, by_third = _onward(scenario, third, draws.get("onward/forward2"))
    last = np.where(third >= 0, third, np.where(second >= 0, second, kinds))
    return Paths(second, third, by_first | by_second | by_third, last)


def _onward(scenario: Scenario, kinds: Integers, u: Floats | None) -> tuple[Integers, Flags]:
    """Return the type to which an answer forwards a contact, and whether it goes to tier 2."""
    target, tier2 = np.full(len(kinds), NOWHERE), np.zeros(len(kinds), np.bool_)
    if u is None:
        return target, tier2
    names = list(scenario.inquiry_types)
    for number, kind in enumerate(scenario.inquiry_types.values()):
        rows = kinds == number
        beyond = kind.tier2.share if kind.tier2 else 0.0
        tier2 |= rows & (u < beyond)
        for name, share in kind.forwards.items():
            target[rows & (u >= beyond) & (u < beyond + share)] = names.index(name)
            beyond += share
    return target, tier2
