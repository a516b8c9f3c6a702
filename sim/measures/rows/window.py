"""Which part of a journal is measured: found once for all tables."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.base.arrays import Flags, Integers
from sim.engine.journal import Contacts, Ending, Journal, Legs
from sim.engine.plan.plan import Plan


@dataclass(frozen=True, eq=False)
class Window:
    """The part of a journal whose contacts arrived in the measured window.

    Attributes
    ----------
    journal, plan
        What happened, under which plan.
    """

    journal: Journal
    plan: Plan

    @cached_property
    def inside(self) -> Flags:
        """Whether each contact of the journal came in the window, or would have."""
        arrival, horizon = self.journal.contacts.arrival, self.plan.horizon
        inside: Flags = (arrival >= horizon.window_start) & (arrival < horizon.window_end)
        return inside

    @cached_property
    def measured(self) -> Flags:
        """Whether each contact of the journal is measured: it came in the window."""
        came: Flags = self.journal.contacts.ending != Ending.AVERTED
        return self.inside & came

    @cached_property
    def contacts(self) -> Contacts:
        """The measured contacts."""
        return self.journal.contacts.taken_when_read(self.measured)

    @cached_property
    def legs(self) -> Legs:
        """All legs of the measured contacts."""
        return self.journal.legs.taken_when_read(self._legs)

    @cached_property
    def contact_of_legs(self) -> Integers:
        """Row among the measured contacts of each of their legs."""
        row = np.cumsum(self.measured) - 1
        return row.take(self._contact_of_all_legs.take(self._legs))

    @cached_property
    def _legs(self) -> Integers:
        return np.flatnonzero(self.measured.take(self._contact_of_all_legs))

    @cached_property
    def _contact_of_all_legs(self) -> Integers:
        """Row of the contact of each leg: a journal that passed its checks has one."""
        contacts, legs = self.journal.contacts, self.journal.legs
        attempts = 1 + contacts.attempt.max(initial=0)
        key = contacts.case * attempts + contacts.attempt
        row: Integers = np.zeros(1 + key.max(initial=-1), np.int64)
        row[key] = np.arange(len(key))
        found: Integers = row.take(legs.case * attempts + legs.attempt)
        return found
