"""A chart with the words around it, and the data and colours that all charts share."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, overload

import altair as alt

from sim.report.documents import ResultDocument
from sim.report.pieces.arm import ArmDocument, JudgedArm

Chart = alt.Chart | alt.LayerChart
A = TypeVar("A")

PALETTE = ("#7d8798", "#2f7fe0", "#d9822b", "#2a9d6f", "#9a5fc4", "#c8504b", "#1f9aa8", "#a98324")
"""Colours of the arms in the order of the document: legible on white and on near-black."""
GOOD, BAD, GREY = "#2a9d6f", "#c8504b", "#888888"
"""Colours of what is better, what is worse, and of what is neither."""


@dataclass(frozen=True)
class Figure:
    """A chart and its words.

    Attributes
    ----------
    key
        Its name, unique in a report.
    title
        What it is a chart of.
    text
        What it shows, for whoever does not see it.
    chart
        The chart in Vega-Lite, as wide as its container.
    """

    key: str
    title: str
    text: str
    chart: Chart


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> alt.InlineData:
    """Return rows as data inside a chart: as CSV, which is a third of the size of objects."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return alt.InlineData(values=text.getvalue(), format=alt.CsvDataFormat(type="csv"))


def arm_colours(arms: Sequence[str], shown: Sequence[str]) -> alt.Color:
    """Return the colours of some of a document's arms: the same arm has one colour everywhere.

    Parameters
    ----------
    arms
        All arms of the document.
    shown
        Those in the chart.
    """
    colours = [PALETTE[arms.index(name) % len(PALETTE)] for name in shown]
    scale = alt.Scale(domain=list(shown), range=colours)
    return alt.Color("arm:N", scale=scale, title=None)


def arm_names(document: ResultDocument) -> list[str]:
    """Return the names of a document's arms; none where it says nothing of single arms."""
    return list(document["arms"]) if "arms" in document else []


@overload
def arms_with(
    document: ResultDocument, part: Literal["kpis", "verdicts"]
) -> dict[str, JudgedArm]: ...
@overload
def arms_with(
    document: ResultDocument, part: Literal["by", "week", "first_response"]
) -> dict[str, ArmDocument]: ...
def arms_with(document: ResultDocument, part: str) -> dict[str, Any]:
    """Return those arms of a document, by name, of which it says some part.

    Parameters
    ----------
    document
        Any result; those without arms have none.
    part
        A key of the arms. All arms of runs and comparisons have KPIs and verdicts, only those of
        runs have the rest.
    """
    if "arms" not in document:
        return {}
    return {name: arm for name, arm in document["arms"].items() if part in arm}


def headline(arms: Mapping[str, A]) -> dict[str, A]:
    """Return the arms of charts that would be crowded by all: the desk without and with the AI.

    Without arms of these names they are the first two.
    """
    names = [name for name in arms if name in ("baseline", "ai")] or list(arms)[:2]
    return {name: arms[name] for name in names}
