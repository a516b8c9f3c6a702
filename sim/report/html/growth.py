"""Whether the desk can grow without hiring, and how many people each volume needs."""

from dataclasses import dataclass

from sim.measures.targets import Enough
from sim.report.charts.figure import Figure
from sim.report.charts.staircase import staircase_figure
from sim.report.curve.answer import nobody_can
from sim.report.curve.document import CurveDocument, GrowthDocument, PointDocument
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
        Arm, whether today's people carry 30 % more, and how likely they are on target.
    due
        Arm and when the next hire is due.
    figure, grid
        The staircase as a chart and as a table.
    """

    arms: list[str]
    rule: str
    growth: list[tuple[str, Enough | None, Cell]]
    due: list[tuple[str, str]]
    figure: Figure
    grid: Grid


def growth(document: CurveDocument) -> Growth:
    """Return what the document of a curve answers."""
    targets, answers = document["targets"], document["growth_30"]
    period = targets["period"]
    return Growth(
        arms=list(answers),
        rule=f"on target in at least {100 * targets['confidence']:.0f} % of {period}s",
        growth=[(arm, answer["verdict"], _probability(answer)) for arm, answer in answers.items()],
        due=[(arm, _due(document, arm)) for arm in answers],
        figure=staircase_figure(document),
        grid=_staircase(document, list(answers)),
    )


def _probability(answer: GrowthDocument) -> Cell:
    return share_cell(answer["probability"], answer["low"], answer["high"])


def _due(document: CurveDocument, name: str) -> str:
    volume = document["max_volume_without_hiring"][name]
    if not volume and nobody_can(document, name):
        return "no number of people is on target at any volume that was tried"
    if not volume:
        return "today's people are too few at any volume that was tried"
    if document["reserve"][name]["at_least"]:
        return f"nobody need be hired up to {100 * volume:.0f} % of today's volume"
    return f"the next hire is due above {100 * volume:.0f} % of today's volume"


def _staircase(document: CurveDocument, arms: list[str]) -> Grid:
    points = {(step["volume_multiplier"], step["arm"]): step for step in document["points"]}
    volumes = sorted({volume for volume, _ in points})
    rows = [
        (
            f"{100 * volume:.0f} %",
            [_people(points[volume, arm]) for arm in arms if (volume, arm) in points],
        )
        for volume in volumes
    ]
    return Grid("People by volume", ["Volume, today = 100 %", *arms], rows)


def _people(point: PointDocument) -> Cell:
    count, hours = point["headcount"], point["paid_hours_week"]
    if count is None or hours is None:
        return "no number will do", ""
    people = "1 person" if count == 1 else f"{count} people"
    share, _ = share_cell(point["on_target"], None, None)
    return people, f"{number(hours)} h a week, on target {share}"
