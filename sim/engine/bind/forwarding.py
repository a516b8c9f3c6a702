"""Where contacts go from person to person: to other types, and on to tier 2."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.scenario.root import Scenario

NOWHERE = -1


class Forwarding(NamedTuple):
    """Where the answers to contacts lead; every column has the shape (contacts,).

    Attributes
    ----------
    second, third
        Types to which a contact is forwarded, one after the other; -1: it is not.
    tier2
        Whether its last answer is sent on to tier 2.
    last
        Type as which it is handled in the end.
    """

    second: Integers
    third: Integers
    tier2: Flags
    last: Integers


def forwarding(scenario: Scenario, types: Integers, draws: Mapping[str, Floats]) -> Forwarding:
    """Return where the answers to contacts lead.

    Parameters
    ----------
    scenario
        An arm.
    types
        True types, shape (contacts,).
    draws
        Uniforms by stream, of which `onward/answer`, `onward/forward1` and `onward/forward2` are
        read where the scenario has tier 2 or forwards.
    """
    second, by_first = _onward(scenario, types, draws.get("onward/answer"))
    third, by_second = _onward(scenario, second, draws.get("onward/forward1"))
    # There is no third forward: a contact that it would concern stays where it is.
    _, by_third = _onward(scenario, third, draws.get("onward/forward2"))
    last = np.where(third >= 0, third, np.where(second >= 0, second, types))
    return Forwarding(second, third, by_first | by_second | by_third, last)


def _onward(scenario: Scenario, types: Integers, u: Floats | None) -> tuple[Integers, Flags]:
    """Return the type to which an answer forwards a contact, and whether it goes to tier 2."""
    target, tier2 = np.full(len(types), NOWHERE), np.zeros(len(types), np.bool_)
    if u is None:
        return target, tier2
    names = list(scenario.inquiry_types)
    for number, inquiry_type in enumerate(scenario.inquiry_types.values()):
        rows = types == number
        beyond = inquiry_type.tier2.share if inquiry_type.tier2 else 0.0
        tier2 |= rows & (u < beyond)
        for name, share in inquiry_type.forwards.items():
            target[rows & (u >= beyond) & (u < beyond + share)] = names.index(name)
            beyond += share
    return target, tier2
