"""Which cases are measured: those whose first contact arrived in the window."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.base.arrays import Flags, Floats
from sim.engine.journal import Contacts
from sim.measures.rows.contacts import OPEN, RESOLVED, breakdowns
from sim.measures.rows.rows import Rows, is_one_of
from sim.measures.rows.window import Window


@dataclass(frozen=True, eq=False)
class CaseRows(Rows):
    """One row per measured case.

    Attributes
    ----------
    first, last
        Its first contact, and the last one that came.
    """

    first: Contacts
    last: Contacts

    @cached_property
    def resolved(self) -> Flags:
        """Whether it was truly resolved by the run's end."""
        return is_one_of(RESOLVED, self.last.ending)

    @cached_property
    def at_once(self) -> Flags:
        """Whether its first contact resolved it."""
        return is_one_of(RESOLVED, self.first.ending)

    @cached_property
    def is_open(self) -> Flags:
        """Whether one of its contacts was still in the system, or to come, at the run's end."""
        # A return beyond the run's end leaves the case open.
        return is_one_of(OPEN, self.last.ending) | ~np.isnan(self.last.returned)

    @property
    def gave_up(self) -> Flags:
        """Whether it would have come back but had used up its attempts."""
        return self.last.gave_up

    @cached_property
    def seconds(self) -> Floats:
        """First arrival to true resolution; infinite while open, NaN where it ended unresolved."""
        unresolved = np.where(self.is_open, np.inf, np.nan)
        return np.where(self.resolved, self.last.ended - self.first.arrival, unresolved)


def case_rows(window: Window) -> CaseRows:
    """Return the measured cases of a journal."""
    contacts = window.journal.contacts
    begins = np.flatnonzero(contacts.attempt == 0)
    ends = np.append(begins[1:], len(contacts)) - 1
    kept = np.flatnonzero(window.measured.take(begins))
    first = contacts.taken_when_read(begins.take(kept))
    last = contacts.taken_when_read(ends.take(kept))
    return CaseRows(first.arrival, breakdowns(first), first, last)


def need_rows(window: Window) -> Rows:
    """Return one row per need: a case, or what would have been one had no programme averted it."""
    contacts = window.journal.contacts
    first = contacts.taken_when_read(window.inside & (contacts.attempt == 0))
    return Rows(first.arrival, breakdowns(first))
