"""What policies change: paired differences with their intervals, one chart per measure."""

from collections.abc import Sequence

import altair as alt

from sim.measures.kpis.registry import BY_KEY
from sim.report.charts.figure import BAD, GOOD, GREY, PALETTE, Figure, table
from sim.report.compare.document import CompareDocument, DifferenceDocument
from sim.report.units import signed

SHOWN = (
    "cases_solved",
    "turned_away_rate",
    "cost_per_month_staffed",
    "ai_resolution_rate",
    "containment_rate",
    "first_response_time_mean",
    "abandonment_rate",
    "repeat_contact_rate_7d",
    "cost_per_resolution_staffed",
)
"""Measures with a chart, where they are compared; the table has all."""
VERDICTS = {"better": GOOD, "worse": BAD, "higher": PALETTE[1], "lower": PALETTE[1]} | {
    "no evidence": GREY,
    "interval only": GREY,
}
SCALES = {"share": (100.0, "percentage points"), "s": (1 / 60, "minutes")}
"""Factor from a unit to the one that is shown, and its name."""
ENDS = ("mean", "low", "high")


def difference_figures(document: CompareDocument) -> list[Figure]:
    """Return a chart of the differences of each shown measure."""
    known = [row for row in document["differences"] if row["low"] is not None]
    by_kpi = {key: [row for row in known if row["kpi"] == key] for key in SHOWN}
    return [_figure(key, differences) for key, differences in by_kpi.items() if differences]


def _figure(key: str, differences: Sequence[DifferenceDocument]) -> Figure:
    kpi = BY_KEY[key]
    scale, unit = SCALES.get(kpi.unit, (1.0, kpi.unit))
    rows = [
        (row["arm"], row["verdict"] or "interval only", *_ends(row, scale)) for row in differences
    ]
    data = table(("arm", "verdict", *ENDS), rows)
    verdicts = [verdict for verdict in VERDICTS if any(row[1] == verdict for row in rows)]
    colours = alt.Scale(domain=verdicts, range=[VERDICTS[verdict] for verdict in verdicts])
    base = alt.Chart(data, width="container", height=24 * len(rows) + 6).encode(
        y=alt.Y("arm:N", sort=None, title=None),
        color=alt.Color("verdict:N", scale=colours, title=None),
        tooltip=["arm:N", "verdict:N", *(f"{end}:Q" for end in ENDS)],
    )
    low = alt.X("low:Q", title=f"difference in {unit}", axis=alt.Axis(tickCount=6))
    ranges = base.mark_rule(strokeWidth=3).encode(x=low, x2="high:Q")
    dots = base.mark_point(size=80, filled=True, opacity=1).encode(x="mean:Q")
    zero = alt.Chart(table(("zero",), [(0,)])).mark_rule(strokeDash=[4, 4]).encode(x="zero:Q")
    against = ", ".join(dict.fromkeys(row["against"] for row in differences))
    means = [(row["arm"], row["mean"] or 0.0) for row in differences]
    sizes = "; ".join(f"{arm} {signed(mean, kpi.unit)}" for arm, mean in means)
    name = f"{kpi.name}, on average" if key.endswith("_mean") else kpi.name
    text = f"Differences of {name} from {against}: {sizes}."
    title = f"{name}, against {against}"
    return Figure(f"difference-{key}", title, text, zero + ranges + dots)


def _ends(row: DifferenceDocument, scale: float) -> list[float | None]:
    """Return mean, low and high in the unit that is shown."""
    values = (row["mean"], row["low"], row["high"])
    return [None if value is None else round(value * scale, 4) for value in values]
