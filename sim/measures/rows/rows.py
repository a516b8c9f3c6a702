"""What every row has that KPIs add up: when it counts, and to which members it belongs."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.journal import BROKEN_OFF, Journal, Legs


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


def goes_on(legs: Legs) -> Flags:
    """Return whether each row goes on with a leg whose talk a shift's end broke off.

    The rows must be all of their contacts, in order.
    """
    after = np.zeros(len(legs), np.bool_)
    after[1:] = np.isin(legs.outcome[:-1], BROKEN_OFF) & (legs.number[1:] > 0)
    return after


def numbered(legs: Legs) -> Integers:
    """Return the numbers of legs among those of their contact."""
    new = np.ones(len(legs), np.bool_)
    new[1:] = (legs.case[1:] != legs.case[:-1]) | (legs.attempt[1:] != legs.attempt[:-1])
    place = np.arange(len(legs))
    numbers: Integers = place - np.maximum.accumulate(np.where(new, place, 0))
    return numbers


def contact_of_legs(journal: Journal) -> Integers:
    """Return the row of the contact to which each leg belongs, or where it would stand."""
    contacts, legs = journal.contacts, journal.legs
    attempts = 1 + max(contacts.attempt.max(initial=0), legs.attempt.max(initial=0))
    rows: Integers = np.searchsorted(
        contacts.case * attempts + contacts.attempt, legs.case * attempts + legs.attempt
    )
    return rows
