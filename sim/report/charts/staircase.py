"""The staircase: how many people each volume needs."""

from collections.abc import Iterator
from typing import Any

import altair as alt

from sim.report.charts.figure import Figure, arm_colours, table

GROWTH = 1.3
"""The volume that is always asked about: 30 % more."""


def staircase_figure(document: dict[str, Any]) -> Figure:
    """Return people by volume for each arm, with a line at 30 % more."""
    arms = list(dict.fromkeys(point["arm"] for point in document["points"]))
    data = table(("arm", "volume", "people", "hours"), _rows(document))
    base = alt.Chart(data, width="container", height=260).encode(
        x=alt.X(
            "volume:Q",
            title="volume, today = 100 %",
            axis=alt.Axis(format=".0%", tickCount=6),
            scale=alt.Scale(zero=False, nice=False),
        ),
        color=arm_colours(arms, arms),
    )
    people = alt.Y(
        "people:Q",
        title="people needed",
        axis=alt.Axis(tickMinStep=1, format="d"),
    )
    hours = alt.Tooltip("hours:Q", title="paid hours a week")
    tooltip = ["arm:N", alt.Tooltip("volume:Q", format=".0%"), "people:Q", hours]
    steps = base.mark_line(strokeWidth=2.5, interpolate="step-before").encode(y=people)
    points = base.mark_point(size=70, filled=True, opacity=1).encode(y="people:Q", tooltip=tooltip)
    growth = alt.Chart(table(("volume", "text"), [(GROWTH, "30 % more")]))
    line = growth.mark_rule(strokeDash=[4, 4], strokeWidth=1.5).encode(x="volume:Q")
    words = growth.mark_text(align="left", dx=5, baseline="top").encode(
        x="volume:Q", y=alt.value(2), text="text:N"
    )
    return Figure(
        "staircase",
        "Fewest people that are on target, by volume",
        "Steps of the people needed at each volume, for each arm, and a line at 30 % more; the "
        "table has them.",
        line + words + steps + points,
    )


def _rows(document: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    for point in document["points"]:
        if point["headcount"] is not None:
            volume, people = point["volume_multiplier"], point["headcount"]
            yield point["arm"], volume, people, point["paid_hours_week"]
