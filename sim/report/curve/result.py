"""The result of `tierzero curve`."""

from typing import TYPE_CHECKING

from sim.report.curve.answer import curve_answer
from sim.report.curve.document import (
    CurveDocument,
    CurveFindings,
    GrowthDocument,
    PeopleDocument,
    PointDocument,
    ReserveDocument,
    TodayDocument,
)
from sim.report.pieces.head import StudyHead
from sim.report.study_result import StudyResult, targets_document, with_ends
from sim.studies.curve.curve import Curve
from sim.studies.curve.plans import Planned
from sim.studies.staffing.payroll import Payroll

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType


class CurveResult(StudyResult[Curve, CurveDocument]):
    """The staircase of people over volume, and the answer to 30 % more."""

    def make_document(self, head: StudyHead) -> CurveDocument:
        """Return the document."""
        findings = self._findings()
        answer = curve_answer(findings)
        return {"schema": "tierzero.curve/1", **head, **findings, "answer": answer}

    def to_frame(self) -> "pd.DataFrame":
        """Return the staircase as a DataFrame: one row per arm and volume.

        Columns: those of the document's `points`.
        """
        import pandas as pd

        return pd.DataFrame(self.document["points"])

    def __rich__(self) -> "RenderableType":
        """Return the table that a terminal shows."""
        from sim.report.curve.table import curve_tables

        return curve_tables(self.document)

    def _findings(self) -> CurveFindings:
        curve = self.study
        return {
            "targets": targets_document(self.scenario),
            "today": {name: self._today(name) for name in curve.arms},
            "points": [self._point(point) for point in curve.plans.points],
            "max_volume_without_hiring": {
                name: reserve.volume for name, reserve in curve.plans.reserves.items()
            },
            "reserve": {name: self._reserve(name) for name in curve.arms},
            "growth_30": {name: self._growth(name) for name in curve.arms},
        }

    def _today(self, name: str) -> TodayDocument:
        desk = self.study.plans.today[name].name
        return {**_people(self.study.payrolls[desk]), **self.on_target(self.study.on_target[desk])}

    def _point(self, point: Planned) -> PointDocument:
        """Return a step of the staircase; nobody at all is off target without being played."""
        desk, fewer = point.desk, point.one_less
        less = less_low = less_high = None
        if fewer is not None:
            less, less_low, less_high = with_ends(self.study.on_target[fewer.name])
        elif desk is not None:
            less = 0.0
        return {
            "volume_multiplier": point.volume,
            "arm": point.arm,
            **_people(self.study.payrolls[desk.name] if desk else None),
            **self.on_target(self.study.on_target[desk.name] if desk else None),
            "on_target_one_less": less,
            "on_target_one_less_low": less_low,
            "on_target_one_less_high": less_high,
        }

    def _reserve(self, name: str) -> ReserveDocument:
        reserve = self.study.plans.reserves[name]
        played = self.study.on_target[reserve.desk.name] if reserve.desk else None
        growth = round(reserve.volume - 1.0, 9)
        return {"growth": growth, "at_least": reserve.at_least, **self.on_target(played)}

    def _growth(self, name: str) -> GrowthDocument:
        judged = self.on_target(self.study.on_target[self.study.plans.growth[name].name])
        verdict = judged["on_target_verdict"]
        return {
            "verdict": verdict,
            "feasible": None if verdict == "too few replications" else verdict == "yes",
            "probability": judged["on_target"],
            "low": judged["on_target_low"],
            "high": judged["on_target_high"],
        }


def _people(payroll: Payroll | None) -> PeopleDocument:
    if payroll is None:
        return {"headcount": None, "fte": None, "paid_hours_week": None}
    return {
        "headcount": payroll.heads,
        "fte": payroll.fte,
        "paid_hours_week": payroll.hours,
    }
