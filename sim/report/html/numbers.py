"""Tables of KPIs: all of them, the first response, and what breaks down by channel and type."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sim.measures.kpis.registry import BY_KEY
from sim.report.charts.figure import arms_with, headline
from sim.report.documents import ResultDocument
from sim.report.html.terms import Term, term
from sim.report.labels import label
from sim.report.pieces.arm import MemberDocument
from sim.report.pieces.estimate import EstimateDocument, Estimates
from sim.report.units import interval_of, value_of

RESPONSES = ("first_response_time", "first_response_time_ai", "first_response_time_human")
BROKEN_DOWN = (
    "contacts_per_month",
    "ai_resolution_rate",
    "first_response_time_median",
    "first_response_time_p90",
    "abandonment_rate",
    "repeat_contact_rate_7d",
)
Members = Mapping[str, Mapping[str, MemberDocument]]
"""An arm's breakdowns, by name and member."""

BREAKDOWNS = {"channel": "By channel", "type": "By kind of question"}


@dataclass(frozen=True)
class Cell:
    """A value with its interval."""

    value: str
    interval: str


@dataclass(frozen=True)
class Row:
    """A KPI: one cell per arm."""

    term: Term
    cells: list[Cell]


@dataclass(frozen=True)
class Breakdown:
    """KPIs of the members of a breakdown: one row per member and arm."""

    title: str
    columns: list[Term]
    rows: list[tuple[str, str, list[str]]]


def numbers(document: ResultDocument) -> list[Row]:
    """Return every KPI that has data."""
    return _rows(document, BY_KEY)


def responses(document: ResultDocument) -> list[Row]:
    """Return the quantiles of the first response."""
    return _rows(document, [key for key in BY_KEY if BY_KEY[key].key in RESPONSES])


def breakdowns(document: ResultDocument) -> list[Breakdown]:
    """Return the breakdowns that have several members."""
    arms = {name: arm["by"] for name, arm in headline(arms_with(document, "by")).items()}
    grids = (_breakdown(by, title, arms) for by, title in BREAKDOWNS.items())
    return [grid for grid in grids if len({member for member, _, _ in grid.rows}) > 1]


def _rows(document: ResultDocument, keys: Iterable[str]) -> list[Row]:
    arms = [arm["kpis"] for arm in arms_with(document, "kpis").values()]
    rows = (Row(_term(key, arms), [_cell(arm[key]) for arm in arms]) for key in keys)
    return [row for row in rows if any(cell.value != "-" for cell in row.cells)]


def _term(key: str, arms: Sequence[Estimates]) -> Term:
    """Return a KPI's term, whose name has its time limit if it has one."""
    return replace(term(key), name=label(key, next((arm[key] for arm in arms), None)))


def _cell(estimate: EstimateDocument) -> Cell:
    return Cell(value_of(estimate), interval_of(estimate))


def _breakdown(by: str, title: str, arms: Mapping[str, Members]) -> Breakdown:
    members = list(dict.fromkeys(member for arm in arms.values() for member in arm.get(by, {})))
    kpis = {
        (member, name): arm[by][member]["kpis"]
        for member in members
        for name, arm in arms.items()
        if member in arm.get(by, {})
    }
    keys = [key for key in BROKEN_DOWN if any(key in estimates for estimates in kpis.values())]
    rows = [(member, name, _values(estimates, keys)) for (member, name), estimates in kpis.items()]
    return Breakdown(title, [term(key) for key in keys], rows)


def _values(kpis: Estimates, keys: Sequence[str]) -> list[str]:
    return [value_of(kpis[key]) if key in kpis else "-" for key in keys]
