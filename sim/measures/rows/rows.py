"""What every row has that KPIs add up: when it counts, and to which members it belongs."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.engine.journal import Journal


@dataclass(frozen=True)
class Rows:
    """A table of the measured part of one replication.

    Attributes
    ----------
    time
        The instant that decides which period a row falls into: an arrival, or an interval's start.
    codes
        By breakdown, such as `channel`: the member that each row belongs to.
    """

    time: Floats
    codes: Mapping[str, Integers]

    @property
    def each(self) -> Floats:
        """A one for every row."""
        return np.ones(len(self.time))


def sum_by(code: Integers, values: Floats, members: int) -> Floats:
    """Return the sum of the values of each code 0..members - 1, shape (members,)."""
    return np.bincount(code, values, members).astype(np.float64)


def contact_of_legs(journal: Journal) -> Integers:
    """Return the row of the contact to which each leg belongs, or where it would stand."""
    contacts, legs = journal.contacts, journal.legs
    attempts = 1 + max(contacts.attempt.max(initial=0), legs.attempt.max(initial=0))
    rows: Integers = np.searchsorted(
        contacts.case * attempts + contacts.attempt, legs.case * attempts + legs.attempt
    )
    return rows
