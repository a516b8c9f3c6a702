"""Whether the desk can grow without hiring, and how many people each volume needs."""

from dataclasses import dataclass
from typing import Any

from sim.report.charts.figure import Figure
from sim.report.charts.staircase import staircase_figure
from sim.report.html.grid import Cell, Grid, share_cell
from sim.report.units import number


@dataclass(frozen=True)
class Growth:
    """The answer of a curve.

    Attributes
    ----------
    arms
        Names of the arms.
    rule
        What on target means here.
    growth
        Arm, whether 30 % more is feasible with today's people, and how likely they are on target.
    due
        Arm and when the next hire is due.
    figure, grid
        The staircase as a chart and as a table.
    """

    arms: list[str]
    rule: str
    growth: list[tuple[str, bool, Cell]]
    due: list[tuple[str, str]]
    figure: Figure
    grid: Grid


def growth(document: dict[str, Any]) -> Growth:
    """Return what the document of a curve answers."""
    targets, given = document["targets"], document["growth_30"]
    period = targets["period"]
    return Growth(
        arms=list(given),
        rule=f"on target in at least {100 * targets['confidence']:.0f} % of {period}s",
        growth=[
            (name, its["feasible"], share_cell(its, "probability", "low", "high"))
            for name, its in given.items()
        ],
        due=[(name, _due(document, name)) for name in given],
        figure=staircase_figure(document),
        grid=_staircase(document, list(given)),
    )


def _due(document: dict[str, Any], name: str) -> str:
    volume = document["max_volume_without_hiring"][name]
    if not volume:
        return "today's people are too few at any volume that was tried"
    if document["reserve"][name]["at_least"]:
        return f"nobody need be hired up to {100 * volume:.0f} % of today's volume"
    return f"the next hire is due above {100 * volume:.0f} % of today's volume"


def _staircase(document: dict[str, Any], arms: list[str]) -> Grid:
    points = {(one["volume_multiplier"], one["arm"]): one for one in document["points"]}
    volumes = sorted({volume for volume, _ in points})
    rows = [
        (
            f"{100 * volume:.0f} %",
            [_people(points[volume, arm]) for arm in arms if (volume, arm) in points],
        )
        for volume in volumes
    ]
    return Grid("People by volume", ["Volume, today = 100 %", *arms], rows)


def _people(point: dict[str, Any]) -> Cell:
    if point["headcount"] is None:
        return "no number will do", ""
    heads = "1 person" if point["headcount"] == 1 else f"{point['headcount']} people"
    share, _ = share_cell(point, "on_target", "on_target_low", "on_target_high")
    return heads, f"{number(point['paid_hours_week'])} h a week, on target {share}"
