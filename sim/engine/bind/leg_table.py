"""How the tables of single legs become the one table of what all legs have in store."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.engine.bind.joined import joined
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


def leg_table(attempts: list[list[PartTables]]) -> LegTable:
    """Return the tables of all attempts as one.

    Parameters
    ----------
    attempts
        By attempt the tables of some cases each, in their order. They are used up.
    """
    found: dict[tuple[int, int, int], list[PartTable]] = {}
    for attempt, some in enumerate(attempts):
        for tables in some:
            for (part, elsewhere), table in tables.items():
                found.setdefault((attempt, part, int(elsewhere)), []).append(table)
    attempts.clear()
    keys = sorted(found)
    lengths = [sum(len(table.cases) for table in found[key]) for key in keys]
    ends = np.cumsum(lengths, dtype=np.int64).tolist()
    blocks = [
        LegBlock(*key, end - length, end)
        for key, length, end in zip(keys, lengths, ends, strict=True)
    ]
    cases = [table.cases for key in keys for table in found[key]]
    values = [table.values for key in keys for table in found.pop(key)]
    return LegTable(
        blocks=np.array(blocks, dtype=np.int64).reshape(-1, len(LegBlock._fields)),
        case=joined(cases),
        values=joined(values),
    )
