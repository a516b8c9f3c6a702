"""What becomes of a month's contacts, counted back from the KPIs of a document.

A share's `n` is the number of contacts that it is a share of, so that shares give counts again.
"""

from dataclasses import dataclass

import altair as alt

from sim.report.charts.figure import Figure, arms_with, table
from sim.report.documents import ResultDocument
from sim.report.pieces.arm import JudgedArm
from sim.report.pieces.estimate import EstimateDocument

SOLVED, FALSE, LEFT = "Solved by the bot", "Closed by the bot, not solved", "Left the bot"
ANSWERED, ABANDONED = "Answered by a person", "Hung up while waiting"
REST = "Found nobody there, or still open"
COLOURS = {
    SOLVED: "#2f7fe0",
    FALSE: "#c8504b",
    LEFT: "#d9822b",
    ANSWERED: "#2a9d6f",
    ABANDONED: "#9a5fc4",
    REST: "#7d8798",
}
"""What can become of a contact, in this order, with its colour."""


@dataclass(frozen=True)
class Month:
    """The contacts of a month.

    Attributes
    ----------
    contacts
        All.
    ends
        By what became of them, each of `COLOURS`.
    handed_over
        Those that the bot took and passed on to people.
    again
        Those that are not the first contact of their case.
    """

    contacts: float
    ends: dict[str, float]
    handed_over: float
    again: float


def month(arm: JudgedArm) -> Month:
    """Return the contacts of an arm's mean month."""
    kpis = arm["kpis"]
    contacts = kpis["response_share"]["n"]
    contained = _count(kpis["containment_rate"])
    closed, false = kpis["false_resolution_rate"]["n"], _count(kpis["false_resolution_rate"])
    answered, abandoned = kpis["misroute_rate"]["n"], _count(kpis["abandonment_rate"])
    ends = {
        SOLVED: closed - false,
        FALSE: false,
        LEFT: contained - closed,
        ANSWERED: answered,
        ABANDONED: abandoned,
        REST: max(contacts - contained - answered - abandoned, 0),
    }
    a_month = (kpis["contacts_per_month"]["mean"] or 0) / contacts if contacts else 0
    return Month(
        contacts=contacts * a_month,
        ends={name: count * a_month for name, count in ends.items()},
        handed_over=_count(kpis["escalation_rate"]) * a_month,
        again=(contacts - kpis["ai_resolution_rate"]["n"]) * a_month,
    )


def outcome_figure(document: ResultDocument) -> Figure:
    """Return a bar of a month's contacts for each arm, in pieces by what became of them."""
    arms = arms_with(document, "kpis")
    rows = [
        (name, end, place, round(count, 2))
        for name, arm in arms.items()
        for place, (end, count) in enumerate(month(arm).ends.items())
        if count
    ]
    chart = (
        alt.Chart(
            table(("arm", "end", "place", "contacts"), rows),
            width="container",
            height=34 * len(arms),
        )
        .mark_bar()
        .encode(
            y=alt.Y("arm:N", sort=list(arms), title=None),
            x=alt.X("contacts:Q", title="contacts a month", axis=alt.Axis(tickCount=5)),
            color=_colour({row[1] for row in rows}),
            order="place:Q",
            tooltip=["arm:N", "end:N", alt.Tooltip("contacts:Q", format=",.0f")],
        )
    )
    text = "A bar for each arm: the contacts of a month by what became of them; the table has them."
    return Figure("outcomes", "A month's contacts by what became of them", text, chart)


def _colour(ends: set[str]) -> alt.Color:
    shown = [end for end in COLOURS if end in ends]
    scale = alt.Scale(domain=shown, range=[COLOURS[end] for end in shown])
    return alt.Color("end:N", scale=scale, legend=alt.Legend(columns=2), title=None)


def _count(share: EstimateDocument) -> int:
    return round((share["mean"] or 0) * share["n"])
