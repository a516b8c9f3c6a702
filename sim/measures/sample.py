"""What one replication contributes to the estimates; small enough to pass between processes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.base.arrays import Floats
from sim.engine.journal import Journal
from sim.engine.plan.plan import Plan
from sim.measures.kpis.certain import certain_shares
from sim.measures.kpis.kpi import Distribution, Ratio
from sim.measures.kpis.registry import KPIS
from sim.measures.periods import period_edges, realised
from sim.measures.rows.tables import Tables, make_tables, members
from sim.measures.totals import pooled, quotient
from sim.measures.warmup import Unit, levels, unit_of
from sim.measures.week import WeekTotals, week_totals
from sim.scenario.root import Scenario

MemberNames = Mapping[str, tuple[str, ...]]
"""Names of the members of each breakdown, in the order of their codes."""


class Label(NamedTuple):
    """Which estimate a total is for: a flat key, and a member of a breakdown (empty: the whole)."""

    key: str
    breakdown: str = ""
    member: str = ""


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


@dataclass(frozen=True)
class Sample:
    """What one replication contributes.

    Attributes
    ----------
    labels
        Which estimate each of the totals is for.
    numerators, denominators
        Totals of all ratios and means, each of shape (ratios,).
    pools
        Values of each distribution by its key.
    members
        Names of the members of each breakdown.
    realised
        What the KPI of each goal came to in each period, shape (periods, goals).
    week
        Totals by half hour of the week.
    levels
        Mean contacts in the system by week or day from the run's start; empty unless the run is
        typical.
    level_unit
        Which of them.
    certain
        Keys of the shares that nothing in the scenario can move from 0 or 1.
    """

    labels: tuple[Label, ...]
    numerators: Floats
    denominators: Floats
    pools: Mapping[str, Pool]
    members: MemberNames
    realised: Floats
    week: WeekTotals
    levels: Floats
    level_unit: Unit
    certain: frozenset[str]


def measure(journal: Journal, plan: Plan, scenario: Scenario) -> Sample:
    """Measure one replication.

    Parameters
    ----------
    journal
        What happened.
    plan, scenario
        The arm that was played: codes and opening hours; prices, targets and the run.

    Raises
    ------
    KeyError
        When a goal names an unknown KPI; `check_targets` says so beforehand.
    """
    tables = make_tables(journal, plan, scenario)
    names = members(tables, plan, scenario)
    totals = [total for kpi in KPIS for total in _totals(kpi, tables, names)]
    labels, numerators, denominators = zip(*totals, strict=True)
    edges = period_edges(scenario.run, plan.horizon, scenario.targets.period)
    typical = scenario.run.kind == "typical"
    return Sample(
        labels=labels,
        numerators=np.array(numerators),
        denominators=np.array(denominators),
        pools={k.key: _pool(k, tables) for k in KPIS if isinstance(k, Distribution)},
        members=names,
        realised=realised(tables, scenario.targets, edges),
        week=week_totals(tables, plan),
        levels=levels(journal, plan.horizon) if typical else np.zeros(0),
        level_unit=unit_of(plan.horizon),
        certain=certain_shares(scenario),
    )


def _totals(
    kpi: Ratio | Distribution, tables: Tables, names: MemberNames
) -> Iterator[tuple[Label, float, float]]:
    """Yield the numerator and the denominator of a ratio, or of a mean, and of its breakdowns."""
    key, terms = kpi.keys[0], quotient(kpi, tables)
    yield Label(key), terms.numerator.total(), terms.denominator.total()
    for breakdown in filter(names.get, kpi.by):
        labels = [Label(key, breakdown, member) for member in names[breakdown]]
        numerators = terms.numerator.by(breakdown, len(labels)).tolist()
        denominators = terms.denominator.by(breakdown, len(labels)).tolist()
        yield from zip(labels, numerators, denominators, strict=True)


def _pool(kpi: Distribution, tables: Tables) -> Pool:
    term = pooled(kpi, tables)
    codes = {name: term.rows.codes[name].astype(np.int16) for name in kpi.by}
    return Pool(term.values, codes)
