"""Whether goals are met: the verdict on the long-run value, and being on target by period."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

import numpy as np

from sim.base.arrays import Flags, Floats
from sim.measures.kpis.registry import BY_KEY
from sim.measures.statistics.estimator import Estimate, wilson
from sim.scenario.errors import suggest
from sim.scenario.sections.targets import Targets
from sim.scenario.values.bounds import Goal

Attainment = Literal["met", "missed", "inconclusive"]
"""What a verdict says of a goal."""

Enough = Literal["yes", "no", "too few replications"]
"""Whether a desk is on target often enough."""

FEWEST_REPLICATIONS = 10
"""With fewer every verdict is inconclusive."""
LIMITED = ("service_level",)
"""KPIs whose goals may say `within`."""

HOLDS: dict[str, Callable[[Floats, float], Flags]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class Verdict:
    """Whether the long-run value of a KPI meets its goal."""

    key: str
    goal: Goal
    estimate: Estimate
    attainment: Attainment


def check_targets(targets: Targets) -> dict[str, str]:
    """Return a message for each goal that cannot be judged, by its key."""
    problems = {}
    for key, goal in targets.goals.items():
        if key not in BY_KEY:
            near = get_close_matches(key, BY_KEY, n=1)
            hint = suggest(key, near) or "; `tierzero kpis` lists all"
            problems[key] = f"no KPI is called `{key}`{hint}"
        elif goal.within is not None and key not in LIMITED:
            problems[key] = f"`{key}` has no time limit; only `service_level` takes `within`"
        elif misfit := _misfit(key, goal, BY_KEY[key].unit):
            problems[key] = misfit
    return problems


def _misfit(key: str, goal: Goal, unit: str) -> str:
    """Return what is wrong with a bound for a KPI of a unit; empty where it fits."""
    number = f"{goal.op} {goal.value:.12g}"
    if unit == "s":
        if goal.unit is None and goal.value:
            ways = f"`{number} min` or `{number} s`"
            return f"{goal.value:.12g} has no unit, and `{key}` is a time; write {ways}"
        return f"`{key}` is a time; write `{goal.op} 5 min`" if goal.unit == "%" else ""
    if unit == "share":
        if goal.unit == "s":
            return f"`{key}` is a share; write `{goal.op} 80 %`"
        if 0 <= goal.value <= 1:
            return ""
        remedy = f"write `{goal.op} 80 %`"
        if goal.unit is None and 1 < goal.value <= 100:
            remedy = f"did you mean `{number} %`?"
        return f"{goal.value:.12g} is out of bounds: a share lies between 0 and 1; {remedy}"
    return f"`{key}` is counted in {unit}; write `{goal.op} 3`" if goal.unit else ""


def judge(key: str, goal: Goal, estimate: Estimate, replications: int) -> Verdict:
    """Return the verdict on one goal.

    Parameters
    ----------
    key, goal
        The KPI and its bound.
    estimate
        The KPI's long-run value.
    replications
        How many there were.
    """
    low, high = _ends(estimate)
    holds = HOLDS[goal.op]
    both = {bool(holds(np.array(end), goal.value)) for end in (low, high) if not np.isnan(end)}
    if replications < FEWEST_REPLICATIONS or np.isnan(low) or len(both) != 1:
        return Verdict(key, goal, estimate, "inconclusive")
    return Verdict(key, goal, estimate, "met" if both.pop() else "missed")


def meets(realised: Floats, targets: Targets) -> tuple[Flags, Flags]:
    """Return which periods have data, and which of them meet every goal.

    Parameters
    ----------
    realised
        What each goal's KPI came to, shape (..., periods, goals); NaN without data.

    Returns
    -------
    known, met
        Shape (..., periods). A goal without data in a period is left out of it.
    """
    known = ~np.isnan(realised)
    met = np.ones(realised.shape, np.bool_)
    for number, goal in enumerate(targets.goals.values()):
        met[..., number] = HOLDS[goal.op](realised[..., number], goal.value)
    return np.any(known, axis=-1), np.all(met | ~known, axis=-1)


def on_target(realised: Floats, targets: Targets) -> Estimate:
    """Estimate the share of periods whose own realised values meet every goal.

    Parameters
    ----------
    realised
        What each goal's KPI came to, shape (replications, periods, goals).
    targets
        The goals, at least one.

    Returns
    -------
    Estimate
        With Wilson's interval on the number of replications.
    """
    known, met = meets(realised, targets)
    periods = int(np.count_nonzero(known))
    if not periods:
        return Estimate(None, None, None, "share", 0, "no_data")
    share = int(np.count_nonzero(known & met)) / periods
    if len(realised) == 1:
        return Estimate(share, None, None, "share", periods, "withheld")
    low, high = wilson(np.array(share), len(realised))
    return Estimate(share, float(low), float(high), "share", periods)


def enough(share: Estimate, confidence: float, replications: int) -> Enough | None:
    """Return whether a desk is on target often enough; None without data.

    The one rule for this everywhere: the whole interval must lie at or above the confidence for a
    yes, below it for a no. Ten of ten periods are no yes to 80 %: their interval begins at 72 %.

    Parameters
    ----------
    share
        Share of the periods on target.
    confidence
        The share that is enough.
    replications
        How many there were.
    """
    if share.mean is None:
        return None
    low, high = _ends(share)
    if replications < FEWEST_REPLICATIONS or np.isnan(low) or low < confidence <= high:
        return "too few replications"
    return "yes" if low >= confidence else "no"


def _ends(estimate: Estimate) -> tuple[float, float]:
    """Return the interval's ends: NaN without one, infinite where it is open above."""
    if estimate.status == "certain" and estimate.mean is not None:
        return estimate.mean, estimate.mean
    if estimate.low is None:
        return np.nan, np.nan
    return estimate.low, np.inf if estimate.high is None else estimate.high
