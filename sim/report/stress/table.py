"""A stress test for a terminal: the answer, then a table."""

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.report.pieces.estimate import SpreadDocument
from sim.report.stress.document import StressDocument, StressedDocument
from sim.report.units import duration, quantity


def stress_tables(document: StressDocument) -> RenderableType:
    """Return what a terminal shows of a stress test."""
    size = f"{document['replications']} replications of each desk, seed {document['seed']}"
    targets = document["targets"]
    rule = f"a desk holds that is on target in at least {100 * targets['confidence']:.0f} %"
    return Group(
        Text(f"{document['scenario']}: {size}", style="bold"),
        "",
        Text(document["answer"]),
        "",
        _table(document["stresses"]),
        Text(
            f"On target: share of the {targets['period']}s that the stress touches; {rule} of them."
            " First bad day: after the beginning; back: after the end; medians, '-' where most"
            " replications have none.",
            style="dim",
        ),
    )


def _table(cases: list[StressedDocument]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    titles = ("stress", "arm", "on target", "without", "first bad day", "back", "people")
    for title in titles:
        left = title in ("stress", "arm", "on target")
        table.add_column(title, justify="left" if left else "right", no_wrap=True)
    for case in cases:
        table.add_row(*_cells(case))
    return table


def _cells(case: StressedDocument) -> Iterator[str]:
    yield from (case["name"], case["arm"])
    low, high = case["on_target_low"], case["on_target_high"]
    ends = "" if low is None or high is None else f" [{100 * low:.0f}, {100 * high:.0f}]"
    yield _share(case["on_target"]) + ends
    yield _share(case["on_target_unstressed"])
    yield _median(case["first_break"])
    yield _median(case["recovery"])
    yield _people(case)


def _share(value: float | None) -> str:
    return "-" if value is None else quantity(value, "share")


def _median(spell: SpreadDocument | None) -> str:
    if spell is None or spell["median"] is None:
        return "-"
    return duration(spell["median"]) if spell["median"] else "at once"


def _people(case: StressedDocument) -> str:
    today, needed = case["heads_today"], case["heads_needed"]
    if case["steps_more"] is None or needed is None:
        return "no number"
    if case["steps_more"] == 0:
        return str(today)
    if needed > today:
        return f"{today} -> {needed}"
    return f"{case['paid_hours_week_today']:g} -> {case['paid_hours_week_needed']:g} h"
