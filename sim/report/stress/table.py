"""A stress test for a terminal: the answer, then a table."""

from collections.abc import Iterator
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.report.units import duration, quantity

Document = dict[str, Any]


def stress_tables(document: Document) -> RenderableType:
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


def _table(stresses: list[Document]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    titles = ("stress", "arm", "on target", "without", "first bad day", "back", "people")
    for title in titles:
        left = title in ("stress", "arm", "on target")
        table.add_column(title, justify="left" if left else "right", no_wrap=True)
    for one in stresses:
        table.add_row(*_cells(one))
    return table


def _cells(one: Document) -> Iterator[str]:
    yield from (one["name"], one["arm"])
    low, high = one["on_target_low"], one["on_target_high"]
    ends = "" if low is None else f" [{100 * low:.0f}, {100 * high:.0f}]"
    yield _share(one["on_target"]) + ends
    yield _share(one["on_target_unstressed"])
    yield _median(one["first_break"])
    yield _median(one["recovery"])
    yield _people(one)


def _share(value: float | None) -> str:
    return "-" if value is None else quantity(value, "share")


def _median(spell: Document | None) -> str:
    if spell is None or spell["median"] is None:
        return "-"
    return duration(spell["median"]) if spell["median"] else "at once"


def _people(one: Document) -> str:
    if one["steps_more"] is None:
        return "no number"
    if one["steps_more"] == 0:
        return str(one["heads_today"])
    if one["heads_needed"] > one["heads_today"]:
        return f"{one['heads_today']} -> {one['heads_needed']}"
    return f"{one['paid_hours_week_today']:g} -> {one['paid_hours_week_needed']:g} h"
