"""What the cash flows of many replications are worth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats
from sim.finance.cash import internal_rate, payback, present_value
from sim.measures.statistics.estimator import Estimate, ratios
from sim.measures.statistics.quantiles import rank


@dataclass(frozen=True)
class Spread:
    """A quantity over replications, of which some may have none.

    Attributes
    ----------
    median, p10, p90
        Quantiles by the inverse distribution function; None where one falls among those without.
    never
        Share of the replications that have none.
    """

    median: float | None
    p10: float | None
    p90: float | None
    never: float


@dataclass(frozen=True)
class Appraisal:
    """What the AI is worth with labour bought in one way.

    Attributes
    ----------
    payback_months
        Months until the cumulative cash stops being negative.
    npv
        Net present value at the launch.
    irr
        Internal rate of return per year.
    p_payback_12, p_payback_24
        Share of the replications that pay back within 12 and 24 months; None beyond the horizon.
    """

    payback_months: Spread
    npv: Estimate
    irr: Spread
    p_payback_12: float | None
    p_payback_24: float | None


def appraise(flows: Floats, annual_rate: float) -> Appraisal:
    """Appraise a project.

    Parameters
    ----------
    flows
        Cash by month, baseline's cost minus the AI's, shape (replications, months + 1).
    annual_rate
        Interest per year.
    """
    back = payback(flows)
    months = flows.shape[1] - 1
    rates = [_comparable(internal_rate(row), row) for row in flows]
    return Appraisal(
        payback_months=spread(back),
        npv=mean_of(present_value(flows, annual_rate)),
        irr=spread(np.array(rates)),
        p_payback_12=_share_within(back, 12, months),
        p_payback_24=_share_within(back, 24, months),
    )


def mean_of(values: Floats) -> Estimate:
    """Return the mean of an amount of money over replications with its interval."""
    column = values[:, None]
    return ratios(column, np.ones(column.shape), ["money"], signed=True)[0]


def spread(values: Floats) -> Spread:
    """Return the quantiles of values over replications, infinite where a replication has none."""
    ordered = np.sort(values).tolist()
    median, p10, p90 = (_quantile(ordered, level) for level in (0.5, 0.1, 0.9))
    return Spread(median, p10, p90, float(np.isinf(values).mean()))


def _quantile(ordered: Sequence[float], level: float) -> float | None:
    value = ordered[rank(level, len(ordered)) - 1]
    return value if np.isfinite(value) else None


def _comparable(rate: float | None, flows: Floats) -> float:
    """Return a rate that can be sorted: without one, a gain is above all rates and a loss below."""
    if rate is not None:
        return rate
    return np.inf if flows.sum() > 0 else -np.inf


def _share_within(back: Floats, months: int, horizon: int) -> float | None:
    return float((back <= months).mean()) if months <= horizon else None
