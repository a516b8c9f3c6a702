"""The desk by half hour of the week: who waits, and how many of the people are busy."""

from collections.abc import Callable, Iterator, Sequence

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
from sim.report.pieces.arm import WeekDocument

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HEIGHT = 150

Row = tuple[object, ...]
Rows = Callable[[str, WeekDocument], Iterator[Row]]
Series = Sequence[float | None]


def week_figures(document: ResultDocument) -> list[Figure]:
    """Return a chart of those waiting on each channel, and one of the people of each team."""
    weeks = [arm["week"] for arm in arms_with(document, "week").values()][:1]
    return [
        *(_waiting(document, channel) for week in weeks for channel in week["waiting"]),
        *(_people(document, team) for week in weeks for team in week["busy"]),
    ]


def _waiting(document: ResultDocument, channel: str) -> Figure:
    def rows(arm: str, week: WeekDocument) -> Iterator[Row]:
        band = week["waiting"][channel]
        return _half_hours(arm, band["mean"], band["low"], band["high"])

    return Figure(
        f"waiting-{channel}",
        f"Customers waiting for a person: {channel}",
        f"Mean number of {channel} contacts that wait for a person, by half hour of the week.",
        _level(_base(document, rows, ("mean", "low", "high")), ".2~f"),
    )


def _people(document: ResultDocument, team: str) -> Figure:
    def rows(arm: str, week: WeekDocument) -> Iterator[Row]:
        busy = week["busy"][team]
        pairs = zip(busy["mean"], week["available"][team]["mean"], strict=True)
        on_duty = [_sum(*pair) for pair in pairs]
        occupancy = week["occupancy"][team]["mean"]
        return _half_hours(arm, busy["mean"], busy["low"], busy["high"], on_duty, occupancy)

    base = _base(document, rows, ("mean", "low", "high", "on_duty", "occupancy"))
    duty = base.mark_line(strokeWidth=1, strokeDash=[3, 3], interpolate="step-after")
    extra = [
        alt.Tooltip("on_duty:Q", title="on duty", format=".2~f"),
        alt.Tooltip("occupancy:Q", format=".0%"),
    ]
    return Figure(
        f"people-{team}",
        f"People busy (lines) of those on duty (dashed): {team}",
        f"Mean number of people of {team} with a contact in hand and of people on duty, by half "
        "hour of the week.",
        duty.encode(y="on_duty:Q") + _level(base, ".2~f", extra),
    )


def _sum(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else round(first + second, 4)


def _base(document: ResultDocument, rows: Rows, columns: Sequence[str]) -> alt.Chart:
    arms = headline(arms_with(document, "week"))
    drawn = [row for name, arm in arms.items() for row in rows(name, arm["week"])]
    data = table(("arm", "hour", "when", *columns), drawn)
    colour = arm_colours(arm_names(document), list(arms))
    return alt.Chart(data, width="container", height=HEIGHT).encode(x=_axis(), color=colour)


def _level(base: alt.Chart, format: str, more: Sequence[alt.Tooltip] = ()) -> alt.LayerChart:
    """Return a stepped line with its band and its tooltips."""
    tooltip = [
        alt.Tooltip("arm:N"),
        alt.Tooltip("when:N"),
        alt.Tooltip("mean:Q", format=format),
        alt.Tooltip("low:Q", title="95 % from", format=format),
        alt.Tooltip("high:Q", title="to", format=format),
        *more,
    ]
    value = alt.Y("mean:Q", axis=alt.Axis(format="~f", tickCount=4), title=None)
    band = base.mark_area(opacity=0.2, interpolate="step-after").encode(y="low:Q", y2="high:Q")
    line = base.mark_line(strokeWidth=1.5, interpolate="step-after").encode(y=value)
    touched = base.mark_point(size=80, opacity=0).encode(y="mean:Q", tooltip=tooltip)
    layers: alt.LayerChart = band + line + touched
    return layers


def _half_hours(arm: str, *series: Series) -> Iterator[Row]:
    for slot, values in enumerate(zip(*series, strict=True)):
        day, half_hour = divmod(slot, 48)
        when = f"{DAYS[day]} {half_hour // 2:02d}:{half_hour % 2 * 30:02d}"
        yield arm, slot / 2, when, *values


def _axis() -> alt.X:
    names = ", ".join(f"'{day}'" for day in DAYS)
    axis = alt.Axis(
        values=list(range(0, 168, 24)),
        labelExpr=f"[{names}][datum.value / 24]",
        labelAlign="left",
        ticks=False,
    )
    return alt.X("hour:Q", axis=axis, scale=alt.Scale(domain=[0, 168], nice=False), title=None)
