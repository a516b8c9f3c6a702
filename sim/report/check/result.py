"""The result of `tierzero check`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.report.check.document import CheckDocument
from sim.report.text import to_text

if TYPE_CHECKING:
    from rich.console import RenderableType


@dataclass(frozen=True, repr=False)
class CheckResult:
    """Work against people, and what that warns of.

    Attributes
    ----------
    document
        What `--json` prints.
    """

    document: CheckDocument

    @property
    def warnings(self) -> list[str]:
        """What a user should look at before playing the scenario, the worst first."""
        advice = [
            f"{each['place']}: {each['finding']}; {each['remedy']}"
            for each in self.document["advice"]
            if each["level"] == "warning"
        ]
        return [*self.document["notes"], *advice]

    def __str__(self) -> str:
        """Return what a terminal shows, as plain text of 80 columns."""
        from sim.report.plain import plain

        return plain(self.__rich__())

    def __repr__(self) -> str:
        """Return in one line which result this is."""
        count = len(self.document["advice"])
        pieces = f"{count} piece" + "s" * (count != 1)
        return f"<CheckResult of {self.document['scenario']!r}: {pieces} of advice>"

    def to_json(self) -> str:
        """Return the document as JSON text."""
        return to_text(self.document)

    def __rich__(self) -> "RenderableType":
        """Return what a terminal shows."""
        from sim.report.check.text import check_text

        return check_text(self.document)
