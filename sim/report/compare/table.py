"""A comparison for a terminal: what differs in the settings, then in the results."""

from collections.abc import Iterator
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.report.compare.words import short
from sim.report.units import interval_of, number, signed, value_of

STYLES = {"better": "green", "worse": "red", "no evidence": "dim"}
Document = dict[str, Any]


def compare_tables(document: Document) -> RenderableType:
    """Return what a terminal shows of a comparison."""
    size = f"{document['replications']} replications of each arm, seed {document['seed']}"
    parts: list[RenderableType] = [Text(f"{document['scenario']}: {size}", style="bold"), ""]
    parts += [Text("What differs in the settings", style="bold"), *_settings(document), ""]
    for arm in dict.fromkeys(one["arm"] for one in document["differences"]):
        parts += [Text(f"{arm} minus {document['against']}", style="bold")]
        parts += [_differences([one for one in document["differences"] if one["arm"] == arm]), ""]
    return Group(*parts, *_front(document), *_notes(document))


def _settings(document: Document) -> Iterator[Text]:
    for setting in document["settings"]:
        values = ", ".join(f"{arm} {short(its)}" for arm, its in setting["values"].items())
        yield Text(f"  {setting['path']}: {values}")
    if not document["settings"]:
        yield Text("  nothing: the arms are the same")


def _differences(contrasts: list[Document]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("KPI")
    for title in ("difference", "95 % interval", "P(better)", "pairing", "verdict"):
        left = title in ("95 % interval", "verdict")
        table.add_column(title, justify="left" if left else "right", no_wrap=True)
    for one in contrasts:
        if one["mean"] is not None:
            table.add_row(*_cells(one), Text(one["verdict"], STYLES.get(one["verdict"], "")))
    return table


def _cells(one: Document) -> Iterator[str]:
    """Yield name, difference, interval, share of better replications, and gain of pairing."""
    yield _words(one["kpi"])
    yield signed(one["mean"], one["unit"])
    yield interval_of(one)
    yield "" if one["p_better"] is None else f"{100 * one['p_better']:.0f} %"
    yield "" if one["variance_ratio"] is None else f"x {number(one['variance_ratio'])}"


def _words(key: str) -> str:
    return key.replace("_", " ")


def _front(document: Document) -> Iterator[RenderableType]:
    """Yield what is weighed of each arm, with a mark at those that no other beats."""
    keys, front = document["pareto"]["kpis"], document["pareto"]["front"]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("not beaten")
    for key in keys:
        table.add_column(_words(key), justify="right")
    for name, arm in document["arms"].items():
        mark = f"{'*' if name in front else ' '} {name}"
        table.add_row(mark, *(value_of(arm["kpis"][key]) for key in keys))
    yield Text("Cost, speed and repeat contacts together", style="bold")
    yield table


def _notes(document: Document) -> Iterator[Text]:
    yield Text(
        "\nNote: customer satisfaction is not modelled yet; repeat contacts stand for it.",
        style="dim",
    )
    if not document["same_workload"]:
        yield Text(
            "Note: the scenarios bring different cases; only those that they share are paired."
        )
