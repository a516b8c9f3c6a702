"""What a project compares: ways of buying labour side by side, and the bars of the waterfall."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sim.finance.desk import DeskList
from sim.finance.ideal import ideal_ai
from sim.finance.labours import LABOURS, bought_as, by_heads, own_labour
from sim.finance.needs import Needs
from sim.finance.pairs import Pair, Side
from sim.finance.plans import StaffPlan, as_needed, as_people_leave, as_written
from sim.finance.project import Project, Rule
from sim.scenario.root import Scenario
from sim.studies.experiment import BASELINE, Arm

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
        By the way of buying labour, the scenario's own first.
    bars
        By bar of the waterfall, with the scenario's own labour.
    desks
        What is played for all of them.
    """

    own: str
    labours: Mapping[str, Pair]
    bars: Mapping[str, Pair]
    desks: tuple[Arm, ...]


def make_schemes(project: Project, claimed_rate: float, needs: Needs) -> Schemes:
    """Return what a project compares.

    Parameters
    ----------
    project
        The arms and their staffing rule.
    claimed_rate
        What the ideal AI resolves.
    needs
        The people that months need; not asked where people are fixed.
    """
    maker = _Maker(project, claimed_rate, needs)
    rule = project.staffing
    own = own_labour(project.baseline, project.ai)
    ways = [own, *(labour for labour in LABOURS if labour != own)]
    pairs = {way: maker.pair(way, rule, "ai") for way in ways}
    fewest: Rule = "fixed" if rule == "fixed" else "fewest"
    leaving: Rule = "fixed" if rule == "fixed" else "attrition"
    bars = {
        STAFFED: maker.pair(own, fewest, "ideal AI", freed_time_worth=1.0),
        QUALITY: maker.pair(own, fewest, "ai", freed_time_worth=1.0),
        CASHABLE: maker.pair(own, leaving, "ai"),
    }
    possible = {way: pair for way, pair in pairs.items() if pair}
    return Schemes(own, possible, {b: p for b, p in bars.items() if p}, tuple(maker.list.desks))


class _Maker:
    """Staffs arms and lists the desks that this takes."""

    def __init__(self, project: Project, claimed_rate: float, needs: Needs) -> None:
        self.list = DeskList(project.month_edges)
        self._project = project
        self._needs = needs
        baseline = Arm.of(BASELINE, project.baseline, None)
        ai = Arm.of("ai", project.ai, project.baseline)
        believed = ideal_ai(project.ai, project.baseline, claimed_rate)
        ideal = Arm.of("ideal AI", believed, project.baseline)
        # What makes it ideal is partly in sections that a workload is made from, but draws nothing.
        arms = (baseline, ai, replace(ideal, world=ai.world))
        self._arms = {arm.name: arm for arm in arms}

    def pair(
        self, way: str, rule: Rule, against: str, freed_time_worth: float | None = None
    ) -> Pair | None:
        """Return the baseline and another arm; None where labour cannot be bought that way."""
        baseline, other = (self._side(name, way, rule) for name in (BASELINE, against))
        if baseline is None or other is None:
            return None
        worth = self._project.ai.money.freed_time_worth
        return Pair(baseline, other, worth if freed_time_worth is None else freed_time_worth)

    def _side(self, name: str, way: str, rule: Rule) -> Side | None:
        arm = self._arms[name]
        scenario = bought_as(arm.scenario, way)
        before = bought_as(self._project.baseline, way)
        if scenario is None or before is None:
            return None
        plan = self._plan(name, before, scenario, rule)
        return Side(scenario, plan, self.list.number(arm, plan.people))

    def _plan(self, name: str, before: Scenario, scenario: Scenario, rule: Rule) -> StaffPlan:
        if rule == "fixed":
            return as_written(scenario)
        needs = self._needs.by_month(name, by_heads(before), by_heads(scenario))
        return as_needed(scenario, needs) if rule == "fewest" else as_people_leave(scenario, needs)
