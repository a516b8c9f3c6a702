"""What a document says of one arm."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.base.arrays import Floats
from sim.engine.plan.plan import Plan
from sim.measures.response_curve import TIMES
from sim.measures.statistics.band import Band
from sim.measures.statistics.estimator import Estimate
from sim.measures.summary import Kpis, Summary
from sim.measures.targets import Verdict
from sim.measures.week import Week
from sim.scenario.sections.targets import Targets
from sim.studies.experiment import Arm

Document = dict[str, Any]


def arm_document(arm: Arm, summary: Summary) -> Document:
    """Return what the document says of one arm."""
    targets = arm.scenario.targets
    found: Document = {
        "kpis": _kpis(summary.kpis),
        "by": {
            breakdown: {member: {"kpis": _kpis(kpis)} for member, kpis in members.items()}
            for breakdown, members in summary.by.items()
        },
        "verdicts": {one.key: _verdict(one, targets) for one in summary.verdicts},
        "on_target": summary.on_target.to_json() if summary.on_target else None,
        "week": _week(summary.week, arm.plan),
        "first_response": _responses(summary.responses),
    }
    if summary.warm_up:
        weeks, reliable = summary.warm_up.weeks, summary.warm_up.reliable
        found["warm_up"] = {"weeks": weeks, "reliable": reliable}
    return found


def _kpis(estimates: Kpis) -> dict[str, Document]:
    return {key: _estimate(one) for key, one in estimates.items()}


def _estimate(estimate: Estimate) -> Document:
    return dict(estimate.to_json())


def _verdict(verdict: Verdict, targets: Targets) -> Document:
    goal: Document = {"op": verdict.goal.op, "value": verdict.goal.value}
    if verdict.goal.within is not None:
        goal["within"] = verdict.goal.within
    return {"verdict": verdict.attainment, **goal, "period": targets.period}


def _week(week: Week, plan: Plan) -> Document:
    return {
        "waiting": _bands(week.waiting, plan.channels),
        "busy": _bands(week.busy, plan.teams),
        "available": _bands(week.available, plan.teams),
        "occupancy": _bands(week.occupancy, plan.teams),
    }


def _responses(curves: Mapping[str, Band]) -> Document:
    return {
        "seconds": _numbers(TIMES),
        "share": {who: _band(one.mean, one.low, one.high) for who, one in curves.items()},
    }


def _bands(band: Band, names: tuple[str, ...]) -> dict[str, Document]:
    rows = zip(names, band.mean, band.low, band.high, strict=True)
    return {name: _band(mean, low, high) for name, mean, low, high in rows}


def _band(mean: Floats, low: Floats, high: Floats) -> Document:
    return {"mean": _numbers(mean), "low": _numbers(low), "high": _numbers(high)}


def _numbers(values: Floats) -> list[float | None]:
    """Return a series as it is drawn, to four digits: a document has thousands of such numbers."""
    return [None if np.isnan(value) else float(f"{value:.4g}") for value in values.tolist()]
