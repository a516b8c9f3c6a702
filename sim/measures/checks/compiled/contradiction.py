"""What the library answers: that a journal is consistent, or where it is not."""

import ctypes
from typing import NamedTuple

from sim.base.loading import Remembered, packed
from sim.engine.journal import Journal
from sim.engine.plan.plan import Plan
from sim.measures.checks.compiled.library import Library
from sim.measures.checks.compiled.packing import (
    laid_integrals,
    laid_table,
    lengths_of,
    plan_values,
)

CONSISTENT, CONTRADICTION = 0, 1
_PLANS = Remembered()


class Contradiction(NamedTuple):
    """Where a journal contradicts itself first.

    Attributes
    ----------
    check
        Name of the check.
    row
        A row that fails, of those that the check asks, or a place of an integral; -1: none.
    """

    check: str
    row: int


def contradiction(library: Library, journal: Journal, plan: Plan) -> Contradiction | None:
    """Return the first contradiction in a journal; None: it agrees with itself and its plan.

    Parameters
    ----------
    library
        What checks it.
    journal, plan
        What happened, under which plan.

    Raises
    ------
    MemoryError
        When there is not enough memory to check it.
    """
    numbers = _PLANS.of(plan, lambda: packed(library.plan, plan_values(plan)))
    tables = [laid_table(table) for table in (journal.contacts, journal.legs, journal.roster)]
    tables.append(laid_integrals(journal, plan))
    check, row = ctypes.c_char_p(), ctypes.c_int64()
    found = library.find(
        numbers.address,
        *(table.addresses for table in tables),
        lengths_of(journal),
        journal.end,
        ctypes.byref(check),
        ctypes.byref(row),
    )
    if found == CONSISTENT:
        return None
    if found != CONTRADICTION:
        raise MemoryError("not enough memory to check a journal")
    assert check.value is not None
    return Contradiction(check.value.decode(), row.value)
