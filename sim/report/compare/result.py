"""The result of `tierzero compare`."""

from typing import TYPE_CHECKING

from sim.report.arm_document import judged_arm
from sim.report.compare.document import CompareDocument, DifferenceDocument
from sim.report.pieces.arm import JudgedArm
from sim.report.pieces.head import StudyHead
from sim.report.shown import LookedInto
from sim.report.study_result import StudyResult
from sim.report.units import change_of, interval_of_change
from sim.studies.compare.compare import Comparison
from sim.studies.compare.contrasts import Contrast
from sim.studies.compare.pareto import FRONT
from sim.studies.experiment import Experiment

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType


class CompareResult(StudyResult[Comparison, CompareDocument], LookedInto):
    """By how much arms differ, and how far that can be believed."""

    def make_document(self, head: StudyHead) -> CompareDocument:
        """Return the document."""
        study = self.study
        return {
            "schema": "tierzero.compare/1",
            **head,
            "against": study.against,
            "same_workload": study.same_workload,
            "settings": [
                {"path": setting.path, "values": dict(setting.values)} for setting in study.settings
            ],
            "differences": [_difference(contrast) for contrast in study.contrasts],
            "family": {
                "kpis": list(study.family),
                "tests": sum(contrast.adjusted_p is not None for contrast in study.contrasts),
            },
            "pareto": {"kpis": list(FRONT), "front": list(study.front)},
            "arms": self._arms(),
        }

    def to_frame(self) -> "pd.DataFrame":
        """Return the differences as a DataFrame: one row per arm and KPI.

        Columns: those of the document's `differences`.
        """
        import pandas as pd

        return pd.DataFrame(self.document["differences"])

    @property
    def experiment(self) -> Experiment:
        """The arms that were played."""
        return self.study.experiment

    def short_frame(self) -> "pd.DataFrame":
        """Return the short table: difference, interval and verdict of each KPI as text."""
        import pandas as pd

        rows = [
            (
                row["arm"],
                row["against"],
                row["kpi"],
                change_of(row),
                interval_of_change(row),
                row["verdict"] or "",
            )
            for row in self.document["differences"]
            if row["mean"] is not None
        ]
        columns = ["arm", "minus", "KPI", "difference", "95 % interval", "verdict"]
        return pd.DataFrame(rows, columns=columns)

    def __rich__(self) -> "RenderableType":
        """Return the tables that a terminal shows."""
        from sim.report.compare.table import compare_tables

        return compare_tables(self.document)

    def _arms(self) -> dict[str, JudgedArm]:
        summaries = self.study.summaries
        return {
            arm.name: judged_arm(arm, summaries[arm.name]) for arm in self.study.experiment.arms
        }


def _difference(contrast: Contrast) -> DifferenceDocument:
    difference: DifferenceDocument = {
        "arm": contrast.arm,
        "against": contrast.against,
        "kpi": contrast.kpi,
        "unit": contrast.unit,
        "mean": contrast.mean,
        "low": contrast.low,
        "high": contrast.high,
        "p_better": contrast.p_better,
        "ties": contrast.ties,
        "p_value": contrast.p_value,
        "adjusted_p": contrast.adjusted_p,
        "variance_ratio": contrast.variance_ratio,
        "verdict": contrast.conclusion,
    }
    if contrast.mean is None:
        difference["status"] = "no_data"
    return difference
