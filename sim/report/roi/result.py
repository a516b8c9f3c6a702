"""The result of `tierzero roi`."""

from typing import TYPE_CHECKING

from sim.finance.ledger import mean_lines
from sim.finance.roi import Roi
from sim.report.pieces.head import StudyHead
from sim.report.roi.answer import answer
from sim.report.roi.document import RoiDocument
from sim.report.roi.findings import roi_findings
from sim.report.roi.why import why
from sim.report.study_result import StudyResult

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType


class RoiResult(StudyResult[Roi, RoiDocument]):
    """The spreadsheet, and beside it the project as it is played."""

    def make_document(self, head: StudyHead) -> RoiDocument:
        """Return the document."""
        findings = roi_findings(self.study)
        return {
            "schema": "tierzero.roi/1",
            **head,
            **findings,
            "answer": answer(findings),
            "why": why(findings, self.study.project),
        }

    def to_frame(self) -> "pd.DataFrame":
        """Return the mean cash as a DataFrame: one row per way of buying labour, arm, line, month.

        Columns: labour, arm, line, month (0: the launch), amount.
        """
        import pandas as pd

        rows = [
            (way, arm, line, month, amount)
            for way, books in self.study.books.items()
            for arm, ledgers in (("baseline", books.baseline), ("ai", books.ai))
            for line, amounts in mean_lines(ledgers).items()
            for month, amount in enumerate(amounts.tolist())
        ]
        return pd.DataFrame(rows, columns=["labour", "arm", "line", "month", "amount"])

    def short_frame(self) -> "pd.DataFrame":
        """Return the short table: the spreadsheet beside the ways of buying labour, as text."""
        import pandas as pd

        from sim.report.roi.words import comparison_rows

        columns = ["a month", "spreadsheet", *self.document["labours"]]
        return pd.DataFrame(list(comparison_rows(self.document)), columns=columns)

    def __rich__(self) -> "RenderableType":
        """Return the tables that a terminal shows."""
        from sim.report.roi.table import roi_tables

        return roi_tables(self.document)
