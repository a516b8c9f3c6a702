"""What a KPI's terms add up to in one replication: in all, by member and by period."""

from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.measures.kpis.kpi import LEVELS, Distribution, Ratio, Term
from sim.measures.rows.rows import Rows, sum_by
from sim.measures.rows.tables import Tables


@dataclass(frozen=True)
class TermValues:
    """The values of a term: one per row of a table."""

    rows: Rows
    values: Floats

    def take(self, kept: Flags) -> "TermValues":
        """Return the values of some rows."""
        codes = {name: column[kept] for name, column in self.rows.codes.items()}
        return TermValues(Rows(self.rows.time[kept], codes), self.values[kept])

    def total(self) -> float:
        """Return the sum."""
        return float(self.values.sum())

    def by(self, breakdown: str, members: int) -> Floats:
        """Return the sum of each member; without such a breakdown, the whole sum for each."""
        if breakdown not in self.rows.codes:
            return np.full(members, self.total())
        return sum_by(self.rows.codes[breakdown], self.values, members)

    def by_period(self, edges: Floats) -> Floats:
        """Return the sum of each period; rows outside all periods are left out."""
        period = self.periods(edges)
        inside = (period >= 0) & (period < len(edges) - 1)
        return sum_by(period[inside], self.values[inside], len(edges) - 1)

    def periods(self, edges: Floats) -> Integers:
        """Return the period of each row; -1 before the first."""
        number: Integers = np.searchsorted(edges, self.rows.time, side="right") - 1
        return number


@dataclass(frozen=True)
class Quotient:
    """A numerator and a denominator that are still to be added up."""

    numerator: TermValues
    denominator: TermValues


def evaluate(term: Term, tables: Tables) -> TermValues:
    """Return the values of a term in one replication."""
    rows: Rows = getattr(tables, term.table)
    return TermValues(rows, np.asarray(term.values(rows), dtype=np.float64))


def pooled(kpi: Distribution, tables: Tables) -> TermValues:
    """Return the values of a distribution; infinite where they are still to come."""
    evaluated = evaluate(kpi.values, tables)
    return evaluated.take(~np.isnan(evaluated.values))


def quotient(kpi: Ratio | Distribution, tables: Tables) -> Quotient:
    """Return both terms of a ratio, or of a distribution's mean over the values that have come."""
    if isinstance(kpi, Ratio):
        return Quotient(evaluate(kpi.numerator, tables), evaluate(kpi.denominator, tables))
    values = pooled(kpi, tables)
    observed = values.take(np.isfinite(values.values))
    return Quotient(observed, TermValues(observed.rows, observed.rows.each))


def level_of(key: str) -> float | None:
    """Return the level of the quantile that a flat key names; None: it names no quantile."""
    return LEVELS.get(key.rsplit("_", 1)[-1])
