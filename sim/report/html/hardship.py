"""What the desk stands: growth, a surge, an outage of the bot, people away."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.report.html.grid import Cell, Grid, share_cell
from sim.report.html.terms import term
from sim.report.pieces.estimate import SpreadDocument
from sim.report.stress.document import StressDocument, StressedDocument
from sim.report.units import duration, number


@dataclass(frozen=True)
class Hardship:
    """A stress test: its answer in a paragraph, and a table."""

    answer: str
    grid: Grid


def hardship(document: StressDocument) -> Hardship:
    """Return what the document of a stress test shows."""
    columns = ["What happens", "on target", "without it", "first bad day", "back", "people to hold"]
    rows = [(f"{case['arm']}: {case['text']}", list(_cells(case))) for case in document["stresses"]]
    return Hardship(document["answer"], Grid("Stresses", columns, rows))


def _cells(case: StressedDocument) -> Iterator[Cell]:
    share, ends = share_cell(case["on_target"], case["on_target_low"], case["on_target_high"])
    broken = ", ".join(term(key).name for key in case["broken"])
    yield share, ends + (f" breaks: {broken}" if broken else "")
    yield share_cell(
        case["on_target_unstressed"],
        case["on_target_unstressed_low"],
        case["on_target_unstressed_high"],
    )
    yield _spell(case["first_break"], "after it began")
    yield _spell(case["recovery"], "after it ended")
    yield _people(case)


def _people(case: StressedDocument) -> Cell:
    heads, hours = case["heads_needed"], case["paid_hours_week_needed"]
    if heads is None or hours is None:
        return "no number will do", ""
    return f"{heads} (today {case['heads_today']})", f"{number(hours)} h a week"


def _spell(spell: SpreadDocument | None, since: str) -> Cell:
    if spell is None or spell["median"] is None:
        return "-", ""
    return duration(spell["median"]), since
