"""What the desk stands: growth, a surge, an outage of the bot, people away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sim.report.html.grid import Cell, Grid, share_cell
from sim.report.html.terms import term
from sim.report.units import duration, number


@dataclass(frozen=True)
class Hardship:
    """A stress test: its answer in a paragraph, and a table."""

    answer: str
    grid: Grid


def hardship(document: dict[str, Any]) -> Hardship:
    """Return what the document of a stress test shows."""
    columns = ["What happens", "on target", "without it", "first bad day", "back", "people to hold"]
    rows = [(f"{one['arm']}: {one['text']}", list(_cells(one))) for one in document["stresses"]]
    return Hardship(document["answer"], Grid("Stresses", columns, rows))


def _cells(one: dict[str, Any]) -> Iterator[Cell]:
    share, ends = share_cell(one, "on_target", "on_target_low", "on_target_high")
    broken = ", ".join(term(key).name for key in one["broken"])
    yield share, ends + (f" breaks: {broken}" if broken else "")
    yield share_cell(
        one, "on_target_unstressed", "on_target_unstressed_low", "on_target_unstressed_high"
    )
    yield _spell(one["first_break"], "after it began")
    yield _spell(one["recovery"], "after it ended")
    if one["heads_needed"] is None:
        yield "no number will do", ""
    else:
        hours = f"{number(one['paid_hours_week_needed'])} h a week"
        yield f"{one['heads_needed']} (today {one['heads_today']})", hours


def _spell(spell: dict[str, Any] | None, since: str) -> Cell:
    if spell is None or spell["median"] is None:
        return "-", ""
    return duration(spell["median"]), since
