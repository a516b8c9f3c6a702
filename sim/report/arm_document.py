"""What a document says of one arm."""

from collections.abc import Mapping
from typing import cast

import numpy as np

from sim.base.arrays import Floats
from sim.engine.plan.plan import Plan
from sim.measures.response_curve import TIMES
from sim.measures.rows.service_limits import (
    judged_queues,
    own_limits,
    service_limits,
    usual_limit,
)
from sim.measures.statistics.band import Band
from sim.measures.statistics.estimator import Estimate
from sim.measures.summary import Kpis, Summary
from sim.measures.targets import LIMITED, Enough, Verdict, enough
from sim.measures.warmup import WarmUp
from sim.measures.week import Week
from sim.report.pieces.arm import (
    ArmDocument,
    BandDocument,
    JudgedArm,
    ResponsesDocument,
    VerdictDocument,
    WarmUpDocument,
    WeekDocument,
)
from sim.report.pieces.estimate import EstimateDocument, Estimates, LimitDocument
from sim.scenario.root import Scenario
from sim.studies.experiment import Arm


def arm_document(arm: Arm, summary: Summary) -> ArmDocument:
    """Return everything that a document says of one arm.

    Parameters
    ----------
    arm
        What was played.
    summary
        What its replications say.
    """
    document: ArmDocument = {
        "kpis": _kpis(summary.kpis, arm),
        "by": {
            breakdown: {
                member: {"kpis": _kpis(kpis, arm, breakdown, member)}
                for member, kpis in members.items()
            }
            for breakdown, members in summary.by.items()
        },
        "verdicts": _verdicts(summary, arm.scenario),
        "on_target": _on_target(summary),
        "on_target_verdict": _enough(arm, summary),
        "week": _week(summary.week, arm.plan),
        "first_response": _responses(summary.responses),
    }
    if summary.warm_up:
        document["warm_up"] = _warm_up(summary.warm_up)
    return document


def _warm_up(warm_up: WarmUp) -> WarmUpDocument:
    if warm_up.unit == "week":
        return {"weeks": warm_up.count, "reliable": warm_up.reliable}
    return {"days": warm_up.count, "reliable": warm_up.reliable}


def judged_arm(arm: Arm, summary: Summary) -> JudgedArm:
    """Return an arm's KPIs and verdicts alone.

    Parameters
    ----------
    arm
        What was played.
    summary
        What its replications say.
    """
    return {
        "kpis": _kpis(summary.kpis, arm),
        "verdicts": _verdicts(summary, arm.scenario),
        "on_target": _on_target(summary),
        "on_target_verdict": _enough(arm, summary),
    }


def estimate_document(estimate: Estimate) -> EstimateDocument:
    """Return an estimate as documents show it."""
    return cast(EstimateDocument, estimate.to_json())


def _kpis(estimates: Kpis, arm: Arm, breakdown: str = "", member: str = "") -> Estimates:
    documents = {key: estimate_document(estimate) for key, estimate in estimates.items()}
    for key in LIMITED:
        if key in documents:
            documents[key] = cast(
                EstimateDocument, documents[key] | _limits(arm.scenario, breakdown, member)
            )
    return documents


def _limits(scenario: Scenario, breakdown: str = "", member: str = "") -> LimitDocument:
    """Return the time limits of the service level: of a queue that is shown, or of all."""
    limits = service_limits(scenario)
    queues = [member] if breakdown == "queue" else judged_queues(scenario)
    shown = [limits[queue] for queue in queues] or [usual_limit(scenario.targets)]
    least, most = min(shown), max(shown)
    return {"within": least} if least == most else {"within": least, "within_up_to": most}


def _on_target(summary: Summary) -> EstimateDocument | None:
    return estimate_document(summary.on_target) if summary.on_target else None


def _enough(arm: Arm, summary: Summary) -> Enough | None:
    if summary.on_target is None:
        return None
    return enough(summary.on_target, arm.scenario.targets.confidence, summary.replications)


def _verdicts(summary: Summary, scenario: Scenario) -> dict[str, VerdictDocument]:
    return {verdict.key: _verdict(verdict, scenario) for verdict in summary.verdicts}


def _verdict(verdict: Verdict, scenario: Scenario) -> VerdictDocument:
    goal = verdict.goal
    document: VerdictDocument = {
        "verdict": verdict.attainment,
        "op": goal.op,
        "value": goal.value,
        "period": scenario.targets.period,
    }
    said = goal.within is not None or any(own_limits(scenario).values())
    limited = verdict.key in LIMITED and said
    return cast(VerdictDocument, document | _limits(scenario)) if limited else document


def _week(week: Week, plan: Plan) -> WeekDocument:
    return {
        "waiting": _bands(week.waiting, plan.channels),
        "busy": _bands(week.busy, plan.teams),
        "available": _bands(week.available, plan.teams),
        "occupancy": _bands(week.occupancy, plan.teams),
    }


def _responses(curves: Mapping[str, Band]) -> ResponsesDocument:
    return {
        "seconds": [_short(seconds) for seconds in TIMES.tolist()],
        "share": {
            responder: _band(curve.mean, curve.low, curve.high)
            for responder, curve in curves.items()
        },
    }


def _bands(band: Band, names: tuple[str, ...]) -> dict[str, BandDocument]:
    series = zip(names, band.mean, band.low, band.high, strict=True)
    return {name: _band(mean, low, high) for name, mean, low, high in series}


def _band(mean: Floats, low: Floats, high: Floats) -> BandDocument:
    return {"mean": _series(mean), "low": _series(low), "high": _series(high)}


def _series(values: Floats) -> list[float | None]:
    return [None if np.isnan(value) else _short(value) for value in values.tolist()]


def _short(value: float) -> float:
    """Return a number as it is drawn, to four digits: a document has thousands of such numbers."""
    return float(f"{value:.4g}")
