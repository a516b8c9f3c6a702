"""A return on investment for a terminal: the spreadsheet beside the ways of buying labour."""

from collections.abc import Callable, Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.report.roi_amounts import PROGRAMMES, Amounts, money
from sim.report.study_result import Document
from sim.report.units import interval_of, number, quantity

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


def roi_tables(document: Document) -> RenderableType:
    """Return what a terminal shows of a return on investment."""
    size = f"{document['replications']} replications, seed {document['seed']}"
    stretch = f"{document['months']} months from {document['start']}"
    bought = f"labour {document['labour']}, staffing {document['staffing']}"
    head = f"{document['scenario']}: {stretch}, {bought}; {size}"
    return Group(
        Text(head, style="bold"),
        "",
        _comparison(document),
        Text("\nWhere the saving goes, a month", style="bold"),
        _waterfall(document),
        Text("\nWhy they differ", style="bold"),
        Text(document["answer"]),
        *(Text(f"- {line}") for line in document["why"]),
    )


def _comparison(document: Document) -> Table:
    """Return the table: a row a figure, a column for the spreadsheet and one a labour."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("a month", no_wrap=True)
    table.add_column("spreadsheet", justify="right", no_wrap=True)
    for way in document["labours"]:
        table.add_column(way, justify="right", no_wrap=True)
    for row in money_rows(document["formula"], document["labours"]):
        table.add_row(*row)
    table.add_section()
    for label, shown in ROWS:
        table.add_row(label, "", *(shown(found) for found in document["labours"].values()))
    return table


def money_rows(sheet: Document, labours: Document) -> Iterator[list[str]]:
    """Yield what labour and AI cost a month, and when that pays back."""
    played = [Amounts.played(found).rows for found in labours.values()]
    for label, amount in Amounts.claimed(sheet).rows.items():
        if label == PROGRAMMES and not any(one[label] for one in played):
            continue
        yield [label, f"{amount:,.2f}", *(money(one[label]) for one in played)]
    medians = [_months(found["payback_months"]["median"]) for found in labours.values()]
    yield ["payback, months", _months(sheet["payback_months"]), *medians]


def _waterfall(document: Document) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for title in ("step", "a month", "95 % interval", ""):
        table.add_column(title, justify="right" if title == "a month" else "left", no_wrap=True)
    for bar in document["waterfall"]:
        interval = "" if bar["step"] == "theoretical" else interval_of(bar)
        table.add_row(bar["step"], money(bar["mean"]), interval, STEPS[bar["step"]])
    return table


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
