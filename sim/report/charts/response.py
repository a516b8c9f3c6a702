"""How soon customers hear, from the bot and from people."""

from collections.abc import Iterator

import altair as alt

from sim.report.charts.figure import (
    Figure,
    arm_colours,
    arm_names,
    arms_with,
    headline,
    table,
)
from sim.report.documents import ResultDocument
from sim.report.pieces.arm import ResponsesDocument
from sim.report.units import duration

RESPONDERS = {"ai": "bot", "human": "people"}
MARKS = {1: "1 s", 10: "10 s", 60: "1 min", 600: "10 min", 3600: "1 h", 36_000: "10 h"} | {
    86_400: "1 day",
    604_800: "1 week",
}
"""Ticks of the axis of time, by seconds."""


def response_figure(document: ResultDocument) -> Figure | None:
    """Return the share answered by each time on a logarithmic axis; None without the series."""
    arms = headline(arms_with(document, "first_response"))
    rows = [row for name, arm in arms.items() for row in _rows(name, arm["first_response"])]
    if not rows:
        return None
    columns = ("arm", "who", "seconds", "after", "share", "low", "high")
    base = alt.Chart(table(columns, rows), width="container", height=280).encode(
        x=_time_axis(), color=arm_colours(arm_names(document), list(arms))
    )
    share = alt.Y("share:Q", axis=alt.Axis(format=".0%"), scale=alt.Scale(domain=[0, 1])).title(
        None
    )
    dashes = alt.StrokeDash(
        "who:N", scale=alt.Scale(domain=["bot", "people"], range=[[1, 0], [6, 4]]), title=None
    )
    tooltip = [
        alt.Tooltip("arm:N"),
        alt.Tooltip("who:N", title="answered by"),
        alt.Tooltip("after:N", title="within"),
        alt.Tooltip("share:Q", title="share", format=".1%"),
    ]
    bands = base.mark_area(opacity=0.15).encode(y="low:Q", y2="high:Q", detail="who:N")
    lines = base.mark_line(strokeWidth=2.5).encode(y=share, strokeDash=dashes)
    touched = base.mark_point(size=120, opacity=0).encode(y="share:Q", tooltip=tooltip)
    return Figure(
        "response",
        "Customers who have a first answer, by time since they wrote or called",
        "Curves of the share of customers with a first answer, over time on a logarithmic axis, "
        "for bot and people; the table below has the quantiles.",
        bands + lines + touched,
    )


def _rows(name: str, series: ResponsesDocument) -> Iterator[tuple[object, ...]]:
    for who, word in RESPONDERS.items():
        curve = series["share"].get(who)
        if curve is None:
            continue
        values = (curve["mean"], curve["low"], curve["high"])
        for seconds, *share in zip(series["seconds"], *values, strict=True):
            yield name, word, seconds, duration(seconds), *share


def _time_axis() -> alt.X:
    names = " : ".join(f"datum.value == {at} ? '{name}'" for at, name in MARKS.items())
    axis = alt.Axis(values=list(MARKS), labelExpr=f"{names} : ''", labelOverlap="greedy")
    scale = alt.Scale(type="log", domain=[1, 604_800], clamp=True)
    return alt.X("seconds:Q", scale=scale, axis=axis, title=None)
