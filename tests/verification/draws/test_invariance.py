"""What must not move when a run gets longer, a desk grows or a plan changes: to the last bit."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from support.playing import bound_of, play_out, whose
from support.validation import validate

from sim.engine import Bound
from sim.engine.bound import ContactValues
from sim.engine.journal import Ending
from sim.scenario.root import Scenario
from sim.scenario.sections.policy import PRESETS

WEEK = 7 * 86_400.0
MONDAY, A_WEEK_BEFORE = date(2026, 1, 5), date(2025, 12, 29)

RUN = {"start": MONDAY, "warm_up": "1 week", "window": "2 weeks", "run_out": "1 week"}
TYPES = {
    "how": {"volume": "60/day", "handle_time": "8 min", "after_call": "1 min"},
    "bill": {"volume": "40/day", "handle_time": "12 min", "urgency": {1: 0.5, 5: 0.5}},
}
SHIFT = {"hours": "Mon-Fri 09:00-17:00", "agents": 2}
TEAMS = {"desk": {"shifts": [SHIFT], "absence": 0.2}}
DESK = {
    "name": "a desk",
    "run": RUN,
    "demand": {"profile": "flat"},
    "channels": {
        "phone": {"kind": "live", "hours": "Mon-Fri 09:00-17:00", "patience": "5 min"},
        "mail": {"kind": "deferred"},
    },
    "inquiry_types": TYPES,
    "triage": {"method": "ai", "accuracy": 0.8, "urgency_noise": 0.5},
    "segments": {
        "trade": {"customers": 20, "value": "90/month", "vip": True},
        "home": {"customers": 80, "value": "10/month"},
    },
    "bot": {},
    "policy": "confidence",
    "people": {"teams": TEAMS},
    "returns": {"delay": "1 day"},
}
TRIAGE = {"predicted_type", "predicted_urgency", "triage", "misroute", "misroute_patience"}
BOT = {"solve_turn", "claim_turn", "ask_turn", "leave_turn", "turn_time", "first_reply"}


def desk(**sections: Any) -> Scenario:
    return validate(DESK | sections)


Identity = tuple[int, ...]


def drawn(
    bound: Bound, fields: set[str], attempt: int, later: float = 0.0
) -> dict[Identity, bytes]:
    """By a case's identity: the bits of its arrival and of the values of one of its contacts."""
    contacts = bound.contacts
    cases = bound.cases.take(whose(bound, attempt))
    identities = zip(cases.cell, cases.layer, cases.day, cases.ordinal, strict=True)
    places = [place for place, field in enumerate(ContactValues._fields) if field in fields]
    arrivals = np.array(cases.arrival)[:, None] + later
    urgencies = np.array(cases.urgency, dtype=np.float64)[:, None]
    table = np.hstack([arrivals, urgencies, contacts.of(attempt)[:, places]])
    return dict(zip(identities, map(np.ndarray.tobytes, table), strict=True))


def assert_common_cases_equal(
    one: Bound, other: Bound, moved: set[str] | None = None, later: float = 0.0
) -> None:
    """Every case of the first is in the second, with the same time and values but for `moved`.

    So have all later contacts that cases can have in both.
    """
    fields = set(ContactValues._fields) - (moved or set())
    few, many = drawn(one, fields, 0, later), drawn(other, fields, 0)
    assert len(few) > 500
    assert {identity: many.get(identity) for identity in few} == few
    for attempt in range(1, min(one.contacts.attempts, other.contacts.attempts)):
        few, many = drawn(one, fields, attempt, later), drawn(other, fields, attempt)
        both = few.keys() & many.keys()
        assert both
        assert all(few[identity] == many[identity] for identity in both)


def absences(bound: Bound, later: float = 0.0) -> dict[tuple[int, int, float], int]:
    """Activity by team, agent and start of a shift."""
    shifts = bound.roster
    starts = (shifts.start + later).tolist()
    keys = zip(shifts.team.tolist(), shifts.agent.tolist(), starts, strict=True)
    return dict(zip(keys, shifts.activity.tolist(), strict=True))


def bits(table: Any, rows: np.ndarray) -> dict[str, bytes]:
    return {name: column[rows].tobytes() for name, column in vars(table).items()}


@pytest.fixture(scope="module")
def plain() -> Bound:
    return bound_of(desk())


@pytest.mark.parametrize(("shorter", "longer"), [("0 weeks", "1 week"), ("1 week", "2 weeks")])
def test_a_longer_run_out_changes_no_ended_row(shorter: str, longer: str) -> None:
    _, short = play_out(desk(run=RUN | {"run_out": shorter}))
    _, long = play_out(desk(run=RUN | {"run_out": longer}))
    for table in ("contacts", "legs"):
        few, many = getattr(short, table), getattr(long, table)
        last = few.ended if table == "contacts" else np.fmax(few.left, few.wrap_end)
        ended = ~np.isnan(last)
        place = {key: row for row, key in enumerate(keys(many))}
        there = np.array([place[key] for key, over in zip(keys(few), ended, strict=True) if over])
        assert bits(many, there) == bits(few, ended)


def keys(table: Any) -> list[tuple[int, ...]]:
    names = ("case", "attempt", "number") if hasattr(table, "role") else ("case", "attempt")
    return list(zip(*(getattr(table, name).tolist() for name in names), strict=True))


def test_the_open_measured_contacts_only_fall_with_the_run_out() -> None:
    found = []
    for run_out in ("0 weeks", "1 week", "2 weeks"):
        plan, journal = play_out(desk(run=RUN | {"run_out": run_out}))
        contacts, horizon = journal.contacts, plan.horizon
        measured = (contacts.arrival >= horizon.window_start) & (
            contacts.arrival < horizon.window_end
        )
        is_open = contacts.ending <= Ending.IN_SERVICE
        found.append(set(np.array(keys(contacts))[:, 0][measured & is_open].tolist()))
    assert found[0] > found[1] >= found[2]


@pytest.mark.parametrize("profile", ["flat", "office"])
@pytest.mark.parametrize("counts", ["poisson", "fixed"])
def test_growth_adds_cases_and_moves_none(counts: str, profile: str) -> None:
    demand = {"profile": profile, "counts": counts}
    small, large = (bound_of(desk(demand=demand | {"multiplier": v})) for v in (1.0, 1.3))
    assert_common_cases_equal(small, large)
    growth = len(large.cases.arrival) / len(small.cases.arrival)
    assert growth == pytest.approx(1.3, abs=0.05)


def test_shrinkage_removes_cases_and_moves_none(plain: Bound) -> None:
    small = bound_of(desk(demand={"profile": "flat", "multiplier": 0.7}))
    assert_common_cases_equal(small, plain)
    assert len(small.cases.arrival) < 0.8 * len(plain.cases.arrival)


def test_a_surge_adds_cases_and_moves_none(plain: Bound) -> None:
    surge = {"start": "2 days", "duration": "1 day", "growth": "150 %", "types": ["how"]}
    large = bound_of(desk(demand={"profile": "flat", "surges": [surge]}))
    assert_common_cases_equal(plain, large)
    new = drawn(large, set(), 0).keys() - drawn(plain, set(), 0).keys()
    assert {cell for cell, *_ in new} == {0, 1}


@pytest.mark.parametrize("policy", PRESETS)
def test_a_policy_moves_no_draw(plain: Bound, policy: str) -> None:
    other = bound_of(desk(policy=policy))
    assert_common_cases_equal(plain, other)
    assert absences(other) == absences(plain)


def test_a_policy_changes_what_happens_but_not_who_comes() -> None:
    runs = [play_out(desk(policy=policy))[1].contacts for policy in ("none", "always_human")]
    first = [contacts.take(contacts.attempt == 0) for contacts in runs]
    for name in ("arrival", "cell", "layer", "day", "ordinal", "type", "channel", "urgency"):
        assert np.array_equal(*(getattr(contacts, name) for contacts in first))
    assert not np.array_equal(*(contacts.ending for contacts in first))


def test_a_rule_moves_no_draw(plain: Bound) -> None:
    rule = {"name": "urgent", "when": {"urgency": ">= 5"}, "then": "person"}
    assert_common_cases_equal(plain, bound_of(desk(policy={"rules": [rule]})))


def test_triage_moves_no_other_draw(plain: Bound) -> None:
    without = bound_of(desk(triage={"method": "none"}))
    assert_common_cases_equal(without, plain, moved=TRIAGE)
    assert absences(without) == absences(plain)


def test_the_bot_moves_no_other_draw(plain: Bound) -> None:
    without = bound_of(desk(bot=None))
    assert_common_cases_equal(without, plain, moved=BOT | {"confidence", "at_risk"})


def test_adoption_moves_no_other_draw(plain: Bound) -> None:
    half = bound_of(desk(bot={"adoption": 0.5}))
    assert_common_cases_equal(plain, half, moved={"offered"})


def test_a_better_bot_keeps_what_it_solved(plain: Bound) -> None:
    better = bound_of(desk(bot={"resolution_rate": 0.6}))
    place = ContactValues._fields.index("solve_turn")
    solved, also = (np.isfinite(bound.contacts.of(0)[:, place]) for bound in (plain, better))
    assert not np.any(solved & ~also)
    assert np.count_nonzero(also & ~solved) > 100
    moved = {"solve_turn", "claim_turn", "confidence", "at_risk"}
    assert_common_cases_equal(plain, better, moved=moved)


def test_a_type_at_the_end_moves_no_draw() -> None:
    few = desk(triage={"method": "none"})
    types = TYPES | {"new": {"volume": "30/day", "handle_time": "5 min"}}
    many = desk(triage={"method": "none"}, inquiry_types=types)
    assert_common_cases_equal(bound_of(few), bound_of(many))


def test_an_agent_moves_no_draw(plain: Bound) -> None:
    teams = {"desk": {"shifts": [SHIFT | {"agents": 3}], "absence": 0.2}}
    larger = bound_of(desk(people={"teams": teams}))
    assert_common_cases_equal(plain, larger)
    assert absences(larger).items() > absences(plain).items()


def test_a_team_moves_no_draw(plain: Bound) -> None:
    larger = bound_of(desk(people={"teams": TEAMS | {"others": {"headcount": 1, "absence": 0.5}}}))
    assert_common_cases_equal(plain, larger)
    assert absences(larger).items() > absences(plain).items()


def test_more_absence_keeps_those_who_are_away(plain: Bound) -> None:
    more = bound_of(desk(people={"teams": {"desk": {"shifts": [SHIFT], "absence": 0.4}}}))
    away, also = plain.roster.absent, more.roster.absent
    assert not np.any(away & ~also)
    assert np.count_nonzero(away) < np.count_nonzero(also)


def test_another_handle_time_moves_no_other_draw(plain: Bound) -> None:
    types = {name: kind | {"handle_time": "20 min"} for name, kind in TYPES.items()}
    slower = bound_of(desk(inquiry_types=types))
    assert_common_cases_equal(plain, slower, moved={"answer"})


def test_a_longer_warm_up_moves_nothing_on_the_calendar(plain: Bound) -> None:
    longer = bound_of(desk(run=RUN | {"start": A_WEEK_BEFORE, "warm_up": "2 weeks"}))
    assert_common_cases_equal(plain, longer, later=WEEK)
    assert absences(longer).items() > absences(plain, later=WEEK).items()


def test_a_longer_warm_up_moves_nothing_in_a_project() -> None:
    project = {"kind": "project", "start": date(2026, 2, 1), "months": 1, "run_out": "1 week"}
    short, long = (
        bound_of(desk(run=project | {"warm_up": weeks})) for weeks in ("1 week", "2 weeks")
    )
    assert_common_cases_equal(short, long, later=WEEK)
    assert absences(long).items() > absences(short, later=WEEK).items()


def test_a_longer_window_moves_nothing(plain: Bound) -> None:
    assert_common_cases_equal(plain, bound_of(desk(run=RUN | {"window": "4 weeks"})))


def test_the_same_replication_gives_the_same_journal() -> None:
    journals = [play_out(desk(), replication=3)[1] for _ in range(2)]
    for part in ("contacts", "legs", "roster", "integrals"):
        one, same = (getattr(journal, part) for journal in journals)
        assert bits(one, ...) == bits(same, ...)


@pytest.mark.parametrize("other", [{"run": RUN | {"seed": 2}}, {"replication": 1}])
def test_another_seed_or_replication_draws_anew(plain: Bound, other: dict[str, Any]) -> None:
    replication = other.get("replication", 0)
    run = other.get("run", RUN)
    another = bound_of(desk(run=run), replication)
    fields = set(ContactValues._fields)
    one, two = drawn(plain, fields, 0), drawn(another, fields, 0)
    common = one.keys() & two.keys()
    assert len(common) > 500
    assert not any(one[identity] == two[identity] for identity in common)
    assert absences(another) != absences(plain)
