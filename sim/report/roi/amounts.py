"""What labour and AI cost per month, as the spreadsheet would say it."""

from dataclasses import dataclass

from sim.base.time import HOUR
from sim.report.roi.document import FormulaDocument, LabourDocument, Lines

PROGRAMMES = "programmes less upsell"
"""Label of the row that is left out where no arm has programmes of its own."""


@dataclass(frozen=True)
class Amounts:
    """A month of one way of buying labour, or of the spreadsheet.

    Attributes
    ----------
    before, after
        What labour costs without and with the AI.
    fees
        What fees and upkeep of the AI cost.
    programmes
        What programmes cost more than without the AI, less what they sell.
    """

    before: float
    after: float
    fees: float
    programmes: float = 0.0

    @classmethod
    def played(cls, labour: LabourDocument) -> "Amounts":
        """Return the mean month of one way of buying labour."""
        before, after = labour["monthly"]["baseline"], labour["monthly"]["ai"]
        fees = (
            after["usage"] - before["usage"],
            after["platform"] - before["platform"],
            after["upkeep"] - before["upkeep"],
        )
        programmes = (
            after["programmes"] - before["programmes"],
            after["upsell"] - before["upsell"],
        )
        return cls(_labour(before), _labour(after), sum(fees), sum(programmes))

    @classmethod
    def claimed(cls, formula: FormulaDocument) -> "Amounts":
        """Return the month of the spreadsheet."""
        sheet = formula["inputs"]
        before = sheet["volume"] * sheet["handle_time"] / HOUR * sheet["hourly_rate"]
        return cls(before, before * (1 - sheet["claimed_rate"]), sheet["fees"] + sheet["upkeep"])

    @property
    def saving(self) -> float:
        """By how much labour falls."""
        return self.before - self.after

    @property
    def net(self) -> float:
        """What is left of that after fees, upkeep and programmes, before the implementation."""
        return self.saving - self.fees - self.programmes

    @property
    def rows(self) -> dict[str, float]:
        """The amounts by what a table calls them."""
        return {
            "labour before": self.before,
            "labour with the AI": self.after,
            "labour saving": self.saving,
            "fees and upkeep": self.fees,
            PROGRAMMES: self.programmes,
            "net before implementation": self.net,
        }


def _labour(month: Lines[float]) -> float:
    """Return what people cost in a month."""
    return sum((month["wages"], month["hiring"], month["training"], month["severance"]))


def money(value: float) -> str:
    """Return an amount of money without cents."""
    return f"{value:,.0f}"
