"""A chart with the words around it, and the data and colours that all charts share."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

Chart = alt.Chart | alt.LayerChart

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


def arms_with(document: dict[str, Any], *parts: str) -> dict[str, Any]:
    """Return the arms of a document, by name, of which it says all these parts."""
    arms = document.get("arms", {})
    return {name: arm for name, arm in arms.items() if all(part in arm for part in parts)}


def headline(arms: dict[str, Any]) -> dict[str, Any]:
    """Return the arms of the charts that all would crowd: the desk without and with the AI.

    Without arms of these names they are the first two.
    """
    names = [name for name in arms if name in ("baseline", "ai")] or list(arms)[:2]
    return {name: arms[name] for name in names}
