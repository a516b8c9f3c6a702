"""Work past a shift's end, and what becomes of those who must leave."""

import numpy as np
from support.handmade import case, played, scenario
from support.playing import row_of

from sim.engine.journal import Ending

END = 3600.0


def test_what_is_in_hand_is_finished_after_the_shift() -> None:
    _, journal = played(scenario(), [case(90, {"answer": 50}), case(95)], (0, 0, 0.0, 100.0))
    assert row_of(journal.legs, case=0)["talk_end"] == 140
    assert row_of(journal.contacts, case=1)["ending"] == Ending.WAITING
    assert journal.integrals.busy.sum() == 50
    assert journal.integrals.available.sum() == 90


def test_after_call_work_is_finished_too() -> None:
    cases = [case(90, {"answer": 10, "after_call": 30})]
    _, journal = played(scenario(), cases, (0, 0, 0.0, 100.0))
    assert row_of(journal.legs, case=0)["wrap_end"] == 130
    assert journal.integrals.busy.sum() == 40


def test_who_is_free_at_the_shift_end_takes_nothing_at_that_instant() -> None:
    _, journal = played(scenario(), [case(100)], (0, 0, 0.0, 100.0), (0, 1, 500.0, END))
    assert row_of(journal.legs, case=0)["started"] == 500


def test_an_answer_that_ends_with_the_shift_is_the_last() -> None:
    cases = [case(40), case(50)]
    _, journal = played(scenario(), cases, (0, 0, 0.0, 100.0), (0, 1, 500.0, END))
    assert row_of(journal.legs, case=0)["talk_end"] == 100
    assert row_of(journal.legs, case=1)["started"] == 500


def test_who_comes_on_duty_takes_who_waits_at_that_instant() -> None:
    cases = [case(10, urgency=1), case(20, urgency=4)]
    _, journal = played(scenario(), cases, (0, 0, 300.0, END))
    assert row_of(journal.legs, case=1)["started"] == 300
    assert row_of(journal.legs, case=0)["started"] == 360


def test_an_arrival_at_the_instant_of_a_shift_start_is_served_at_once() -> None:
    _, journal = played(scenario(), [case(300)], (0, 0, 300.0, END))
    assert row_of(journal.legs, case=0)["started"] == 300


def test_overtime_may_reach_into_the_next_shift() -> None:
    shifts = [(0, 0, 0.0, 100.0), (0, 0, 120.0, END)]
    cases = [case(90, {"answer": 50}), case(95), case(2000)]
    _, journal = played(scenario(), cases, *shifts)
    assert row_of(journal.legs, case=1)["started"] == 140
    assert journal.integrals.busy.sum() == 50 + 60 + 60
    assert journal.integrals.available.sum() == 90 + (END - 200) - 60


def test_heads_on_duty_change_hands_at_one_instant() -> None:
    shifts = [(0, 0, 0.0, 1000.0), (0, 1, 1000.0, END)]
    _, journal = played(scenario(), [case(999, {"answer": 10}), case(1000)], *shifts)
    assert journal.legs.agent.tolist() == [0, 1]
    assert journal.legs.started.tolist() == [999, 1000]


def test_overtime_at_the_end_of_the_run_is_cut() -> None:
    _, journal = played(scenario(), [case(3590, {"answer": 100})], (0, 0, 0.0, 3595.0))
    assert np.isnan(row_of(journal.legs, case=0)["talk_end"])
    assert journal.integrals.busy.tolist() == [[0, 10]]


def answers_where_one_of_two_leaves(leaves: int) -> list[float]:
    """When two calls are answered, one of which comes after an agent has left at 100 s."""
    shifts = [(0, agent, 0.0, 100.0 if agent == leaves else END) for agent in (0, 1)]
    _, journal = played(scenario(), [case(50, {"answer": 200}), case(120)], *shifts)
    return journal.legs.started.tolist()


def test_where_a_headcount_falls_the_seat_above_leaves_and_the_busy_finish() -> None:
    # The upper seat is idle: it leaves, as it would if the idle left first.
    assert answers_where_one_of_two_leaves(1) == [50, 250]
    # The upper seat is busy: it finishes, and the idle one is there for the next call.
    assert answers_where_one_of_two_leaves(0) == [50, 120]
