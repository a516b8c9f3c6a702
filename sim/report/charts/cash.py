"""Money over the months, and what becomes of the promised saving."""

from collections.abc import Iterator

import altair as alt

from sim.report.charts.figure import BAD, GOOD, GREY, PALETTE, Figure, table
from sim.report.roi.document import RoiFindings, Step

SPREADSHEET = "spreadsheet"
STEPS: dict[Step, str] = {
    "theoretical": "promise",
    "staffed": "ideal AI",
    "quality": "real bot",
    "cashable": "as people leave",
    "net": "after all costs",
}
"""Short names of the waterfall's bars."""


def cash_figure(document: RoiFindings) -> Figure:
    """Return the cumulative cash by way of buying labour, beside the spreadsheet's."""
    ways = [*document["labours"], SPREADSHEET]
    colours = [PALETTE[place + 1] for place in range(len(ways) - 1)] + [GREY]
    data = table(("labour", "month", "cash", "p10", "p90"), _cash_rows(document))
    base = alt.Chart(data, width="container", height=280).encode(
        x=alt.X("month:Q", title="months after the launch", axis=alt.Axis(tickMinStep=1)),
        color=alt.Color("labour:N", scale=alt.Scale(domain=ways, range=colours), title=None),
    )
    cash = alt.Y("cash:Q", title="cash so far", axis=alt.Axis(format=",.0f"))
    tooltip = ["labour:N", "month:Q", *(alt.Tooltip(f"{c}:Q", format=",.0f") for c in _ENDS)]
    zero = alt.Chart(table(("cash",), [(0,)])).mark_rule(strokeWidth=1.5).encode(y="cash:Q")
    band = base.mark_area(opacity=0.15).encode(y="p10:Q", y2="p90:Q")
    line = base.mark_line(strokeWidth=2.5).encode(y=cash)
    touched = base.mark_point(size=80, opacity=0).encode(y="cash:Q", tooltip=tooltip)
    return Figure(
        "cash",
        "Cash so far: savings less all that the AI costs, by how people are paid",
        "Cumulative cash by month for each way of paying people, with the range of eight in ten "
        "replications, and what a spreadsheet promises; it has paid back where it crosses zero.",
        zero + band + line + touched,
    )


def waterfall_figure(document: RoiFindings) -> Figure:
    """Return the bars of the monthly saving, from the promise to the cash."""
    rows = [(STEPS[bar["step"]], bar["mean"]) for bar in document["waterfall"]]
    chart = (
        alt.Chart(table(("step", "saving"), rows), width="container", height=30 * len(rows))
        .mark_bar()
        .encode(
            y=alt.Y("step:N", sort=list(STEPS.values()), title=None),
            x=alt.X("saving:Q", title="saved a month", axis=alt.Axis(format=",.0f", tickCount=5)),
            color=alt.condition("datum.saving < 0", alt.value(BAD), alt.value(GOOD)),
            tooltip=["step:N", alt.Tooltip("saving:Q", format=",.0f")],
        )
    )
    text = "Bars of the saving a month, from the promise to what is left; the table has them."
    return Figure("waterfall", "From the promise to the cash, a month", text, chart)


_ENDS = ("cash", "p10", "p90")


def _cash_rows(document: RoiFindings) -> Iterator[tuple[object, ...]]:
    for way, labour in document["labours"].items():
        total = labour["cumulative"]
        ends = zip(total["mean"], total["p10"], total["p90"], strict=True)
        for month, amounts in enumerate(ends):
            yield way, month, *(round(amount, 2) for amount in amounts)
    sheet = document["formula"]
    once, net = sheet["inputs"]["implementation"], sheet["net_monthly_benefit"]
    for month in (0, document["months"]):
        yield SPREADSHEET, month, round(net * month - once, 2), None, None
