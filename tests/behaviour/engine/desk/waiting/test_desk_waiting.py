"""How a wait ends: an agent, the end of patience, closing time."""

from math import inf, isnan
from typing import Any

import numpy as np
import pytest
from support.handmade import case, played, scenario
from support.playing import bound_of, legs_of, row_of

from sim.engine.journal import Ending, Role
from sim.scenario.root import Scenario

END = 3600.0
PHONE = {"kind": "live", "hours": "Mon 00:00-00:10"}
CLOSING = 600.0


def desk(phone: dict[str, Any] | None = None, **sections: Any) -> Scenario:
    return scenario(channels={"phone": PHONE | (phone or {})}, **sections)


def ending(journal, number: int) -> tuple[Ending, float]:
    row = row_of(journal.contacts, case=number, attempt=0)
    return Ending(row["ending"]), row["ended"]


def test_patience_ends_a_wait_and_not_an_answer() -> None:
    cases = [case(0, {"answer": 100}), case(10, {"patience": 50}), case(95, {"patience": 20})]
    _, journal = played(desk(), cases)
    assert ending(journal, 0) == (Ending.PERSON_RESOLVED, 100)
    assert ending(journal, 1) == (Ending.ABANDONED, 60)
    assert ending(journal, 2) == (Ending.PERSON_RESOLVED, 160)


def test_who_is_served_at_the_instant_patience_ends_is_served() -> None:
    _, journal = played(desk(), [case(0), case(10, {"patience": 50})])
    assert ending(journal, 1) == (Ending.PERSON_RESOLVED, 120)


def test_who_leaves_is_passed_over() -> None:
    cases = [case(0), case(10, {"patience": 20}, urgency=5), case(20)]
    _, journal = played(desk(), cases)
    assert row_of(journal.legs, case=2)["started"] == 60


def test_patience_of_none_is_spent_at_once() -> None:
    _, journal = played(desk(), [case(0), case(10, {"patience": 0})])
    assert ending(journal, 1) == (Ending.ABANDONED, 10)


def test_a_misrouted_leg_has_a_patience_of_its_own() -> None:
    types = {name: {"share": 0.5, "handle_time": "1 min"} for name in "ab"}
    cases = [
        case(0),
        case(10, {"predicted_type": 1, "misroute_patience": 55, "patience": 45}),
        case(20, {"answer": 40}, urgency=5),
    ]
    _, journal = played(desk(inquiry_types=types), cases)
    # The agent is free at 60, and takes the urgent one.
    assert ending(journal, 1) == (Ending.ABANDONED, 65)
    assert row_of(journal.legs, case=1)["role"] == Role.MISROUTE


def test_the_patience_of_the_answer_counts_from_the_transfer() -> None:
    types = {name: {"share": 0.5, "handle_time": "1 min"} for name in "ab"}
    teams = {name: {"queues": [name], "headcount": 1} for name in "ab"}
    shifts = [(0, 0, 0.0, END), (1, 0, 0.0, END)]
    cases = [
        case(0, {"answer": 500}),
        case(10, {"predicted_type": 1, "misroute": 20, "misroute_patience": 5, "patience": 45}),
    ]
    both = desk(inquiry_types=types, people={"teams": teams})
    _, journal = played(both, cases, *shifts)
    assert ending(journal, 1) == (Ending.ABANDONED, 10 + 20 + 45)


@pytest.mark.parametrize(
    ("channel", "mean"),
    [
        ({"kind": "live", "patience": "3 min"}, 180),
        ({"kind": "live"}, 360),
        ({"kind": "live", "patience": "never"}, inf),
        ({"kind": "deferred"}, inf),
    ],
)
def test_patience_of_a_channel(channel: dict[str, Any], mean: float) -> None:
    many = {"demand": {"volume": "20000/day"}, "run": {"kind": "day"}}
    bound = bound_of(scenario(channels={"line": channel}, **many))
    found = legs_of(bound)["patience"].mean()
    assert found == mean or found == pytest.approx(mean, rel=0.03)


def test_who_waits_at_closing_stays_while_somebody_is_on_duty() -> None:
    cases = [case(590, {"answer": 30}), case(595, {"answer": 30}), case(599)]
    _, journal = played(desk(), cases, (0, 0, 0.0, 650.0))
    assert ending(journal, 1) == (Ending.PERSON_RESOLVED, 650)
    # The shift ends at 650 with the second answer.
    assert ending(journal, 2) == (Ending.DISCONNECTED, 650)


def test_who_waits_when_everybody_has_gone_is_disconnected_at_closing() -> None:
    _, journal = played(desk(), [case(590)], (0, 0, 0.0, 500.0))
    assert ending(journal, 0) == (Ending.DISCONNECTED, CLOSING)


def test_closing_may_disconnect_at_once() -> None:
    cases = [case(590, {"answer": 30}), case(595)]
    _, journal = played(desk({"at_closing": "disconnect"}), cases)
    assert ending(journal, 0) == (Ending.PERSON_RESOLVED, 620)
    assert ending(journal, 1) == (Ending.DISCONNECTED, CLOSING)


def test_deferred_contacts_stay_after_closing() -> None:
    cases = [case(590, {"answer": 30}), case(595)]
    _, journal = played(desk({"kind": "deferred"}), cases, (0, 0, 0.0, 600.0), (0, 0, 1000.0, END))
    # 10 s of the first are done; the other 20 s come before the second.
    assert ending(journal, 1) == (Ending.PERSON_RESOLVED, 1080)


def test_a_transfer_after_closing_is_disconnected_when_nobody_is_left() -> None:
    types = {name: {"share": 0.5, "handle_time": "1 min"} for name in "ab"}
    teams = {name: {"queues": [name], "headcount": 1} for name in "ab"}
    shifts = [(0, 0, 0.0, 550.0), (1, 0, 0.0, END)]
    cases = [case(590, {"predicted_type": 1, "misroute": 20})]
    both = desk(inquiry_types=types, people={"teams": teams})
    _, journal = played(both, cases, *shifts)
    assert ending(journal, 0) == (Ending.DISCONNECTED, 610)


@pytest.mark.parametrize(
    ("phone", "ended"),
    [
        ({}, Ending.LOST),
        ({"kind": "deferred", "outside_hours": "lost"}, Ending.LOST),
        ({"kind": "deferred"}, Ending.PERSON_RESOLVED),
        ({"outside_hours": "wait"}, Ending.PERSON_RESOLVED),
    ],
)
def test_outside_the_opening_hours(phone: dict[str, Any], ended: Ending) -> None:
    _, journal = played(desk(phone), [case(CLOSING)])
    row = row_of(journal.contacts, case=0)
    assert Ending(row["ending"]) is ended
    assert not row["open"]
    assert isnan(row["joined"]) == (ended is Ending.LOST)


def test_hours_open_and_close_again_and_again() -> None:
    hours = {"hours": "Mon 00:05-00:10, Mon 00:20-00:30"}
    instants = [299, 300, 599, 600, 1200]
    cases = [case(instant, {"answer": 1}) for instant in instants]
    _, journal = played(desk(hours), cases)
    assert journal.contacts.open.tolist() == [False, True, True, False, True]
    lost = journal.contacts.ending == Ending.LOST
    assert np.array_equal(lost, ~journal.contacts.open)


@pytest.mark.parametrize(
    ("there", "taken"), [("always", [1, 1]), ("hours", [1, 0]), ("never", [0, 0])]
)
def test_the_bot_is_there_as_the_channel_says(there: str, taken: list[int]) -> None:
    cases = [case(10, {"solve_turn": 1}), case(700, {"solve_turn": 1})]
    _, journal = played(desk({"bot": there}, bot={}), cases)
    assert (~np.isnan(journal.contacts.bot_start)).tolist() == [bool(flag) for flag in taken]
