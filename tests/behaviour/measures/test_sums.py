"""All sums in one pass are those of each term alone, and each thing is made once."""

from collections.abc import Iterator

import numpy as np
import pytest
from support.handmade import case, played, scenario

from sim.engine import Journal, Plan
from sim.measures import KPIS, measure, sums
from sim.measures.kpis.kpi import Distribution, Ratio, Term
from sim.measures.rows import tables as made
from sim.measures.rows.frame import frame_of
from sim.measures.rows.tables import BREAKDOWNS, Tables
from sim.measures.sample import Label, Sample
from sim.measures.sums import layout_of
from sim.measures.totals import Terms
from sim.scenario.root import Scenario

DESK = scenario(
    channels={"phone": {"kind": "live"}, "email": {"kind": "deferred"}},
    inquiry_types={
        "general": {"handle_time": "1 min", "share": 0.5},
        "billing": {"handle_time": "1 min", "share": 0.5, "bot": {"eligible": False}},
    },
    bot={"turn_limit": 2},
    targets={"wait_p90": "< 60 s", "ai_resolution_rate": "> 10 %"},
)
CASES = [
    case(0, {"solve_turn": 2}),
    case(5, {"claim_turn": 1, "back_after_bot": 1, "return_delay": 85}, {"patience": 60}),
    case(20, {"triage": 10}, kind=1),
    case(80, {"ask_turn": 1, "answer": 10}),
    case(150, {"patience": 5}, kind=1),
    case(380, kind=1, urgency=1),
    case(390, kind=1, urgency=5, channel=1),
    case(3580, kind=1, channel=1),
]


@pytest.fixture(scope="module")
def desk() -> tuple[Plan, Journal]:
    return played(DESK, CASES)


@pytest.fixture(scope="module")
def sample(desk: tuple[Plan, Journal]) -> Sample:
    plan, journal = desk
    return measure(journal, plan, DESK)


def tables_of(desk: tuple[Plan, Journal], arm: Scenario = DESK) -> Tables:
    plan, journal = desk
    return Tables(journal, frame_of(plan, arm))


def alone(kpi: Ratio | Distribution, tables: Tables) -> Iterator[tuple[Label, float, float]]:
    """The totals of one KPI, row by row."""

    def add(term: Term, breakdown: str, code: int, *, number: bool = False) -> float:
        rows = getattr(tables, term.table)
        values = np.asarray(term.values(rows), float)
        if isinstance(kpi, Distribution):
            values = np.where(np.isfinite(values), 1.0 if number else values, 0.0)
        of_all = breakdown not in rows.codes
        belongs = range(len(values)) if of_all else np.flatnonzero(rows.codes[breakdown] == code)
        return sum(float(values[row]) for row in belongs)

    def both(breakdown: str, code: int) -> tuple[float, float]:
        if isinstance(kpi, Ratio):
            return add(kpi.numerator, breakdown, code), add(kpi.denominator, breakdown, code)
        return add(kpi.values, breakdown, code), add(kpi.values, breakdown, code, number=True)

    key = kpi.keys[0]
    yield Label(key), *both("", 0)
    for breakdown in kpi.by:
        for code, member in enumerate(tables.frame.members[breakdown]):
            yield Label(key, breakdown, member), *both(breakdown, code)


def test_each_total_is_that_of_its_kpi_alone(desk: tuple[Plan, Journal], sample: Sample):
    expected = [row for kpi in KPIS for row in alone(kpi, tables_of(desk))]
    assert [label for label, _, _ in expected] == list(sample.labels)
    assert sample.numerators == pytest.approx([numerator for _, numerator, _ in expected])
    assert sample.denominators == pytest.approx([denominator for *_, denominator in expected])
    assert np.count_nonzero(sample.numerators) > 100


def test_breakdowns_that_share_no_cells_have_the_same_sums(
    desk: tuple[Plan, Journal], sample: Sample, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sums, "CELLS", 1)
    tables = tables_of(desk)
    layout, terms = layout_of.__wrapped__(tables.frame), Terms(tables)
    pools = {kpi.key: terms.pool(kpi) for kpi in KPIS if isinstance(kpi, Distribution)}
    numerators, denominators = layout.totals(terms, pools)
    assert numerators.tolist() == sample.numerators.tolist()
    assert denominators.tolist() == sample.denominators.tolist()


@pytest.mark.parametrize("table", BREAKDOWNS)
def test_the_rows_of_a_table_have_its_breakdowns(desk: tuple[Plan, Journal], table: str):
    assert tuple(getattr(tables_of(desk), table).codes) == BREAKDOWNS[table]


def test_a_code_that_no_member_has_is_an_error(desk: tuple[Plan, Journal]):
    tables = tables_of(desk)
    (cells,) = layout_of(tables.frame).grids[0]._cells
    tables.contacts.codes["channel"][0] = 2
    with pytest.raises(ValueError, match="invalid entry"):
        cells.of(tables.contacts)


class Counted:
    """Counts how often each table is made."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: dict[str, int] = {}
        for name in ("contact", "case", "need", "wait", "clock", "queue", "team", "review"):
            self._count(monkeypatch, name)

    def _count(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        make = getattr(made, f"{name}_rows")

        def counting(*arguments: object) -> object:
            self.made[name] = self.made.get(name, 0) + 1
            return make(*arguments)

        monkeypatch.setattr(made, f"{name}_rows", counting)


def test_a_measure_makes_each_table_once(
    desk: tuple[Plan, Journal], monkeypatch: pytest.MonkeyPatch
):
    counted = Counted(monkeypatch)
    plan, journal = desk
    measure(journal, plan, DESK)
    assert counted.made == dict.fromkeys(
        ("contact", "case", "need", "wait", "clock", "queue", "team", "review"), 1
    )


def test_a_term_is_evaluated_once_however_often_it_is_read(desk: tuple[Plan, Journal]):
    rows_read = []
    term = Term("contacts", "contacts", lambda rows: rows_read.append(rows) or rows.each)
    terms = Terms(tables_of(desk))
    assert terms.values(term) is terms.values(term)
    assert rows_read == [terms.tables.contacts]


def test_only_columns_that_are_read_are_taken_from_the_journal(desk: tuple[Plan, Journal]):
    contacts = tables_of(desk).contacts
    assert contacts.taken.tolist() == (~np.isnan(desk[1].contacts.bot_start)).tolist()
    read = vars(contacts.contacts).keys()
    assert "bot_start" in read
    assert "tokens_in" not in read
    with pytest.raises(AttributeError, match="no attribute 'bot_begin'"):
        _ = contacts.contacts.bot_begin


def test_what_replications_have_in_common_is_remembered_by_arm(desk: tuple[Plan, Journal]):
    plan, _ = desk
    assert frame_of(plan, DESK) is frame_of(plan, DESK)
    assert frame_of(plan, DESK) is not frame_of(plan, DESK.model_copy())
