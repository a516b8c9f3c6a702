"""A comparison for a terminal: what differs in the settings, then in the results."""

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.report.compare.document import CompareDocument, DifferenceDocument
from sim.report.compare.words import short
from sim.report.labels import with_limit
from sim.report.pieces.arm import JudgedArm
from sim.report.units import change_of, interval_of_change, number, value_of
from sim.studies.compare.contrasts import Conclusion

LONGEST_WORD = len("interaction")
"""Of the names of KPIs: none is cut, where the columns are many."""
STYLES = {"better": "green", "worse": "red", "no evidence": "dim"}


def compare_tables(document: CompareDocument) -> RenderableType:
    """Return what a terminal shows of a comparison."""
    size = f"{document['replications']} replications of each arm, seed {document['seed']}"
    parts: list[RenderableType] = [Text(f"{document['scenario']}: {size}", style="bold"), ""]
    parts += [Text("What differs in the settings", style="bold"), *_settings(document), ""]
    differences = document["differences"]
    for arm in dict.fromkeys(difference["arm"] for difference in differences):
        parts += [Text(f"{arm} minus {document['against']}", style="bold")]
        own = [row for row in differences if row["arm"] == arm]
        parts += [_differences(own, document["arms"][arm]), ""]
    return Group(*parts, *_family(document), *_front(document), *_notes(document))


def _settings(document: CompareDocument) -> Iterator[Text]:
    for setting in document["settings"]:
        values = ", ".join(f"{arm} {short(value)}" for arm, value in setting["values"].items())
        yield Text(f"  {setting['path']}: {values}")
    if not document["settings"]:
        yield Text("  nothing: the arms are the same")


def _differences(differences: list[DifferenceDocument], arm: JudgedArm) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 0, 0, 1))
    table.add_column("KPI", min_width=LONGEST_WORD)
    tied = any(row["ties"] for row in differences)
    titles = ["difference", "95 % interval", "P(better)", "ties", "pairing", "verdict"]
    for title in titles if tied else [title for title in titles if title != "ties"]:
        left = title in ("95 % interval", "verdict")
        is_words = title == "verdict"
        table.add_column(title, justify="left" if left else "right", no_wrap=not is_words)
    for row in differences:
        if row["mean"] is not None:
            table.add_row(_words(row["kpi"], arm), *_cells(row, tied), _verdict(row["verdict"]))
    return table


def _cells(row: DifferenceDocument, tied: bool) -> Iterator[str]:
    """Yield difference, interval, share of better replications, ties, and gain of pairing."""
    yield change_of(row)
    yield interval_of_change(row)
    yield "" if row["p_better"] is None else f"{100 * row['p_better']:.0f} %"
    if tied:
        yield str(row["ties"] or "")
    yield "" if row["variance_ratio"] is None else f"x {number(row['variance_ratio'])}"


def _verdict(verdict: Conclusion | None) -> Text:
    return Text(verdict, STYLES.get(verdict, "")) if verdict else Text("")


def _words(key: str, arm: JudgedArm) -> str:
    words = key.replace("_", " ")
    return with_limit(words, arm["kpis"][key]) if key in arm["kpis"] else words


def _family(document: CompareDocument) -> Iterator[RenderableType]:
    """Yield on what verdicts are given, and how."""
    keys, tests = document["family"]["kpis"], document["family"]["tests"]
    yield Text(
        f"Verdicts are on {', '.join(key.replace('_', ' ') for key in keys)}: {tests} "
        f"{'test' if tests == 1 else 'tests'}, adjusted together (Holm). The rest have intervals "
        "alone. P(better): share of the paired replications, a tie counts half.\n",
        style="dim",
    )


def _front(document: CompareDocument) -> Iterator[RenderableType]:
    """Yield what is weighed of each arm, with a mark at those that no other beats."""
    keys, front = document["pareto"]["kpis"], document["pareto"]["front"]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("not beaten")
    for key in keys:
        table.add_column(key.replace("_", " "), justify="right")
    for name, arm in document["arms"].items():
        mark = f"{'*' if name in front else ' '} {name}"
        table.add_row(mark, *(value_of(arm["kpis"][key]) for key in keys))
    yield Text("What it costs, what customers get, how soon, and who comes back", style="bold")
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
