"""The result of `tierzero curve`."""

from typing import TYPE_CHECKING, ClassVar

from sim.report.curve.answer import curve_answer
from sim.report.study_result import Document, StudyResult, targets_document, with_ends
from sim.studies.curve.curve import Curve
from sim.studies.curve.plans import Planned
from sim.studies.staffing.payroll import Payroll

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType


class CurveResult(StudyResult[Curve]):
    """The staircase of people over volume, and the answer to 30 % more."""

    command: ClassVar[str] = "curve"

    def findings(self) -> Document:
        """Return what the document says beyond its head."""
        curve = self.study
        found = {
            "targets": targets_document(self.scenario),
            "today": {name: self._today(name) for name in curve.arms},
            "points": [self._point(point) for point in curve.plans.points],
            "max_volume_without_hiring": {
                name: reserve.volume for name, reserve in curve.plans.reserves.items()
            },
            "reserve": {name: self._reserve(name) for name in curve.arms},
            "growth_30": {name: self._growth(name) for name in curve.arms},
        }
        return found | {"answer": curve_answer(found)}

    def to_frame(self) -> "pd.DataFrame":
        """Return the staircase as a DataFrame, a row an arm and volume.

        Columns: those of the document's `points`.
        """
        import pandas as pd

        return pd.DataFrame(self.document["points"])

    def __rich__(self) -> "RenderableType":
        """Return the table that a terminal shows."""
        from sim.report.curve.table import curve_tables

        return curve_tables(self.document)

    def _today(self, name: str) -> Document:
        desk = self.study.plans.today[name].name
        on_target = with_ends("on_target", self.study.on_target[desk])
        return _people(self.study.payrolls[desk]) | on_target

    def _point(self, point: Planned) -> Document:
        """Return a step of the staircase; nobody at all is off target without being played."""
        place = {"volume_multiplier": point.volume, "arm": point.arm}
        if point.desk is None:
            unknown = with_ends("on_target", None) | with_ends("on_target_one_less", None)
            return place | _people(None) | unknown
        fewer = with_ends("on_target_one_less", None) | {"on_target_one_less": 0.0}
        if point.one_less:
            fewer = with_ends("on_target_one_less", self.study.on_target[point.one_less.name])
        on_target = with_ends("on_target", self.study.on_target[point.desk.name])
        return place | _people(self.study.payrolls[point.desk.name]) | on_target | fewer

    def _reserve(self, name: str) -> Document:
        reserve = self.study.plans.reserves[name]
        played = self.study.on_target[reserve.desk.name] if reserve.desk else None
        growth = {"growth": round(reserve.volume - 1.0, 9), "at_least": reserve.at_least}
        return growth | with_ends("on_target", played)

    def _growth(self, name: str) -> Document:
        desk = self.study.plans.growth[name]
        share = self.study.on_target[desk.name]
        confidence = desk.scenario.targets.confidence
        return {
            "feasible": share.mean is not None and share.mean >= confidence,
            "probability": share.mean,
            "low": share.low,
            "high": share.high,
        }


def _people(payroll: Payroll | None) -> Document:
    if payroll is None:
        return dict.fromkeys(("headcount", "fte", "paid_hours_week"))
    return {
        "headcount": payroll.heads,
        "fte": payroll.fte,
        "paid_hours_week": payroll.hours,
    }
