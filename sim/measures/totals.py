"""What KPIs add up in one replication: the values of their terms, each evaluated once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.base.arrays import Flags, Floats, Integers
from sim.measures.kpis.kpi import LEVELS, Distribution, Ratio, RowValues, Term
from sim.measures.rows.edges import Edges
from sim.measures.rows.rows import Rows, sum_by
from sim.measures.rows.tables import Tables


@dataclass(frozen=True)
class Pool:
    """The values of a distribution, and the members to which each belongs.

    Attributes
    ----------
    values
        One per contact, case or wait; infinite where it is still to come; shape (values,).
    codes
        By breakdown: the member to which each value belongs, shape (values,).
    """

    values: Floats
    codes: Mapping[str, NDArray[np.int16]]


@dataclass(frozen=True, eq=False)
class Dated:
    """Values, and the instants that decide which period they fall into."""

    time: Floats
    values: RowValues

    def where(self, kept: Flags) -> "Dated":
        """Return some of them."""
        return Dated(self.time[kept], self.values[kept])

    def by_period(self, edges: Edges) -> Floats:
        """Return the sum of each period; what lies outside all periods is left out."""
        period = self.periods(edges)
        inside = (period >= 0) & (period < len(edges) - 1)
        return sum_by(period[inside], self.values[inside], len(edges) - 1)

    def periods(self, edges: Edges) -> Integers:
        """Return the period of each value; -1 before the first."""
        return edges.last_before(self.time)


@dataclass(frozen=True, eq=False)
class Terms:
    """The terms of one replication: each is evaluated once, however many KPIs read it.

    Attributes
    ----------
    tables
        What they are evaluated on.
    """

    tables: Tables
    _known: dict[Term, RowValues] = field(default_factory=dict, init=False)

    def rows(self, term: Term) -> Rows:
        """Return the table whose rows a term adds up."""
        rows: Rows = getattr(self.tables, term.table)
        return rows

    def values(self, term: Term) -> RowValues:
        """Return the value of each of these rows."""
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = term.values(self.rows(term))
        return known

    def pool(self, kpi: Distribution) -> Pool:
        """Return the values of a distribution with their members."""
        rows, values = self.rows(kpi.values), self.values(kpi.values)
        counted = np.flatnonzero(~np.isnan(values))
        codes = {name: rows.narrow_codes[name].take(counted) for name in kpi.by}
        return Pool(values.take(counted), codes)

    def dated(self, kpi: Distribution) -> Dated:
        """Return the values of a distribution with their instants."""
        values = self._dated(kpi.values)
        return values.where(~np.isnan(values.values))

    def quotient(self, kpi: Ratio | Distribution) -> tuple[Dated, Dated]:
        """Return both terms of a ratio, or of a distribution's mean over what has come."""
        if isinstance(kpi, Ratio):
            return self._dated(kpi.numerator), self._dated(kpi.denominator)
        values = self._dated(kpi.values)
        come = values.where(np.isfinite(values.values))
        return come, Dated(come.time, np.ones(len(come.time), np.bool_))

    def _dated(self, term: Term) -> Dated:
        return Dated(self.rows(term).time, self.values(term))


def level_of(key: str) -> float | None:
    """Return the level of the quantile that a flat key names; None: it names no quantile."""
    return LEVELS.get(key.rsplit("_", 1)[-1])
