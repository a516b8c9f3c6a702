"""What the terms of all KPIs add up to, by member of every breakdown: one pass over each table.

Each row belongs to one cell: its channel x type x urgency and so on. Flags and whole numbers are
added up by cell, once per term, and one product of matrices adds up the cells of each member. A
further KPI costs one sum over its rows, a further breakdown next to nothing. Sums of whole numbers
are exact in any order; others are added up by member in the order of the rows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import prod
from typing import NamedTuple

import numpy as np

from sim.base.arrays import AnyIntegers, Floats, Integers
from sim.measures.kpis.kpi import Distribution, Ratio, RowValues, Term
from sim.measures.kpis.registry import KPIS
from sim.measures.rows.frame import KEPT, Frame
from sim.measures.rows.rows import Rows, sum_by
from sim.measures.rows.tables import BREAKDOWNS
from sim.measures.totals import Pool, Terms

CELLS = 4096
"""Cells of a table at most: breakdowns beyond them have cells of their own."""


class Label(NamedTuple):
    """Which estimate a total is for: a flat key, and a member of a breakdown (empty: the whole)."""

    key: str
    breakdown: str = ""
    member: str = ""


class Summand(NamedTuple):
    """What is added up.

    Attributes
    ----------
    term
        A term of a KPI.
    mean_of
        The distribution whose values it is, of which those that have come are added up.
    number
        Whether they are only counted.
    """

    term: Term
    mean_of: Distribution | None = None
    number: bool = False


def _parts(kpi: Ratio | Distribution) -> tuple[Summand, Summand]:
    """Return the numerator and the denominator of a ratio, or of a distribution's mean."""
    if isinstance(kpi, Ratio):
        return Summand(kpi.numerator), Summand(kpi.denominator)
    return Summand(kpi.values, kpi), Summand(kpi.values, kpi, number=True)


PARTS = {kpi: _parts(kpi) for kpi in KPIS}
"""What each KPI divides by what."""


@dataclass(frozen=True, eq=False)
class Grid:
    """The sums of one table: a row per summand, a column per member after that of the whole.

    Attributes
    ----------
    table
        The table.
    summands
        What is added up over it.
    members
        How many members each of its breakdowns has, those without any aside.
    """

    table: str
    summands: tuple[Summand, ...]
    members: Mapping[str, int]

    @cached_property
    def width(self) -> int:
        """Number of columns."""
        return 1 + sum(self.members.values())

    @cached_property
    def columns(self) -> Mapping[str, slice]:
        """Columns of each breakdown."""
        ends = np.cumsum([1, *self.members.values()]).tolist()
        return {name: slice(*ends[number : number + 2]) for number, name in enumerate(self.members)}

    def sums(self, terms: Terms, pools: Mapping[str, Pool]) -> Floats:
        """Return the sums of one replication, shape (summands, width)."""
        rows: Rows = getattr(terms.tables, self.table)
        sums = np.zeros((len(self.summands), self.width))
        if not len(rows):
            return sums
        whole = {}
        for number, (term, mean_of, counted) in enumerate(self.summands):
            values = terms.values(term)
            if mean_of and counted:
                whole[number] = np.isfinite(values)
            elif mean_of:
                pool = pools[mean_of.key]
                self._add(sums[number], pool.values, pool.codes)
            elif values.dtype.kind == "f":
                self._add(sums[number], values, rows.codes)
            else:
                whole[number] = values
        if whole:
            sums[list(whole)] = self._whole(rows, list(whole.values()))
        return sums

    def _add(self, sums: Floats, values: Floats, codes: Mapping[str, AnyIntegers]) -> None:
        """Add up what has come of some values, in the order of the rows."""
        come = np.isfinite(values)
        if come.all():
            sums[0] = values.sum()
        else:
            sums[0] = values[come].sum()
            values = np.where(come, values, 0.0)
        for name in self.members.keys() & codes.keys():
            sums[self.columns[name]] = sum_by(codes[name], values, self.members[name])

    def _whole(self, rows: Rows, columns: Sequence[RowValues]) -> Floats:
        """Return the sums of columns of flags or whole numbers."""
        sums = np.zeros((len(columns), self.width))
        for cells in self._cells:
            cell = cells.of(rows)
            by_cell = [np.bincount(cell, column, cells.number) for column in columns]
            sums += np.array(by_cell) @ cells.belongs
        return sums

    @cached_property
    def _cells(self) -> tuple["Cells", ...]:
        """Cells of as many breakdowns at a time as make no more of them than `CELLS`."""
        batches: list[dict[str, int]] = [{}]
        for name, members in self.members.items():
            if members * prod(batches[-1].values()) > CELLS:
                batches.append({})
            batches[-1][name] = members
        return tuple(self._cells_of(batch, first=batch is batches[0]) for batch in batches)

    def _cells_of(self, members: Mapping[str, int], *, first: bool) -> "Cells":
        shape = tuple(members.values())
        belongs = np.zeros((prod(shape), self.width))
        belongs[:, 0] = first
        places = np.indices(shape).reshape(len(shape), prod(shape))
        for name, code in zip(members, places, strict=True):
            belongs[np.arange(len(code)), self.columns[name].start + code] = 1.0
        return Cells(tuple(members), shape, belongs)


@dataclass(frozen=True, eq=False)
class Cells:
    """The members of several breakdowns at once.

    Attributes
    ----------
    names, shape
        The breakdowns, and how many members each has.
    belongs
        1 where a cell adds to a column of the grid, else 0, shape (cells, width).
    """

    names: tuple[str, ...]
    shape: tuple[int, ...]
    belongs: Floats

    @property
    def number(self) -> int:
        """Number of cells."""
        return len(self.belongs)

    def of(self, rows: Rows) -> Integers:
        """Return the cell of each row.

        Raises
        ------
        ValueError
            When a code is not that of a member.
        """
        if not self.names:
            return np.zeros(len(rows), np.int64)
        return np.ravel_multi_index([rows.codes[name] for name in self.names], self.shape)


@dataclass(frozen=True, eq=False)
class Layout:
    """Where the sums of an arm stand among those of all tables, one after the other.

    Attributes
    ----------
    labels
        Which estimate each of the totals is for.
    numerators, denominators
        Places of their sums, shape (labels,).
    grids
        The tables.
    """

    labels: tuple[Label, ...]
    numerators: Integers
    denominators: Integers
    grids: tuple[Grid, ...]

    def totals(self, terms: Terms, pools: Mapping[str, Pool]) -> tuple[Floats, Floats]:
        """Return the numerators and the denominators of one replication."""
        sums = np.concatenate([grid.sums(terms, pools).ravel() for grid in self.grids])
        return sums.take(self.numerators), sums.take(self.denominators)


@lru_cache(KEPT)
def layout_of(frame: Frame) -> Layout:
    """Return where the sums of an arm stand."""
    grids = tuple(_grids(frame.members))
    places = _places(grids)
    labels, numerators, denominators = [], [], []
    for kpi, (numerator, denominator) in PARTS.items():
        key = kpi.keys[0]
        for breakdown in ("", *filter(frame.members.get, kpi.by)):
            members = frame.members[breakdown] if breakdown else ("",)
            labels += [Label(key, breakdown, member) for member in members]
            numerators += places(numerator, breakdown, len(members))
            denominators += places(denominator, breakdown, len(members))
    return Layout(tuple(labels), np.array(numerators), np.array(denominators), grids)


def _grids(members: Mapping[str, Sequence[str]]) -> Iterator[Grid]:
    summands = dict.fromkeys(part for parts in PARTS.values() for part in parts)
    for table, breakdowns in BREAKDOWNS.items():
        of_table = tuple(part for part in summands if part.term.table == table)
        numbers = {name: len(members[name]) for name in breakdowns if members[name]}
        yield Grid(table, of_table, numbers)


def _places(grids: Sequence[Grid]) -> Callable[[Summand, str, int], list[int]]:
    """Return what finds the places of a summand's members; without such a breakdown, its whole."""
    starts: dict[Summand, tuple[int, Grid]] = {}
    size = 0
    for grid in grids:
        for summand in grid.summands:
            starts[summand] = size, grid
            size += grid.width

    def places(summand: Summand, breakdown: str, members: int) -> list[int]:
        start, grid = starts[summand]
        columns = grid.columns.get(breakdown)
        if columns is None:
            return [start] * members
        return list(range(start + columns.start, start + columns.stop))

    return places
