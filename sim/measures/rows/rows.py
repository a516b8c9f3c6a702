"""What every row has that KPIs add up: when it counts, and to which members it belongs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from sim.base.arrays import AnyIntegers, Flags, Floats, Integers
from sim.engine.journal import BROKEN_OFF, Journal, Legs

CODES = 64
"""More codes than any enumeration of the journal has."""


@dataclass(frozen=True, eq=False)
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

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.time)

    @cached_property
    def each(self) -> Flags:
        """A one for every row."""
        return np.ones(len(self), np.bool_)

    @cached_property
    def narrow_codes(self) -> Mapping[str, NDArray[np.int16]]:
        """The codes in a quarter of the memory: what passes between processes."""
        return {name: column.astype(np.int16) for name, column in self.codes.items()}


def sum_by(code: AnyIntegers, values: Floats, members: int) -> Floats:
    """Return the sum of the values of each code 0..members - 1, shape (members,)."""
    return np.bincount(code, values, members).astype(np.float64, copy=False)


def is_one_of(codes: tuple[IntEnum, ...], column: Integers) -> Flags:
    """Return whether each code of a column is one of some."""
    return _members(codes).take(column)


@cache
def _members(codes: tuple[IntEnum, ...]) -> Flags:
    among = np.zeros(CODES, np.bool_)
    among[list(codes)] = True
    return among


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
