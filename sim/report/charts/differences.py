"""What policies change: paired differences with their intervals, a chart a measure."""

from typing import Any

import altair as alt

from sim.measures.registry import BY_KEY
from sim.report.charts.figure import BAD, GOOD, GREY, PALETTE, Figure, table
from sim.report.units import quantity

SHOWN = (
    "ai_resolution_rate",
    "containment_rate",
    "first_response_time_mean",
    "abandonment_rate",
    "repeat_contact_rate_7d",
    "cost_per_resolution_staffed",
)
"""Measures with a chart, where they are compared; the table has all."""
VERDICTS = {"better": GOOD, "worse": BAD, "higher": PALETTE[1], "lower": PALETTE[1]} | {
    "no evidence": GREY
}
SCALES = {"share": (100.0, "percentage points"), "s": (1 / 60, "minutes")}
"""Factor from a unit to the one that is shown, and its name."""


def difference_figures(document: dict[str, Any]) -> list[Figure]:
    """Return a chart of the differences of each shown measure."""
    compared = {row["kpi"] for row in document["differences"]}
    return [_figure(document, key) for key in SHOWN if key in compared]


def _figure(document: dict[str, Any], key: str) -> Figure:
    kpi = BY_KEY[key]
    scale, unit = SCALES.get(kpi.unit, (1.0, kpi.unit))
    found = [row for row in document["differences"] if row["kpi"] == key]
    rows = [
        (row["arm"], row["verdict"], *(_scaled(row[end], scale) for end in ("mean", "low", "high")))
        for row in found
    ]
    data = table(("arm", "verdict", "mean", "low", "high"), rows)
    colours = alt.Scale(domain=list(VERDICTS), range=list(VERDICTS.values()))
    base = alt.Chart(data, width="container", height=24 * len(rows) + 6).encode(
        y=alt.Y("arm:N", sort=None, title=None),
        color=alt.Color("verdict:N", scale=colours, title=None),
        tooltip=["arm:N", "verdict:N", *(f"{end}:Q" for end in ("mean", "low", "high"))],
    )
    low = alt.X("low:Q", title=f"difference in {unit}")
    ranges = base.mark_rule(strokeWidth=3).encode(x=low, x2="high:Q")
    means = base.mark_point(size=80, filled=True, opacity=1).encode(x="mean:Q")
    zero = alt.Chart(table(("zero",), [(0,)])).mark_rule(strokeDash=[4, 4]).encode(x="zero:Q")
    against = ", ".join(dict.fromkeys(row["against"] for row in found))
    told = "; ".join(f"{row['arm']} {_told(row['mean'], kpi.unit)}" for row in found)
    text = f"Differences of {kpi.name} from {against}: {told}."
    title = f"{kpi.name}, against {against}"
    return Figure(f"difference-{key}", title, text, zero + ranges + means)


def _scaled(value: float | None, scale: float) -> float | None:
    return None if value is None else round(value * scale, 4)


def _told(value: float | None, unit: str) -> str:
    return "-" if value is None else quantity(value, unit)
