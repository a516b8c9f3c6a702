"""A comparison for a terminal: what differs in the settings, then in the results."""

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.report.compare.document import CompareDocument, DifferenceDocument
from sim.report.compare.words import short
from sim.report.units import interval_of, number, signed, value_of

STYLES = {"better": "green", "worse": "red", "no evidence": "dim"}


def compare_tables(document: CompareDocument) -> RenderableType:
    """Return what a terminal shows of a comparison."""
    size = f"{document['replications']} replications of each arm, seed {document['seed']}"
    parts: list[RenderableType] = [Text(f"{document['scenario']}: {size}", style="bold"), ""]
    parts += [Text("What differs in the settings", style="bold"), *_settings(document), ""]
    differences = document["differences"]
    for arm in dict.fromkeys(difference["arm"] for difference in differences):
        parts += [Text(f"{arm} minus {document['against']}", style="bold")]
        parts += [_differences([row for row in differences if row["arm"] == arm]), ""]
    return Group(*parts, *_front(document), *_notes(document))


def _settings(document: CompareDocument) -> Iterator[Text]:
    for setting in document["settings"]:
        values = ", ".join(f"{arm} {short(value)}" for arm, value in setting["values"].items())
        yield Text(f"  {setting['path']}: {values}")
    if not document["settings"]:
        yield Text("  nothing: the arms are the same")


def _differences(differences: list[DifferenceDocument]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("KPI")
    for title in ("difference", "95 % interval", "P(better)", "pairing", "verdict"):
        left = title in ("95 % interval", "verdict")
        table.add_column(title, justify="left" if left else "right", no_wrap=True)
    for row in differences:
        if row["mean"] is not None:
            verdict = Text(row["verdict"], STYLES.get(row["verdict"], ""))
            table.add_row(*_cells(row, row["mean"]), verdict)
    return table


def _cells(row: DifferenceDocument, mean: float) -> Iterator[str]:
    """Yield name, difference, interval, share of better replications, and gain of pairing."""
    yield _words(row["kpi"])
    yield signed(mean, row["unit"])
    yield interval_of(row)
    yield "" if row["p_better"] is None else f"{100 * row['p_better']:.0f} %"
    yield "" if row["variance_ratio"] is None else f"x {number(row['variance_ratio'])}"


def _words(key: str) -> str:
    return key.replace("_", " ")


def _front(document: CompareDocument) -> Iterator[RenderableType]:
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


def _notes(document: CompareDocument) -> Iterator[Text]:
    yield Text(
        "\nNote: customer satisfaction is not modelled yet; repeat contacts stand for it.",
        style="dim",
    )
    if not document["same_workload"]:
        yield Text(
            "Note: the scenarios bring different cases; only those that they share are paired."
        )
