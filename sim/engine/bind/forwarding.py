"""Where contacts go from person to person: to other types, and on to tier 2."""

from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.bind.streams import Uniforms, onward_streams
from sim.scenario.root import Scenario

NOWHERE = -1


@dataclass(frozen=True)
class Forwarding:
    """Where the answers to contacts lead.

    Attributes
    ----------
    types
        Types to which a contact is forwarded, one after the other; -1: it is not. Shape (forwards
        at most, contacts).
    tier2
        Whether its last answer is sent on to tier 2, shape (contacts,).
    """

    types: Integers
    tier2: Flags

    @property
    def count(self) -> Integers:
        """How often each contact is forwarded, shape (contacts,)."""
        forwards: Integers = (self.types != NOWHERE).sum(axis=0)
        return forwards

    def last(self, types: Integers) -> Integers:
        """Return the type as which each contact is handled in the end, given its own type."""
        last = types
        for forwarded in self.types:
            last = np.where(forwarded == NOWHERE, last, forwarded)
        return last

    def where(self, kept: Flags, other: "Forwarding") -> "Forwarding":
        """Return this where a flag is set, and another elsewhere; both have as many forwards."""
        return Forwarding(
            np.where(kept, self.types, other.types), np.where(kept, self.tier2, other.tier2)
        )


def forwarding(scenario: Scenario, types: Integers, draws: Uniforms) -> Forwarding:
    """Return where the answers to contacts lead.

    Parameters
    ----------
    scenario
        An arm.
    types
        True types, shape (contacts,).
    draws
        Uniforms by stream, of which those of `onward_streams` are read.
    """
    most = scenario.people.max_forwards
    targets = np.full((most, len(types)), NOWHERE)
    tier2 = np.zeros(len(types), np.bool_)
    handled_as = types
    for number, stream in enumerate(onward_streams(scenario)):
        target, beyond = _onward(scenario, handled_as, draws[stream])
        tier2 |= beyond
        # At the cap a contact that would be forwarded once more stays where it is.
        if number < most:
            targets[number] = handled_as = target
    return Forwarding(targets, tier2)


def _onward(scenario: Scenario, types: Integers, u: Floats) -> tuple[Integers, Flags]:
    """Return the type to which an answer forwards a contact, and whether it goes to tier 2."""
    target, tier2 = np.full(len(types), NOWHERE), np.zeros(len(types), np.bool_)
    names = list(scenario.inquiry_types)
    for number, inquiry_type in enumerate(scenario.inquiry_types.values()):
        rows = types == number
        beyond = inquiry_type.tier2.share if inquiry_type.tier2 else 0.0
        tier2 |= rows & (u < beyond)
        for name, share in inquiry_type.forwards.items():
            target[rows & (u >= beyond) & (u < beyond + share)] = names.index(name)
            beyond += share
    return target, tier2
