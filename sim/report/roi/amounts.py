"""What labour and AI cost a month, as the spreadsheet would say it."""

from dataclasses import dataclass

from sim.base.time import HOUR
from sim.finance.ledger import FEES, LABOUR_LINES, OUTREACH
from sim.report.study_result import Document

PROGRAMMES = "programmes less upsell"
"""The row that is left out where no arm has programmes of its own."""


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
    def played(cls, labour: Document) -> "Amounts":
        """Return the mean month of one of the document's ways of buying labour."""
        monthly = labour["monthly"]
        before, after = (
            sum(monthly[arm][line] for line in LABOUR_LINES) for arm in ("baseline", "ai")
        )
        fees, programmes = (
            sum(monthly["ai"][line] - monthly["baseline"][line] for line in lines)
            for lines in (FEES, OUTREACH)
        )
        return cls(before, after, fees, programmes)

    @classmethod
    def claimed(cls, formula: Document) -> "Amounts":
        """Return the month of the document's spreadsheet."""
        sheet = formula["inputs"]
        before = sheet["volume"] * sheet["handle_time"] / HOUR * sheet["hourly_rate"]
        return cls(before, before * (1 - sheet["claimed_rate"]), sheet["fees"] + sheet["upkeep"])

    @property
    def saving(self) -> float:
        """By how much labour falls."""
        return self.before - self.after

    @property
    def net(self) -> float:
        """What is left of that after fees, upkeep and programmes."""
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
            "net benefit": self.net,
        }


def money(value: float) -> str:
    """Return an amount of money without cents."""
    return f"{value:,.0f}"
