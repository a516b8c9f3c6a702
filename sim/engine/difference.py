"""Where two journals of one run differ: both engines must give the same one, to the last bit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.base.arrays import Flags
from sim.engine.columns import Columns
from sim.engine.journal import Journal

TABLES = ("contacts", "legs", "roster")
OWNED = ("contacts", "legs")
"""Tables whose rows belong to a case and an attempt."""

Place = tuple[int, ...]


@dataclass(frozen=True)
class Difference:
    """The first value that is not the same.

    Attributes
    ----------
    where
        Its column, as in `contacts.arrival`; or what there are of, as in `legs: rows`.
    place
        Its row, or its indices in an integral; empty where there is one value.
    case, attempt
        Whose row it is; None where it is nobody's.
    simpy, compiled
        The value by either engine, written so that all its digits are there.
    count
        How many values of the column differ.
    """

    where: str
    place: Place
    case: int | None
    attempt: int | None
    simpy: str
    compiled: str
    count: int

    def __str__(self) -> str:
        """Return it in a sentence."""
        at = f", row {', '.join(map(str, self.place))}" if self.place else ""
        whose = "" if self.case is None else f" (case {self.case}, attempt {self.attempt})"
        values = f"{self.simpy} by SimPy, {self.compiled} by the compiled engine"
        return f"{self.where}{at}{whose}: {values}; {self.count} differ"


def first_difference(simpy: Journal, compiled: Journal) -> Difference | None:
    """Return the first value that two journals have not in common, column by column.

    Parameters
    ----------
    simpy, compiled
        The journal of either engine.

    Returns
    -------
    Difference or None
        None when every value is the same to the bit; one NaN is like another.
    """
    return next(_differences(simpy, compiled), None)


def values_in(journal: Journal) -> int:
    """Return how many values `first_difference` compares."""
    parts = [vars(getattr(journal, name)) for name in (*TABLES, "integrals")]
    return 1 + sum(int(column.size) for part in parts for column in part.values())


def _differences(simpy: Journal, compiled: Journal) -> Iterator[Difference]:
    for name in TABLES:
        yield from _of_tables(name, getattr(simpy, name), getattr(compiled, name))
    yield from _of_columns("run", {"end": np.array(simpy.end)}, {"end": np.array(compiled.end)})
    yield from _of_columns("integrals", vars(simpy.integrals), vars(compiled.integrals))


def _of_tables(name: str, ours: Columns, twins: Columns) -> Iterator[Difference]:
    if len(ours) == len(twins):
        owners = vars(ours) if name in OWNED else {}
        yield from _of_columns(name, vars(ours), vars(twins), owners)
    else:
        rows = f"{len(ours)} rows", f"{len(twins)} rows"
        yield Difference(name, (), None, None, *rows, abs(len(ours) - len(twins)))


def _of_columns(
    name: str,
    ours: Mapping[str, NDArray[Any]],
    twins: Mapping[str, NDArray[Any]],
    owners: Mapping[str, NDArray[Any]] | None = None,
) -> Iterator[Difference]:
    for column, one in ours.items():
        where, other = f"{name}.{column}", twins[column]
        if _form(one) != _form(other):
            yield Difference(where, (), None, None, _form(one), _form(other), one.size)
            continue
        places = np.argwhere(~_same(one, other))
        if not len(places):
            continue
        place: Place = tuple(places[0].tolist())
        case, attempt = (
            (int(owners["case"][place]), int(owners["attempt"][place])) if owners else (None, None)
        )
        values = repr(one[place].item()), repr(other[place].item())
        yield Difference(where, place, case, attempt, *values, len(places))


def _form(column: NDArray[Any]) -> str:
    return f"{column.dtype} of shape {column.shape}"


def _same(one: NDArray[Any], other: NDArray[Any]) -> Flags:
    """Return whether each value is the same to the bit; one NaN is like another."""
    if one.dtype.kind != "f":
        same: Flags = one == other
        return same
    bits = np.dtype(f"i{one.dtype.itemsize}")
    alike: Flags = (one.view(bits) == other.view(bits)) | (np.isnan(one) & np.isnan(other))
    return alike
