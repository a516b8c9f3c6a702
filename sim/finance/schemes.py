"""What a project compares: labour bought in several ways, and the bars of the waterfall."""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.finance.desk import DeskList
from sim.finance.ideal import ideal_ai
from sim.finance.labours import LABOURS, bought_as, by_heads, own_labour
from sim.finance.needs import NeedsSearch
from sim.finance.pairs import Pair, Side
from sim.finance.plans import StaffPlan, as_needed, as_people_leave, as_written
from sim.finance.project import Project, StaffingRule
from sim.scenario.root import BASELINE, Scenario
from sim.studies.experiment import Arm

STAFFED, QUALITY, CASHABLE = "staffed", "quality", "cashable"
"""Bars of the waterfall that are played."""


@dataclass(frozen=True)
class Schemes:
    """The pairs of a project.

    Attributes
    ----------
    own
        How the scenario itself buys labour.
    labours
        By how labour is bought, the scenario's own first.
    bars
        By bar of the waterfall, with the scenario's own labour.
    desks
        What is played for all of them.
    """

    own: str
    labours: Mapping[str, Pair]
    bars: Mapping[str, Pair]
    desks: tuple[Arm, ...]


def make_schemes(project: Project, claimed_rate: float, needs_search: NeedsSearch) -> Schemes:
    """Return what a project compares.

    Parameters
    ----------
    project
        The arms and their staffing rule.
    claimed_rate
        What the ideal AI resolves.
    needs_search
        Finds the people that months need; not used where people are fixed.
    """
    maker = _Maker(project, claimed_rate, needs_search)
    staffing = project.staffing
    own = own_labour(project.baseline, project.ai)
    labours = [own, *(labour for labour in LABOURS if labour != own)]
    pairs = {labour: maker.pair(labour, staffing, "ai") for labour in labours}
    fewest: StaffingRule = "fixed" if staffing == "fixed" else "fewest"
    leaving: StaffingRule = "fixed" if staffing == "fixed" else "attrition"
    bars = {
        STAFFED: maker.pair(own, fewest, "ideal AI", freed_time_worth=1.0),
        QUALITY: maker.pair(own, fewest, "ai", freed_time_worth=1.0),
        CASHABLE: maker.pair(own, leaving, "ai"),
    }
    possible = {labour: pair for labour, pair in pairs.items() if pair}
    return Schemes(own, possible, {b: p for b, p in bars.items() if p}, tuple(maker.list.desks))


class _Maker:
    """Staffs arms and lists the desks that this takes."""

    def __init__(self, project: Project, claimed_rate: float, needs_search: NeedsSearch) -> None:
        self.list = DeskList(project.month_edges)
        self._project = project
        self._needs_search = needs_search
        baseline = Arm.of(BASELINE, project.baseline, None)
        ai = Arm.of("ai", project.ai, project.baseline)
        believed = ideal_ai(project.ai, project.baseline, claimed_rate)
        ideal = Arm.of("ideal AI", believed, project.baseline)
        self._arms = {arm.name: arm for arm in (baseline, ai, ideal)}

    def pair(
        self,
        labour: str,
        staffing: StaffingRule,
        against: str,
        freed_time_worth: float | None = None,
    ) -> Pair | None:
        """Return the baseline and another arm; None where labour cannot be bought like this."""
        baseline, other = (self._side(name, labour, staffing) for name in (BASELINE, against))
        if baseline is None or other is None:
            return None
        worth = self._project.ai.money.freed_time_worth
        return Pair(baseline, other, worth if freed_time_worth is None else freed_time_worth)

    def _side(self, name: str, labour: str, staffing: StaffingRule) -> Side | None:
        arm = self._arms[name]
        scenario = bought_as(arm.scenario, labour)
        before = bought_as(self._project.baseline, labour)
        if scenario is None or before is None:
            return None
        plan = self._plan(name, before, scenario, staffing)
        return Side(scenario, plan, self.list.number(arm, plan.people))

    def _plan(
        self, name: str, before: Scenario, scenario: Scenario, staffing: StaffingRule
    ) -> StaffPlan:
        if staffing == "fixed":
            return as_written(scenario)
        needs = self._needs_search.by_month(name, by_heads(before), by_heads(scenario))
        planned = as_needed if staffing == "fewest" else as_people_leave
        return planned(scenario, needs)
