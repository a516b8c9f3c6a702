"""The runs of a folder as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.base.visible import visible
from sim.report.plain import plain
from sim.report.runs.document import RunLine, RunsDocument

if TYPE_CHECKING:
    from rich.console import RenderableType

MINUTES = len("2026-01-31T12:00")
"""Characters of a time that the table shows."""


@dataclass(frozen=True)
class Listing:
    """The runs of a folder.

    Attributes
    ----------
    runs
        One line each.
    removed
        Ids of what was removed.
    """

    runs: Sequence[RunLine]
    removed: Sequence[str] = ()

    @property
    def document(self) -> RunsDocument:
        """The listing as nested dictionaries, lists and scalars."""
        return {
            "schema": "tierzero.runs/1",
            "runs": list(self.runs),
            "removed": list(self.removed),
        }

    def __str__(self) -> str:
        """Return the table as plain text of 80 columns."""
        return plain(self.__rich__())

    def __rich__(self) -> "RenderableType":
        """Return what a terminal shows."""
        from rich.table import Table
        from rich.text import Text

        if not self.runs:
            return Text("There are no runs.")
        table = Table(box=None, pad_edge=False)
        table.add_column("run", no_wrap=True, overflow="ignore")  # to be copied behind --resume
        for name in ("command", "scenario", "when", "state"):
            table.add_column(name)
        for line in self.runs:
            state = line["state"] + (", resumable" if line["resumable"] else "")
            command, when = (
                line["command"][1:2],
                (line["started"] or "")[:MINUTES].replace("T", " "),
            )
            cells = (line["id"], *(command or [""]), line["scenario"] or "", when, state)
            table.add_row(*(Text(visible(cell)) for cell in cells))
        return table
