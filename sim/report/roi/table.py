"""A return on investment for a terminal: the spreadsheet beside the ways of buying labour."""

from rich import box
from rich.console import Group, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from sim.report.roi.amounts import money
from sim.report.roi.document import RoiDocument
from sim.report.roi.words import NAMES, ROWS, STEPS, money_rows
from sim.report.units import interval_of


def roi_tables(document: RoiDocument) -> RenderableType:
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


def _comparison(document: RoiDocument) -> Table:
    """Return the table: one row per figure, columns for the spreadsheet and each labour."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("a month", no_wrap=True)
    table.add_column("spreadsheet", justify="right", no_wrap=True)
    for way in document["labours"]:
        table.add_column(way, justify="right", no_wrap=True)
    for row in money_rows(document["formula"], document["labours"]):
        table.add_row(*row)
    table.add_section()
    for label, shown in ROWS:
        table.add_row(label, "", *(shown(labour) for labour in document["labours"].values()))
    return table


def _waterfall(document: RoiDocument) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for title in ("step", "a month", "95 % interval", ""):
        justify: JustifyMethod = "right" if title == "a month" else "left"
        table.add_column(title, justify=justify, no_wrap=bool(title))
    for bar in document["waterfall"]:
        interval = "" if bar["step"] == "theoretical" else interval_of(bar)
        table.add_row(NAMES[bar["step"]], money(bar["mean"] or 0.0), interval, STEPS[bar["step"]])
    return table
