"""What `tierzero run` answers beside the KPIs: how many people, 30 % more, and whether it pays."""

from dataclasses import dataclass
from typing import Any

from sim.report.curve.result import CurveResult
from sim.report.roi.result import RoiResult


@dataclass(frozen=True)
class Outlook:
    """The staircase and the return on investment of a scenario.

    Attributes
    ----------
    curve
        How many people each volume needs; None where no target says what is enough.
    roi
        What the AI is worth; None where it cannot be appraised.
    interrupted
        Whether Ctrl-C ended it before its time.
    """

    curve: CurveResult | None = None
    roi: RoiResult | None = None
    interrupted: bool = False

    @property
    def documents(self) -> dict[str, Any]:
        """The documents of its parts by command."""
        parts = {"curve": self.curve, "roi": self.roi}
        return {name: part.document for name, part in parts.items() if part is not None}
