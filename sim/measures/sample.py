"""What one replication contributes to the estimates; small enough to pass between processes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.base.arrays import Floats
from sim.engine.journal import Journal
from sim.engine.plan.plan import Plan
from sim.measures.kpis.certain import certain_shares
from sim.measures.kpis.kpi import Distribution
from sim.measures.kpis.registry import KPIS
from sim.measures.periods import realised
from sim.measures.rows.frame import KEPT, Frame, frame_of
from sim.measures.rows.tables import Tables
from sim.measures.sums import Label, layout_of
from sim.measures.totals import Pool, Terms
from sim.measures.warmup import Unit, levels, unit_of
from sim.measures.week import WeekTotals, week_totals
from sim.scenario.root import Scenario

__all__ = ["Label", "MemberNames", "Pool", "Sample", "measure"]

MemberNames = Mapping[str, tuple[str, ...]]
"""Names of the members of each breakdown, in the order of their codes."""


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
    frame = frame_of(plan, scenario)
    tables, layout = Tables(journal, frame), layout_of(frame)
    terms = Terms(tables)
    pools = {kpi.key: terms.pool(kpi) for kpi in KPIS if isinstance(kpi, Distribution)}
    numerators, denominators = layout.totals(terms, pools)
    typical = scenario.run.kind == "typical"
    return Sample(
        labels=layout.labels,
        numerators=numerators,
        denominators=denominators,
        pools=pools,
        members=frame.members,
        realised=realised(terms, scenario.targets.period),
        week=week_totals(tables),
        levels=levels(journal, plan.horizon) if typical else np.zeros(0),
        level_unit=unit_of(plan.horizon),
        certain=_certain(frame),
    )


@lru_cache(KEPT)
def _certain(frame: Frame) -> frozenset[str]:
    return certain_shares(frame.scenario)
