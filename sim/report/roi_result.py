"""The result of `tierzero roi`: it renders itself."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.finance.ledger import mean_lines
from sim.finance.roi import Roi
from sim.report.result import Timing
from sim.report.roi_document import roi_document
from sim.report.text import to_text
from sim.scenario.root import Scenario

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType


@dataclass(frozen=True)
class RoiResult:
    """What `tierzero roi` finds.

    Attributes
    ----------
    scenario
        What was appraised, without an arm's overrides.
    folder
        What the files that it names are relative to.
    engine
        What played it.
    roi
        The spreadsheet and the simulation.
    timing
        All that may differ when it is played again; no part of the document.
    """

    scenario: Scenario
    folder: Path
    engine: str
    roi: Roi
    timing: Timing

    @cached_property
    def document(self) -> dict[str, Any]:
        """The result as nested dictionaries, lists and scalars: `tierzero.roi/1`."""
        return roi_document(self.scenario.name, self.engine, self.roi)

    @property
    def times(self) -> dict[str, Any]:
        """The timing block of the manifest."""
        return self.timing.block(interrupted=self.roi.interrupted)

    def to_json(self) -> str:
        """Return the document as JSON text."""
        return to_text(self.document)

    def to_frame(self) -> "pd.DataFrame":
        """Return the mean cash as a DataFrame, a row a way of buying labour, arm, line and month.

        Columns: labour, arm, line, month (0: the launch), amount.
        """
        import pandas as pd

        rows = [
            (way, arm, line, month, amount)
            for way, books in self.roi.books.items()
            for arm, ledgers in (("baseline", books.baseline), ("ai", books.ai))
            for line, amounts in mean_lines(ledgers).items()
            for month, amount in enumerate(amounts.tolist())
        ]
        return pd.DataFrame(rows, columns=["labour", "arm", "line", "month", "amount"])

    def __rich__(self) -> "RenderableType":
        """Return the tables that a terminal shows."""
        from sim.report.roi_table import roi_tables

        return roi_tables(self.document)

    def _repr_html_(self) -> str:
        """Return the lines a month as the HTML table that a notebook shows."""
        frame = self.to_frame()
        table = frame[frame["month"] > 0].pivot_table("amount", "line", ["labour", "arm"])
        return str(table.to_html())
