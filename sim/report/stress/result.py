"""The result of `tierzero stress`."""

from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING, ClassVar

from sim.report.stress.answer import stress_answer
from sim.report.study_result import Document, StudyResult, targets_document, with_ends
from sim.studies.stress.findings import Finding
from sim.studies.stress.stress import StressTest

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType


class StressResult(StudyResult[StressTest]):
    """What breaks under stress, when, for how long, and how many people it takes to hold."""

    command: ClassVar[str] = "stress"

    def findings(self) -> Document:
        """Return what the document says beyond its head."""
        found = {
            "targets": targets_document(self.scenario),
            "stresses": [_stress(finding) for finding in self.study.findings],
        }
        return found | {"answer": stress_answer(found)}

    def to_frame(self) -> "pd.DataFrame":
        """Return the stresses as a DataFrame, a row a stress and arm.

        Columns: those of the document's `stresses`, with `first_break_median` and so on.
        """
        import pandas as pd

        return pd.json_normalize(self.document["stresses"], sep="_")

    def __rich__(self) -> "RenderableType":
        """Return the table that a terminal shows."""
        from sim.report.stress.table import stress_tables

        return stress_tables(self.document)


def _stress(finding: Finding) -> Document:
    trouble, today, needed = finding.case.trouble, finding.today, finding.needed
    return {
        "name": trouble.name,
        "arm": finding.case.calm.name,
        "text": trouble.text,
        "begins": trouble.begins,
        "ends": trouble.ends if isfinite(trouble.ends) else None,
        "broken": list(finding.broken),
        "missed_anyway": list(finding.missed),
        "first_break": asdict(finding.first_break),
        "recovery": asdict(finding.recovery) if finding.recovery else None,
        "steps_more": finding.case.more if needed else None,
        "heads_today": today.heads,
        "heads_needed": needed.heads if needed else None,
        "paid_hours_week_today": today.hours,
        "paid_hours_week_needed": needed.hours if needed else None,
        **with_ends("on_target", finding.on_target),
        **with_ends("on_target_unstressed", finding.unstressed),
        **with_ends("on_target_with_needed", finding.held),
    }
