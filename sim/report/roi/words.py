"""A return on investment in words: the rows and labels of every place that shows one."""

from collections.abc import Callable, Iterator

from sim.report.roi.amounts import PROGRAMMES, Amounts, money
from sim.report.study_result import Document
from sim.report.units import number, quantity

Shown = Callable[[Document], str]
"""What a table's cell shows of one way of buying labour."""

STEPS = {
    "theoretical": "the claim x all handling time",
    "staffed": "an ideal AI, but whole people on shifts",
    "quality": "the real bot, with all that comes back",
    "cashable": "heads fall only as people leave",
    "net": "less what AI and programmes cost",
}
"""Bars of the waterfall in words."""


def money_rows(sheet: Document, labours: Document) -> Iterator[list[str]]:
    """Yield what labour and AI cost a month, and when that pays back."""
    played = [Amounts.played(found).rows for found in labours.values()]
    for label, amount in Amounts.claimed(sheet).rows.items():
        if label == PROGRAMMES and not any(one[label] for one in played):
            continue
        yield [label, f"{amount:,.2f}", *(money(one[label]) for one in played)]
    medians = [_months(found["payback_months"]["median"]) for found in labours.values()]
    yield ["payback, months", _months(sheet["payback_months"]), *medians]


def _months(value: float | None) -> str:
    return "never" if value is None else number(value)


def _share(key: str) -> Shown:
    def shown(found: Document) -> str:
        return "-" if found[key] is None else quantity(found[key], "share")

    return shown


def _range(found: Document) -> str:
    back = found["payback_months"]
    if back["p10"] is None:
        return "never"
    return f"{number(back['p10'])} to {_months(back['p90'])}"


def _half_width(found: Document) -> str:
    """Return half the width of the present value's 95 % interval."""
    npv = found["npv"]
    return "" if npv["low"] is None else f"± {number((npv['high'] - npv['low']) / 2)}"


def _rate(found: Document) -> str:
    median = found["irr"]["median"]
    return "-" if median is None else quantity(median, "share")


def _people(arm: str) -> Shown:
    """Return what shows the people of an arm in the first and in the last month."""

    def shown(found: Document) -> str:
        heads, hours = found["people"][arm]["heads"][-1], found["people"][arm]["hours_week"][-1]
        parts = [f"{heads}"] if heads or not hours else []
        return " + ".join(parts + ([f"{number(hours)} h/week"] if hours else []))

    return shown


ROWS: tuple[tuple[str, Shown], ...] = (
    ("people at the end", _people("baseline")),
    ("... with the AI", _people("ai")),
    ("payback, p10 to p90", _range),
    ("never pays back", lambda found: quantity(found["payback_months"]["never"], "share")),
    ("within 12 months", _share("p_payback_12")),
    ("within 24 months", _share("p_payback_24")),
    ("net present value", lambda found: money(found["npv"]["mean"])),
    ("... 95 % interval", _half_width),
    ("internal rate a year", _rate),
)
"""Label and cell of each row about the whole project."""
