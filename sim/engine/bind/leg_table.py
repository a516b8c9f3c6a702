"""How the tables of single legs become the one table of what all legs have in store."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.engine.bound import LegBlock, LegTable

Part = tuple[int, bool]
"""Which leg: `LegBlock.part`, and whether it is `elsewhere`."""


class PartTable(NamedTuple):
    """What one leg has in store, of the contacts that can come to it.

    Attributes
    ----------
    cases
        Their cases, ascending, shape (rows,).
    values
        Shape (rows, fields + laws), as in `LegTable`.
    """

    cases: Integers
    values: Floats


PartTables = Mapping[Part, PartTable]
"""The tables of one attempt's legs."""


def leg_table(attempts: Sequence[PartTables]) -> LegTable:
    """Return the tables of all attempts as one."""
    parts = [
        ((attempt, part, int(elsewhere)), table)
        for attempt, tables in enumerate(attempts)
        for (part, elsewhere), table in sorted(tables.items())
    ]
    ends = np.cumsum([len(table.cases) for _, table in parts], dtype=np.int64).tolist()
    blocks = [
        LegBlock(*key, end - len(table.cases), end)
        for (key, table), end in zip(parts, ends, strict=True)
    ]
    return LegTable(
        blocks=np.array(blocks, dtype=np.int64).reshape(-1, len(LegBlock._fields)),
        case=np.concatenate([table.cases for _, table in parts]),
        values=np.concatenate([table.values for _, table in parts]),
    )
