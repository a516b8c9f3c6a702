"""What becomes of deferred work when a shift ends: finished, paused, or handed over."""

from math import inf

import numpy as np
import pytest
from support.audits import check_by_both
from support.handmade import bound, case, played, roster, scenario
from support.playing import row_of

from sim.engine import make_plan, play
from sim.engine.journal import Activity, Ending, Outcome, Role
from sim.measures.rows.agents import agent_states
from sim.workload.grid import on_grid

END = 3600.0
SHIFTS = ((0, 0, 0.0, 100.0), (0, 0, 1000.0, END))
"""One agent, from 0 s to 100 s and from 1000 s on."""
TWO = ((0, 0, 0.0, 100.0), (0, 0, 1000.0, END), (0, 1, 0.0, END))


def desk(rule: str | None = None, *, kind: str = "deferred", team: dict | None = None, **sections):
    said = {} if rule is None else {"at_shift_end": rule}
    sections = {"channels": {"email": {"kind": kind, "hours": "always"}}} | sections
    return scenario(
        people={"teams": {"desk": {"headcount": 1, **said, **(team or {})}}}, **sections
    )


def rows(desk, cases, *shifts):
    plan, journal = played(desk, cases, *shifts)
    check_by_both(journal, plan)
    return journal


def talks(journal, case: int = 0):
    legs = journal.legs.take(journal.legs.case == case)
    columns = (legs.agent, legs.joined, legs.started, legs.talk_end, legs.wrap_end, legs.outcome)
    return list(zip(*(column.tolist() for column in columns), strict=True))


LONG = case(80, {"answer": 50, "after_call": 30})


def test_paused_work_goes_on_with_the_next_shift_and_has_its_after_call_work() -> None:
    journal = rows(desk("pause"), [LONG, case(500)], *SHIFTS)
    assert talks(journal) == [
        (0, 80, 80, 100, 100, Outcome.PAUSED),
        (0, 1000, 1000, 1030, 1060, Outcome.RESOLVED),
    ]
    contact = row_of(journal.contacts, case=0)
    assert (contact["answered"], contact["first_response_end"]) == (80, 1030)
    assert contact["ended"] == 1030
    # It comes before what has waited.
    assert row_of(journal.legs, case=1)["started"] == 1060
    assert journal.integrals.busy.sum() == 20 + 60 + 60


def test_deferred_work_is_paused_where_nothing_is_said() -> None:
    journal = rows(desk(), [LONG], *SHIFTS)
    assert [outcome for *_, outcome in talks(journal)] == [Outcome.PAUSED, Outcome.RESOLVED]


def test_finished_work_is_overtime() -> None:
    journal = rows(desk("finish"), [LONG], *SHIFTS)
    assert talks(journal) == [(0, 80, 80, 130, 160, Outcome.RESOLVED)]
    states = agent_states(journal)
    assert (states.end - states.start)[states.overtime].sum() == 60


def test_live_contacts_are_finished_whatever_is_said() -> None:
    for rule in ("pause", "hand_over"):
        journal = rows(desk(rule, kind="live"), [LONG], *SHIFTS)
        assert talks(journal) == [(0, 80, 80, 130, 160, Outcome.RESOLVED)]


def test_after_call_work_is_finished() -> None:
    journal = rows(desk("pause"), [case(80, {"answer": 10, "after_call": 30})], *SHIFTS)
    assert talks(journal) == [(0, 80, 80, 90, 120, Outcome.RESOLVED)]


def test_what_is_due_at_the_shift_end_is_done() -> None:
    for rule in ("pause", "hand_over"):
        journal = rows(desk(rule), [case(80, {"answer": 20, "after_call": 30})], *SHIFTS)
        assert talks(journal) == [(0, 80, 80, 100, 130, Outcome.RESOLVED)]


def test_work_is_handed_over_to_who_is_free() -> None:
    journal = rows(desk("hand_over"), [LONG], (0, 0, 0.0, 100.0), (0, 1, 90.0, END))
    assert talks(journal) == [
        (0, 80, 80, 100, 100, Outcome.HANDED_OVER),
        (1, 100, 100, 130, 160, Outcome.RESOLVED),
    ]


def test_handed_over_work_keeps_its_place_in_line_and_no_patience_ends_it() -> None:
    cases = [case(0, {"answer": 300}), case(10, {"answer": 500}), case(50)]
    journal = rows(desk("hand_over"), cases, *TWO)
    # Agent 0 has case 0 until 100 s; agent 1 has case 1 until 510 s, then case 0, not case 2.
    assert talks(journal) == [
        (0, 0, 0, 100, 100, Outcome.HANDED_OVER),
        (1, 100, 510, 710, 710, Outcome.RESOLVED),
    ]
    legs = journal.legs.take(journal.legs.case == 0)
    assert (legs.since.tolist(), legs.patience.tolist()) == ([0, 0], [inf, inf])
    assert row_of(journal.legs, case=2)["started"] == 710
    waited = journal.integrals.waiting.sum()
    assert waited == (510 - 100) + (710 - 50)


def test_what_nobody_comes_back_to_is_handed_over_at_once() -> None:
    journal = rows(desk("pause"), [LONG], (0, 0, 0.0, 100.0), (0, 1, 300.0, END))
    assert talks(journal) == [
        (0, 80, 80, 100, 100, Outcome.HANDED_OVER),
        (1, 100, 300, 330, 360, Outcome.RESOLVED),
    ]


def test_who_is_absent_hands_over_what_was_paused_when_that_shift_begins() -> None:
    scene = desk("pause")
    plan = make_plan(scene)
    people = roster((0, 0, 0.0, 100.0), (0, 0, 1000.0, 2000.0), (0, 1, 1500.0, END))
    people.activity[1] = Activity.ABSENT
    journal = play(plan, bound(plan, [LONG], people))
    check_by_both(journal, plan)
    assert talks(journal) == [
        (0, 80, 80, 100, 100, Outcome.PAUSED),
        (1, 1000, 1500, 1530, 1560, Outcome.RESOLVED),
    ]
    assert journal.legs.since.tolist() == [80, 80]


def test_the_next_agent_talks_at_their_own_pace_and_only_for_what_is_left() -> None:
    scene = desk("hand_over")
    plan = make_plan(scene)
    people = roster((0, 0, 0.0, 100.0), (0, 1, 100.0, 110.0), (0, 2, 200.0, END))
    people.factor[:] = [1.0, 2.0, 0.5]
    journal = play(plan, bound(plan, [case(60, {"answer": 80})], people))
    check_by_both(journal, plan)
    # Half of 80 s; of 160 s the half is 80 s, of which 10 s are done; 7 / 8 of the half of 40 s.
    assert talks(journal) == [
        (0, 60, 60, 100, 100, Outcome.HANDED_OVER),
        (1, 100, 100, 110, 110, Outcome.HANDED_OVER),
        (2, 110, 200, 217.5, 217.5, Outcome.RESOLVED),
    ]


def test_paused_twice_it_is_as_long_as_unpaused() -> None:
    shifts = ((0, 0, 0.0, 100.0), (0, 0, 1000.0, 1010.0), (0, 0, 2000.0, END))
    journal = rows(desk("pause"), [LONG], *shifts)
    assert [row[2:4] for row in talks(journal)] == [(80, 100), (1000, 1010), (2000, 2020)]
    assert journal.legs.wrap_end.tolist()[-1] == 2050


def test_a_block_or_a_break_is_no_shift_end() -> None:
    scene = desk("pause")
    plan = make_plan(scene)
    people = roster((0, 0, 0.0, 100.0), (0, 0, 100.0, 110.0), (0, 0, 1000.0, END))
    people.activity[1] = Activity.OFF_QUEUE
    journal = play(plan, bound(plan, [LONG], people))
    check_by_both(journal, plan)
    # The presence ends with the block, at 110 s.
    assert talks(journal)[0] == (0, 80, 80, 110, 110, Outcome.PAUSED)
    assert talks(journal)[1] == (0, 1000, 1000, 1020, 1050, Outcome.RESOLVED)


def test_all_that_one_has_in_hand_is_paused_and_resumed_by_case() -> None:
    scene = desk("pause", team={"slots": {"email": 2}})
    cases = [case(80, {"answer": 50}), case(70, {"answer": 100}), case(500)]
    journal = rows(scene, sorted(cases), *SHIFTS)
    assert talks(journal, 0)[1][:4] == (0, 1000, 1000, 1070)
    assert talks(journal, 1)[1][:4] == (0, 1000, 1000, 1030)
    second = journal.legs.take((journal.legs.number == 1) & (journal.legs.joined == 1000))
    assert second.in_hand.tolist() == [1, 2]
    assert row_of(journal.legs, case=2)["started"] == 1030


def test_the_run_may_end_before_the_agent_is_back() -> None:
    journal = rows(desk("pause"), [LONG], (0, 0, 0.0, 100.0), (0, 0, END - 1, END))
    assert row_of(journal.contacts, case=0)["ending"] == Ending.IN_SERVICE
    scene = desk("pause", run={"kind": "day", "until": 500.0, "at_end": "cut"})
    plan = make_plan(scene)
    journal = play(plan, bound(plan, [LONG], roster(*SHIFTS)))
    check_by_both(journal, plan)
    assert row_of(journal.contacts, case=0)["ending"] == Ending.PAUSED
    assert np.isnan(row_of(journal.contacts, case=0)["ended"])


def test_a_run_that_drains_waits_for_what_is_paused() -> None:
    scene = desk("pause", run={"kind": "day", "until": 200.0, "at_end": "drain"})
    plan = make_plan(scene)
    journal = play(plan, bound(plan, [LONG], roster(*SHIFTS)))
    assert row_of(journal.contacts, case=0)["ended"] == 1030


@pytest.mark.parametrize("role", [Role.TOUCH, Role.FORWARD1, Role.TIER2])
def test_further_legs_are_broken_off_too(role: Role) -> None:
    store = {
        Role.TOUCH: {"touches": 2, "reply": 10, "touch2": 50},
        Role.FORWARD1: {"forwards": (0,), "forward1": 50},
        Role.TIER2: {"tier2": 1.0, "specialist": 50},
    }[role]
    sections = {"inquiry_types": {"general": {"handle_time": "1 min", "tier2": {"share": 0.1}}}}
    scene = desk("pause", **(sections if role is Role.TIER2 else {}))
    journal = rows(scene, [case(10, {"answer": 60, **store})], *SHIFTS)
    broken = journal.legs.take(journal.legs.outcome == Outcome.PAUSED)
    assert broken.role.tolist() == [role]
    assert row_of(journal.contacts, case=0)["ending"] == Ending.PERSON_RESOLVED


def test_an_offer_goes_to_waiting_work_only_after_what_is_paused() -> None:
    """Also where several agents come back at one instant, and others are there."""
    shifts = [(0, n, a, b) for n in (0, 1) for a, b in ((0.0, 100.0), (1000.0, END))]
    cases = [case(50, {"answer": 80}), case(60, {"answer": 80}), case(90), case(95)]
    journal = rows(desk("pause"), cases, *shifts)
    assert [talks(journal, n)[1][:3] for n in (0, 1)] == [(0, 1000, 1000), (1, 1000, 1000)]
    assert [row_of(journal.legs, case=n)["started"] for n in (2, 3)] == [1030, 1040]


def test_who_leaves_at_the_same_instant_takes_nothing_over() -> None:
    shifts = ((0, 0, 0.0, 100.0), (0, 1, 85.0, 100.0), (0, 2, 300.0, END))
    journal = rows(desk("hand_over"), [LONG], *shifts)
    assert [row[:3] for row in talks(journal)] == [(0, 80, 80), (2, 100, 300)]


def test_what_several_leave_behind_waits_by_case() -> None:
    cases = [case(10, {"answer": 300}), case(20, {"answer": 300})]
    shifts = ((0, 0, 15.0, 100.0), (0, 1, 0.0, 100.0), (0, 2, 90.0, END), (0, 3, 95.0, END))
    journal = rows(desk("hand_over"), cases, *shifts)
    # Case 0 was with agent 1, case 1 with agent 0.
    assert [talks(journal, n)[0][0] for n in (0, 1)] == [1, 0]
    assert [talks(journal, n)[1][:3] for n in (0, 1)] == [(2, 100, 100), (3, 100, 100)]


def test_who_takes_over_needs_time_to_connect_and_who_is_back_does_not() -> None:
    work, team = [case(80, {"answer": 50})], {"connect": "10 s"}
    first, second = talks(rows(desk("hand_over", team=team), work, *TWO))
    assert first[2:4] == (80, 100)
    # Of 60 s of talk 40 are left, so that two thirds of the 50 s are.
    assert second[2:4] == (100, 100 + on_grid(50 * (40 / 60)) + 10)
    first, second = talks(rows(desk("pause", team=team), work, *SHIFTS))
    assert (first[2:4], second[2:4]) == ((80, 100), (1000, 1040))
