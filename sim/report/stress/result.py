"""The result of `tierzero stress`."""

from math import isfinite
from typing import TYPE_CHECKING

from sim.report.pieces.estimate import SpreadDocument
from sim.report.pieces.head import StudyHead
from sim.report.stress.answer import stress_answer
from sim.report.stress.document import StressDocument, StressedDocument, StressFindings
from sim.report.study_result import StudyResult, targets_document, with_ends
from sim.studies.stress.findings import Finding
from sim.studies.stress.recovery import Spell
from sim.studies.stress.stress import StressTest

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType


class StressResult(StudyResult[StressTest, StressDocument]):
    """What breaks under stress, when, for how long, and how many people it takes to hold."""

    def make_document(self, head: StudyHead) -> StressDocument:
        """Return the document."""
        findings: StressFindings = {
            "targets": targets_document(self.scenario),
            "stresses": [self._stressed(finding) for finding in self.study.findings],
        }
        answer = stress_answer(findings)
        return {"schema": "tierzero.stress/1", **head, **findings, "answer": answer}

    def to_frame(self) -> "pd.DataFrame":
        """Return the stresses as a DataFrame: one row per stress and arm.

        Columns: those of the document's `stresses`, with `first_break_median` and so on.
        """
        import pandas as pd

        return pd.json_normalize([dict(case) for case in self.document["stresses"]], sep="_")

    def __rich__(self) -> "RenderableType":
        """Return the table that a terminal shows."""
        from sim.report.stress.table import stress_tables

        return stress_tables(self.document)

    def _stressed(self, finding: Finding) -> StressedDocument:
        trouble, today, needed = finding.case.trouble, finding.today, finding.needed
        calm, calm_low, calm_high = with_ends(finding.unstressed)
        held, held_low, held_high = with_ends(finding.held)
        return {
            "name": trouble.name,
            "arm": finding.case.calm.name,
            "text": trouble.text,
            "begins": trouble.begins,
            "ends": trouble.ends if isfinite(trouble.ends) else None,
            "broken": list(finding.broken),
            "missed_anyway": list(finding.missed),
            "first_break": _spell(finding.first_break),
            "recovery": _spell(finding.recovery) if finding.recovery else None,
            "steps_more": finding.case.more if needed else None,
            "heads_today": today.heads,
            "heads_needed": needed.heads if needed else None,
            "paid_hours_week_today": today.hours,
            "paid_hours_week_needed": needed.hours if needed else None,
            **self.on_target(finding.on_target),
            "on_target_unstressed": calm,
            "on_target_unstressed_low": calm_low,
            "on_target_unstressed_high": calm_high,
            "on_target_with_needed": held,
            "on_target_with_needed_low": held_low,
            "on_target_with_needed_high": held_high,
        }


def _spell(spell: Spell) -> SpreadDocument:
    return {"median": spell.median, "p10": spell.p10, "p90": spell.p90, "never": spell.never}
