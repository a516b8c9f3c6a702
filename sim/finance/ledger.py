"""What an arm costs, line by line, at the launch and at each month's end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.base.arrays import Flags, Floats
from sim.base.time import HOUR, WEEK
from sim.finance.payroll import movements
from sim.finance.plans import StaffPlan
from sim.finance.use import Use
from sim.measures.rows.labour import hourly_rates, paid_week
from sim.measures.rows.upkeep import monthly_upkeep
from sim.scenario.root import Scenario
from sim.scenario.sections.team import Team

LABOUR_LINES = ("wages", "hiring", "training", "severance")
FEES = ("usage", "platform", "upkeep")
OUTREACH = ("programmes", "upsell")
LINES = (*LABOUR_LINES, *FEES, *OUTREACH, "implementation")
"""In the order in which they are printed."""


@dataclass(frozen=True)
class Ledger:
    """Costs of one arm in one replication; the first column is the launch.

    Attributes
    ----------
    wages
        By team, shape (teams, months + 1).
    others
        All other lines by name, each of shape (months + 1,).
    """

    wages: Floats
    others: dict[str, Floats]

    def line(self, name: str) -> Floats:
        """Return one line, shape (months + 1,)."""
        return self.wages.sum(axis=0) if name == "wages" else self.others[name]

    @property
    def labour(self) -> Floats:
        """What people cost, shape (months + 1,)."""
        return self._sum(LABOUR_LINES)

    @property
    def total(self) -> Floats:
        """All lines, shape (months + 1,)."""
        return self._sum(LINES)

    def _sum(self, names: tuple[str, ...]) -> Floats:
        total: Floats = np.sum([self.line(name) for name in names], axis=0)
        return total


def ledger(
    scenario: Scenario, plan: StaffPlan, use: Use, month_edges: Floats, *, launches: bool
) -> Ledger:
    """Return what an arm costs.

    Parameters
    ----------
    scenario
        The arm: its prices.
    plan, use
        The arm's people; what they and the AI did in one replication.
    month_edges
        Ends of the months in seconds of the run, shape (months + 1,).
    launches
        Whether its AI is implemented at the launch.
    """
    money, months = scenario.money, len(plan.people)
    has_bot = scenario.bot is not None
    monthly = np.ones(months) * has_bot
    others = {
        **_movements(scenario, plan),
        "usage": _later(use.conversations * money.per_conversation),
        "platform": _later(monthly * money.platform),
        "upkeep": _later(monthly * monthly_upkeep(scenario)),
        "programmes": _later(use.programmes),
        "upsell": _later(-use.upsell),
        "implementation": np.zeros(months + 1),
    }
    if launches and has_bot:
        others["implementation"][0] = money.implementation
    hours = _paid_hours(scenario, plan, use, month_edges)
    rates = np.array(hourly_rates(scenario))[:, None]
    return Ledger(_later(hours * rates), others)


def worth(baseline: Ledger, ai: Ledger, teams: Flags, share: float) -> Ledger:
    """Return the AI's ledger with the time that it frees in teams paid as used worth a share.

    Parameters
    ----------
    baseline, ai
        The desk without and with the AI.
    teams
        Which teams are paid as used, shape (teams,).
    share
        What freed time is worth, 0..1.
    """
    kept = np.where(teams, share, 1.0)[:, None]
    freed = baseline.wages - ai.wages
    return replace(ai, wages=np.where(kept == 1.0, ai.wages, baseline.wages - kept * freed))


def _paid_hours(scenario: Scenario, plan: StaffPlan, use: Use, month_edges: Floats) -> Floats:
    """Return the hours that each team is paid for, shape (teams, months)."""
    weeks = np.diff(month_edges) / WEEK
    agreed = [
        [
            _agreed_week(scenario, team, heads)
            for team, heads in zip(people.teams.values(), payroll, strict=True)
        ]
        for people, payroll in zip(plan.people, plan.heads, strict=True)
    ]
    extra = np.where(
        as_used(scenario)[:, None], use.handled, use.overtime * scenario.money.overtime_paid
    )
    paid: Floats = np.array(agreed).T * weeks + extra
    return paid


def _agreed_week(scenario: Scenario, team: Team, heads: int) -> float:
    """Return the hours per week that a team is paid for before overtime."""
    if team.labour == "salaried":
        return heads * team.contract / HOUR
    return paid_week(scenario, team)


def _movements(scenario: Scenario, plan: StaffPlan) -> dict[str, Floats]:
    """Return what it costs when salaried heads come and go."""
    money, hiring = scenario.money, scenario.people.hiring
    lines = {name: np.zeros(len(plan.people)) for name in LABOUR_LINES[1:]}
    rates = hourly_rates(scenario)
    for number, team in enumerate(scenario.people.teams.values()):
        if team.labour != "salaried":
            continue
        monthly_heads = [heads[number] for heads in plan.heads]
        moved = movements(monthly_heads, plan.heads_before[number], hiring)
        week = team.contract / HOUR * rates[number]
        hires, dismissed = np.array(moved.hires), np.array(moved.dismissed)
        lines["hiring"] += hires * money.hiring
        lines["training"] += hires * (hiring.training / WEEK * week)
        lines["severance"] += dismissed * (hiring.notice / WEEK * week + money.severance)
    return {name: _later(line) for name, line in lines.items()}


def as_used(scenario: Scenario) -> Flags:
    """Return which teams are paid as used, shape (teams,)."""
    return np.array([team.labour == "as_used" for team in scenario.people.teams.values()])


def _later(monthly: Floats) -> Floats:
    """Return monthly amounts as paid at the months' ends: nothing at the launch."""
    nothing = np.zeros((*monthly.shape[:-1], 1))
    return np.concatenate([nothing, monthly], axis=-1)


def mean_lines(ledgers: Sequence[Ledger]) -> dict[str, Floats]:
    """Return the mean of each line over replications, shape (months + 1,)."""
    return {
        name: np.mean([in_replication.line(name) for in_replication in ledgers], axis=0)
        for name in LINES
    }
