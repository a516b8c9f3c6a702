"""The staircase: how many people each volume needs."""

from collections.abc import Sequence
from typing import Literal

import altair as alt

from sim.report.charts.figure import Figure, arm_colours, table
from sim.report.curve.document import CurveFindings, PointDocument

Unit = Literal["headcount", "paid_hours_week"]

GROWTH = 1.3
"""The volume that is always asked about: 30 % more."""
FEW = 8


def staircase_figure(document: CurveFindings) -> Figure:
    """Return people by volume for each arm, with a line at 30 % more."""
    arms = list(dict.fromkeys(point["arm"] for point in document["points"]))
    points = [point for point in document["points"] if point["headcount"] is not None]
    data = table(("arm", "volume", "headcount", "paid_hours_week"), map(_row, points))
    bought, title = _bought(points)
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
        f"{bought}:Q",
        title=title,
        axis=_whole(max((point[bought] or 0 for point in points), default=0)),
    )
    tooltip = [
        alt.Tooltip("arm:N"),
        alt.Tooltip("volume:Q", format=".0%"),
        alt.Tooltip("headcount:Q", title="people"),
        alt.Tooltip("paid_hours_week:Q", title="paid hours a week"),
    ]
    steps = base.mark_line(strokeWidth=2.5, interpolate="step-before").encode(y=people)
    dots = base.mark_point(size=70, filled=True, opacity=1).encode(y=people, tooltip=tooltip)
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
        line + words + steps + dots,
    )


def _row(point: PointDocument) -> tuple[object, ...]:
    volume, people = point["volume_multiplier"], point["headcount"]
    return point["arm"], volume, people, point["paid_hours_week"]


def _whole(most: float) -> alt.Axis:
    """Return an axis with one tick per person while they are few: there are no halves."""
    return alt.Axis(values=list(range(int(most) + 2)), format="d") if most <= FEW else alt.Axis()


def _bought(points: Sequence[PointDocument]) -> tuple[Unit, str]:
    """Return what grows with volume, and its title: heads, or hours of the same few people."""
    heads = {point["headcount"] for point in points}
    hours = {point["paid_hours_week"] for point in points}
    if len(hours) > len(heads):
        return "paid_hours_week", "paid hours a week"
    return "headcount", "people needed"
