"""What the AI is worth: the spreadsheet beside the project as it was played."""

from dataclasses import dataclass

from sim.report.charts.cash import cash_figure, waterfall_figure
from sim.report.charts.figure import Figure
from sim.report.html.grid import Grid
from sim.report.roi.document import RoiDocument
from sim.report.roi.words import STEPS, comparison_rows
from sim.report.units import interval_of, number


@dataclass(frozen=True)
class Returns:
    """A return on investment.

    Attributes
    ----------
    answer
        The answer in a paragraph.
    why
        Why spreadsheet and simulation differ, one or two sentences each.
    cash, waterfall
        Charts.
    comparison, steps
        Tables: the ways of buying labour, and the steps from the promise to the cash.
    """

    answer: str
    why: list[str]
    cash: Figure
    waterfall: Figure
    comparison: Grid
    steps: Grid


def returns(document: RoiDocument) -> Returns:
    """Return what the document of a return on investment shows."""
    return Returns(
        answer=document["answer"],
        why=document["why"],
        cash=cash_figure(document),
        waterfall=waterfall_figure(document),
        comparison=_comparison(document),
        steps=_steps(document),
    )


def _comparison(document: RoiDocument) -> Grid:
    return Grid(
        "Spreadsheet and simulation, a month",
        ["A month", "spreadsheet", *document["labours"]],
        [(name, [(text, "") for text in texts]) for name, *texts in comparison_rows(document)],
    )


def _steps(document: RoiDocument) -> Grid:
    rows = [
        (STEPS[bar["step"]], [(number(bar["mean"] or 0.0), interval_of(bar))])
        for bar in document["waterfall"]
    ]
    return Grid("From the promise to the cash", ["Step", "saved a month"], rows)
