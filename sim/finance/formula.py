"""What the spreadsheet says: a vendor's calculation of a month.

Every contact is assumed to cost its handle time, and every contact that the bot is claimed to
resolve to save it: current = V x AHT x rate, remaining = (1 - r) x current.
"""

from dataclasses import dataclass

import numpy as np

from sim.base.time import HOUR
from sim.finance.forecast import volume_on
from sim.finance.plans import listed_heads
from sim.finance.project import Project
from sim.measures.rows.labour import heads, hourly_rates
from sim.measures.rows.upkeep import monthly_upkeep
from sim.scenario.root import Scenario
from sim.workload.candidates.multiplier import planned_factors
from sim.workload.demand.cells import Cell, read_cells

DAYS_A_MONTH = 365 / 12


@dataclass(frozen=True)
class Formula:
    """The spreadsheet's view of a month.

    Attributes
    ----------
    volume
        First contacts per month.
    handle_time
        Mean handle time of a contact, in seconds.
    hourly_rate
        Loaded cost of an hour, mean over heads.
    claimed_rate
        Share of the contacts that the bot is claimed to resolve.
    fees
        Platform and conversations per month.
    upkeep
        Work on the bot's knowledge per month.
    implementation
        Paid once.
    """

    volume: float
    handle_time: float
    hourly_rate: float
    claimed_rate: float
    fees: float
    upkeep: float
    implementation: float

    @property
    def current_monthly_cost(self) -> float:
        """Handling all contacts by people."""
        return self.volume * self.handle_time / HOUR * self.hourly_rate

    @property
    def remaining_labour_cost(self) -> float:
        """Handling what the bot does not resolve."""
        return (1.0 - self.claimed_rate) * self.current_monthly_cost

    @property
    def new_monthly_cost(self) -> float:
        """The same, and what the AI costs."""
        return self.remaining_labour_cost + self.fees + self.upkeep

    @property
    def labour_saving(self) -> float:
        """Handling that the bot is claimed to take over."""
        return self.claimed_rate * self.current_monthly_cost

    @property
    def net_monthly_benefit(self) -> float:
        """The saving less what the AI costs."""
        return self.labour_saving - self.fees - self.upkeep

    @property
    def payback_months(self) -> float | None:
        """Months until the implementation is paid back; None: never, as nothing is left over."""
        net = self.net_monthly_benefit
        return self.implementation / net if net > 0 else None


def formula(project: Project) -> Formula:
    """Return the spreadsheet of a project at its launch.

    Volume, handle time and wages are the baseline's; the claim and the prices those of the arm
    `ai`. Without a bot there is no claim. One rate holds for all: where teams have wages of their
    own it is the mean over heads.
    """
    baseline, money, bot = project.baseline, project.ai.money, project.ai.bot
    volume, handled = _month(baseline, volume_on(project, baseline, project.run.start))
    claim = money.claimed_rate
    if claim is None:
        claim = bot.resolution_rate if bot else 0.0
    return Formula(
        volume=volume,
        handle_time=handled / volume if volume else 0.0,
        hourly_rate=_mean_rate(baseline),
        claimed_rate=claim if bot else 0.0,
        fees=money.platform + money.per_conversation * volume if bot else 0.0,
        upkeep=monthly_upkeep(project.ai),
        implementation=money.implementation if bot else 0.0,
    )


def _mean_rate(scenario: Scenario) -> float:
    """Return the loaded cost of an hour, mean over the heads of all teams."""
    rates = hourly_rates(scenario)
    if len(set(rates)) == 1:
        return rates[0]
    people = scenario.people.teams.items()
    listed = listed_heads(scenario)
    count = [heads(team, listed.get(name, 0)) for name, team in people]
    return float(np.average(rates, weights=count)) if any(count) else scenario.money.hourly_rate


def _month(scenario: Scenario, volume: float) -> tuple[float, float]:
    """Return the first contacts per month, and the seconds that people take to handle them."""
    times = DAYS_A_MONTH * volume
    cells = [
        (cell, float(cell.per_day * induced))
        for cell, induced in zip(read_cells(scenario), planned_factors(scenario), strict=True)
    ]
    handled = sum(per_day * _handle_time(scenario, cell) for cell, per_day in cells)
    return times * sum(per_day for _, per_day in cells), times * handled


def _handle_time(scenario: Scenario, cell: Cell) -> float:
    inquiry_type = list(scenario.inquiry_types.values())[cell.type]
    return inquiry_type.mean_handle_time(list(scenario.channels)[cell.channel])
