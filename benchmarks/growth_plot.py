"""Growth as a picture: time and memory against each axis, both logarithmic."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import altair as alt

SHOWN = {"cpu": "CPU seconds", "megabytes": "peak memory, MB"}
WIDTH, HEIGHT = 150, 130


def plot(points: Sequence[Mapping[str, Any]], file: Path) -> None:
    """Draw points as an SVG: a column an axis, a row for time and one for memory.

    Parameters
    ----------
    points
        As `growth.py` measures them.
    file
        What is written.
    """
    axes = list(dict.fromkeys(point["axis"] for point in points))
    rows = [
        alt.hconcat(*(_panel(points, axis, key, title) for axis in axes))
        for key, title in SHOWN.items()
    ]
    chart = alt.vconcat(*rows).configure(background="white").configure_view(stroke=None)
    chart.save(str(file))


def _panel(points: Sequence[Mapping[str, Any]], axis: str, key: str, title: str) -> alt.Chart:
    values = [
        {axis: point["value"], key: max(point[key], 1e-3)}
        for point in points
        if point["axis"] == axis
    ]
    logarithmic = alt.Scale(type="log")
    return (
        alt.Chart(alt.Data(values=values), width=WIDTH, height=HEIGHT)
        .mark_line(point=True, color="#2f7fe0")
        .encode(
            x=alt.X(f"{axis}:Q", scale=logarithmic, axis=alt.Axis(format="~s", tickCount=4)),
            y=alt.Y(f"{key}:Q", scale=logarithmic, axis=alt.Axis(tickCount=4, title=title)),
        )
    )
