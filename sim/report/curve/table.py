"""A curve for a terminal: the answer, then the staircase."""

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.report.curve.document import CurveDocument, PointDocument
from sim.report.units import number, quantity


def curve_tables(document: CurveDocument) -> RenderableType:
    """Return what a terminal shows of a curve."""
    size = f"{document['replications']} replications of each desk, seed {document['seed']}"
    confidence, period = document["targets"]["confidence"], document["targets"]["period"]
    rule = f"fewest people that are on target in at least {100 * confidence:.0f} % of {period}s"
    return Group(
        Text(f"{document['scenario']}: {size}", style="bold"),
        "",
        Text(document["answer"]),
        "",
        Text(f"The {rule}", style="bold"),
        _staircase(document["points"]),
        Text("People are chosen on planning replications and reported on others.", style="dim"),
    )


def _staircase(points: list[PointDocument]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for title in ("arm", "volume", "heads", "hours/week", "on target", "one less"):
        table.add_column(title, justify="left" if title == "arm" else "right", no_wrap=True)
    arm = None
    for point in points:
        if arm is not None and arm != point["arm"]:
            table.add_section()
        arm = point["arm"]
        table.add_row(arm, f"x {point['volume_multiplier']:g}", *_people(point))
    return table


def _people(point: PointDocument) -> Iterator[str]:
    heads, hours = point["headcount"], point["paid_hours_week"]
    if heads is None or hours is None:
        yield from ("no number will do", "", "", "")
        return
    yield f"{heads}"
    yield number(hours)
    yield _share(point["on_target"], point["on_target_low"], point["on_target_high"])
    yield _share(
        point["on_target_one_less"],
        point["on_target_one_less_low"],
        point["on_target_one_less_high"],
    )


def _share(value: float | None, low: float | None, high: float | None) -> str:
    if value is None:
        return "-"
    ends = "" if low is None or high is None else f" [{100 * low:.0f}, {100 * high:.0f}]"
    return quantity(value, "share") + ends
