"""The result of `tierzero compare`."""

from dataclasses import asdict
from typing import TYPE_CHECKING, ClassVar

from sim.report.arm_document import arm_document
from sim.report.study_result import Document, StudyResult
from sim.studies.compare.compare import Comparison
from sim.studies.compare.contrasts import Contrast
from sim.studies.compare.pareto import FRONT

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType

KEPT = ("kpis", "verdicts", "on_target")
"""What a comparison's document says of each arm by itself."""


class CompareResult(StudyResult[Comparison]):
    """By how much arms differ, and what that is worth believing."""

    command: ClassVar[str] = "compare"

    def findings(self) -> Document:
        """Return what the document says beyond its head."""
        study = self.study
        return {
            "against": study.against,
            "same_workload": study.same_workload,
            "settings": [asdict(setting) for setting in study.settings],
            "differences": [_difference(one) for one in study.contrasts],
            "pareto": {"kpis": list(FRONT), "front": list(study.front)},
            "arms": {arm.name: self._arm(arm.name) for arm in study.experiment.arms},
        }

    def to_frame(self) -> "pd.DataFrame":
        """Return the differences as a DataFrame, a row an arm and KPI.

        Columns: those of the document's `differences`.
        """
        import pandas as pd

        return pd.DataFrame(self.document["differences"])

    def __rich__(self) -> "RenderableType":
        """Return the tables that a terminal shows."""
        from sim.report.compare.table import compare_tables

        return compare_tables(self.document)

    def _arm(self, name: str) -> Document:
        arms = {arm.name: arm for arm in self.study.experiment.arms}
        found = arm_document(arms[name], self.study.summaries[name])
        return {key: found[key] for key in KEPT}


def _difference(contrast: Contrast) -> Document:
    fields = asdict(contrast)
    verdict = {"verdict": fields.pop("conclusion")}
    status = {} if contrast.mean is not None else {"status": "no_data"}
    return fields | verdict | status
