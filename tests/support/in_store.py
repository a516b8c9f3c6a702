"""What contacts have in store, from arrays."""

from collections.abc import Iterable

import numpy as np

from sim.engine.bind.contact_rows import ContactRows
from sim.engine.bound import ContactTable, ContactValues


def contact_table(attempts: Iterable[tuple[np.ndarray, np.ndarray]]) -> ContactTable:
    """The table of attempts, each with its cases and their values, shape (cases, fields)."""
    rows = ContactRows(1)
    for cases, values in attempts:
        rows.add(cases, dict(zip(ContactValues._fields, values.T, strict=True)))
        rows.end_attempt()
    return rows.table()
