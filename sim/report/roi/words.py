"""A return on investment in words: the rows and labels of every place that shows one."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from sim.report.roi.amounts import PROGRAMMES, Amounts, money
from sim.report.roi.document import ArmName, FormulaDocument, LabourDocument, RoiFindings, Step
from sim.report.units import number, quantity

Shown = Callable[[LabourDocument], str]
"""What a table's cell shows of one way of buying labour."""

STEPS: dict[Step, str] = {
    "theoretical": "the claim x all handling time",
    "staffed": "an ideal AI, but whole people on shifts",
    "quality": "the real bot, with all that comes back",
    "cashable": "heads fall only as people leave",
    "net": "less AI, programmes and implementation",
}
"""Bars of the waterfall in words."""
NAMES: dict[Step, str] = {step: step for step in STEPS} | {"net": "net of all"}
"""What the bars are called: another net than the one before the implementation."""
HIGHEST_RATE = 10.0
"""Interest a year above which a rate says no more than that the money is back at once."""


def money_rows(
    sheet: FormulaDocument, labours: Mapping[str, LabourDocument]
) -> Iterator[list[str]]:
    """Yield what labour and AI cost per month, and when that pays back."""
    played = [Amounts.played(labour).rows for labour in labours.values()]
    for label, amount in Amounts.claimed(sheet).rows.items():
        if label == PROGRAMMES and not any(month[label] for month in played):
            continue
        yield [label, f"{amount:,.2f}", *(money(month[label]) for month in played)]
    medians = [_months(labour["payback_months"]["median"]) for labour in labours.values()]
    yield ["payback, months", _months(sheet["payback_months"]), *medians]


def _months(value: float | None) -> str:
    return "never" if value is None else number(value)


def _share(key: Literal["p_payback_12", "p_payback_24"]) -> Shown:
    def shown(labour: LabourDocument) -> str:
        share = labour[key]
        return "-" if share is None else quantity(share, "share")

    return shown


def _range(labour: LabourDocument) -> str:
    back = labour["payback_months"]
    if back["p10"] is None:
        return "never"
    return f"{number(back['p10'])} to {_months(back['p90'])}"


def _present_value(labour: LabourDocument) -> str:
    return money(labour["npv"]["mean"] or 0.0)


def _half_width(labour: LabourDocument) -> str:
    """Return half the width of the present value's 95 % interval."""
    low, high = labour["npv"]["low"], labour["npv"]["high"]
    return "" if low is None or high is None else f"± {number((high - low) / 2)}"


def _rate(labour: LabourDocument) -> str:
    median = labour["irr"]["median"]
    if median is None:
        return "-"
    if median > HIGHEST_RATE:
        return f"over {100 * HIGHEST_RATE:,.0f} %"
    return quantity(median, "share")


def _people(arm: ArmName) -> Shown:
    """Return what shows the people of an arm in the last month."""

    def shown(labour: LabourDocument) -> str:
        paid = labour["people"][arm]
        heads, hours = paid["heads"][-1], paid["hours_week"][-1]
        parts = [f"{heads}"] if heads or not hours else []
        return " + ".join(parts + ([f"{number(hours)} h/week"] if hours else []))

    return shown


ROWS: tuple[tuple[str, Shown], ...] = (
    ("people at the end", _people("baseline")),
    ("... with the AI", _people("ai")),
    ("payback, p10 to p90", _range),
    ("never pays back", lambda labour: quantity(labour["payback_months"]["never"], "share")),
    ("within 12 months", _share("p_payback_12")),
    ("within 24 months", _share("p_payback_24")),
    ("net present value", _present_value),
    ("... 95 % interval", _half_width),
    ("internal rate a year", _rate),
)
"""Label and cell of each row that is about the whole project."""


def comparison_rows(document: RoiFindings) -> Iterator[list[str]]:
    """Yield the rows about a month, then those about the whole project."""
    labours = document["labours"]
    yield from money_rows(document["formula"], labours)
    for label, shown in ROWS:
        yield [label, "", *map(shown, labours.values())]
