"""What `tierzero run` answers beside the KPIs: how many people, 30 % more, and whether it pays."""

from dataclasses import dataclass

from sim.report.curve.result import CurveResult
from sim.report.roi.result import RoiResult
from sim.report.run.document import OutlookDocuments


@dataclass(frozen=True)
class Outlook:
    """The staircase and the return on investment of a scenario.

    Attributes
    ----------
    curve
        How many people each volume needs; None where no target says what is enough.
    roi
        What the AI is worth; None where it cannot be appraised.
    left_out
        Which parts have no answer, and why.
    interrupted
        Whether Ctrl-C ended it before its time.
    """

    curve: CurveResult | None = None
    roi: RoiResult | None = None
    left_out: tuple[str, ...] = ()
    interrupted: bool = False

    @property
    def documents(self) -> OutlookDocuments:
        """The documents of its parts by command."""
        documents: OutlookDocuments = {}
        if self.curve is not None:
            documents["curve"] = self.curve.document
        if self.roi is not None:
            documents["roi"] = self.roi.document
        return documents
