"""How the values of single attempts become the one table of what all contacts have in store."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.engine.bound import ContactTable


class AttemptTable(NamedTuple):
    """What the contacts of one attempt have in store, of the cases that can come to it.

    Attributes
    ----------
    cases
        These cases, ascending, shape (rows,).
    values
        The fields of `ContactValues`, shape (rows, fields).
    """

    cases: Integers
    values: Floats


def contact_table(attempts: Sequence[AttemptTable]) -> ContactTable:
    """Return the tables of the attempts, the first one first, as one."""
    lengths = [len(attempt.cases) for attempt in attempts]
    return ContactTable(
        starts=np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))),
        case=np.concatenate([attempt.cases for attempt in attempts]),
        values=np.concatenate([attempt.values for attempt in attempts]),
    )
