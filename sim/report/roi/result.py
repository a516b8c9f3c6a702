"""The result of `tierzero roi`."""

from typing import TYPE_CHECKING, ClassVar

from sim.finance.ledger import mean_lines
from sim.finance.roi import Roi
from sim.report.roi.document import roi_findings
from sim.report.study_result import Document, StudyResult

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType


class RoiResult(StudyResult[Roi]):
    """The spreadsheet, and beside it the project as it is played."""

    command: ClassVar[str] = "roi"

    def findings(self) -> Document:
        """Return what the document says beyond its head."""
        return roi_findings(self.study)

    def to_frame(self) -> "pd.DataFrame":
        """Return the mean cash as a DataFrame, a row a way of buying labour, arm, line and month.

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

    def __rich__(self) -> "RenderableType":
        """Return the tables that a terminal shows."""
        from sim.report.roi.table import roi_tables

        return roi_tables(self.document)
