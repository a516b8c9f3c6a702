"""What each condition of a rule sees, by values written by hand."""

from collections.abc import Sequence
from math import log
from typing import Any

import numpy as np
import pytest
from support.handmade import case, played, scenario

from sim.scenario.root import Scenario

SOLVED = {"solve_turn": 3}
BOT = {"handover_saves": 0, "escalated_handling": 1}
END = 3600.0


def desk(when: dict[str, Any], **sections: Any) -> Scenario:
    """A rule that sends to a person when the conditions hold."""
    rule = {"name": "rule", "when": when, "then": "person"}
    return scenario(**{"bot": BOT, "policy": {"rules": [rule]}} | sections)


def turns(desk: Scenario, cases: list, *shifts: tuple[int, int, float, float]) -> list[float]:
    """After how many turns the rule acted on each case's first contact; infinite where never."""
    plan, journal = played(desk, cases, *shifts)
    contacts = journal.contacts.take(journal.contacts.attempt == 0)
    acted = np.where(contacts.rule == plan.rules.index("rule"), contacts.turns, np.inf)
    never_met = np.isnan(contacts.bot_start)
    return np.where(never_met, 0.0, acted).tolist()


def test_no_condition_always_holds() -> None:
    assert turns(desk({}), [case(0, SOLVED)]) == [0]


@pytest.mark.parametrize(
    ("condition", "acts"),
    [(">= 2", 2), ("> 1", 2), ("== 1", 1), ("< 1", 0), ("<= 0", 0), ("> 5", np.inf), (0, 0)],
)
def test_turn(condition: object, acts: float) -> None:
    assert turns(desk({"turn": condition}), [case(0, SOLVED)]) == [acts]


@pytest.mark.parametrize(("condition", "acts"), [("< 0.6", 3), ("< 0.75", 2), ("<= 1", 0)])
def test_mood_falls_with_each_unsolved_turn(condition: str, acts: float) -> None:
    bot = {"mood_step": 0.15}
    assert turns(desk({"mood": condition}, bot=bot), [case(0, {"solve_turn": 6})]) == [acts]


def test_a_type_may_lose_its_mood_faster() -> None:
    kinds = {
        "calm": {"share": 0.5, "handle_time": 60},
        "cross": {"share": 0.5, "handle_time": 60, "bot": {"mood_step": 0.5}},
    }
    moody = desk({"mood": "< 0.6"}, bot={"mood_step": 0.15}, inquiry_types=kinds)
    cases = [case(0, {"solve_turn": 6}), case(1, {"solve_turn": 6}, kind=1)]
    assert turns(moody, cases) == [3, 1]


@pytest.mark.parametrize(("share", "acts"), [(0.64, 0), (0.66, np.inf)])
def test_confidence_is_compared_as_log_odds(share: float, acts: float) -> None:
    stored = SOLVED | {"confidence": log(share / (1 - share))}
    assert turns(desk({"confidence": "< 65 %"}), [case(0, stored)]) == [acts]


@pytest.mark.parametrize(("condition", "acts"), [("<= 1", 0), (">= 0", 0), ("< 0", np.inf)])
def test_confidence_against_the_ends_of_its_range(condition: str, acts: float) -> None:
    assert turns(desk({"confidence": condition}), [case(0, SOLVED | {"confidence": 50})]) == [acts]


def test_urgency_is_the_predicted_one() -> None:
    cases = [case(0, SOLVED, urgency=5), case(1, SOLVED | {"predicted_urgency": 5}, urgency=1)]
    cases.append(case(2, SOLVED | {"predicted_urgency": 1}, urgency=5))
    assert turns(desk({"urgency": ">= 5"}), cases) == [0, 0, np.inf]


@pytest.mark.parametrize(("names", "acts"), [("b", [np.inf, 0]), (["a", "b"], [0, 0])])
def test_type_is_the_predicted_one(names: object, acts: list[float]) -> None:
    kinds = {name: {"share": 0.5, "handle_time": 60} for name in "ab"}
    cases = [case(0, SOLVED, kind=0), case(1, SOLVED | {"predicted_type": 1}, kind=0)]
    assert turns(desk({"type": names}, inquiry_types=kinds), cases) == acts


def test_channel() -> None:
    channels = {"phone": {"kind": "live"}, "mail": {}}
    cases = [case(0, SOLVED), case(1, SOLVED, channel=1)]
    assert turns(desk({"channel": "mail"}, channels=channels), cases) == [np.inf, 0]


def test_attempt() -> None:
    again = {"claim_turn": 1, "back_after_bot": 1, "return_delay": 60}
    _, journal = played(desk({"attempt": ">= 1"}), [case(0, again, SOLVED)])
    assert np.isnan(journal.contacts.bot_start).tolist() == [False, True]


@pytest.mark.parametrize(("wish", "acts"), [(True, [np.inf, 0, 2]), (False, [0, np.inf, 0])])
def test_asked_for_person(wish: bool, acts: list[float]) -> None:
    cases = [case(0, SOLVED), case(1, {"ask_turn": 0}), case(2, {"ask_turn": 2})]
    assert turns(desk({"asked_for_person": wish}), cases) == acts


@pytest.mark.parametrize(
    ("arrival", "wish", "acts"),
    [
        (700, True, 0),
        (700, False, np.inf),
        # The sessions of these last over the opening and over the closing.
        (585, True, 2),
        (585, False, 0),
        (1195, True, 0),
        (1195, False, 1),
    ],
)
def test_open_is_the_human_side_at_the_moment(arrival: float, wish: bool, acts: float) -> None:
    channels = {"phone": {"kind": "live", "hours": "Mon 00:10-00:20"}}
    assert turns(desk({"open": wish}, channels=channels), [case(arrival, SOLVED)]) == [acts]


LINE = [case(0, {"ask_turn": 0, "answer": 600})]
WAITING = [case(float(at), {"ask_turn": 0, "answer": 60}) for at in (1, 2, 3)]


@pytest.mark.parametrize(("condition", "acts"), [(">= 3", 0), ("> 3", np.inf), ("== 3", 0)])
def test_queue_length_counts_who_waits_and_not_who_is_served(condition: str, acts: float) -> None:
    seen = desk({"queue_length": condition, "asked_for_person": False})
    found = turns(seen, [*LINE, *WAITING, case(100, SOLVED)])
    assert found[-1] == acts


def test_queue_length_is_that_of_the_contacts_own_queue() -> None:
    kinds = {name: {"share": 0.5, "handle_time": 60} for name in "ab"}
    seen = desk({"queue_length": ">= 3", "asked_for_person": False}, inquiry_types=kinds)
    cases = [*LINE, *WAITING, case(100, SOLVED, kind=1), case(101, SOLVED)]
    assert turns(seen, cases)[-2:] == [np.inf, 0]


def test_queue_length_is_seen_anew_after_each_turn() -> None:
    seen = desk({"queue_length": "== 0", "turn": ">= 1"})
    # The last answer before begins at 720; the session's turns end at 705, 715, 725.
    found = turns(seen, [*LINE, *WAITING, case(695, {"solve_turn": 6})])
    assert found[-1] == 3


def estimated(
    minutes: float, cases: Sequence, *shifts: tuple[int, int, float, float], **sections: Any
) -> tuple[bool, bool]:
    """Whether the last contact's estimated wait is seen as at least, and as more than, so long."""
    found = []
    for relation in (">=", ">"):
        when = {"estimated_wait": f"{relation} {minutes} min", "asked_for_person": False}
        found.append(turns(desk(when, **sections), list(cases), *shifts)[-1] == 0)
    return found[0], found[1]


EXACTLY = (True, False)
LAST = case(100, SOLVED)
TWO = [(0, 0, 0.0, END), (0, 1, 0.0, END)]
KIND = {"general": {"handle_time": "6 min"}}


def test_the_estimated_wait_of_an_empty_queue_is_one_handle_time() -> None:
    assert estimated(6, [LAST], inquiry_types=KIND) == EXACTLY


def test_the_estimated_wait_grows_with_the_contacts_ahead() -> None:
    assert estimated(4 * 6, [*LINE, *WAITING, LAST], inquiry_types=KIND) == EXACTLY


def test_the_estimated_wait_is_shared_by_the_agents_on_duty() -> None:
    assert estimated(3, [LAST], *TWO, inquiry_types=KIND) == EXACTLY


def test_agents_off_duty_do_not_count() -> None:
    assert estimated(6, [LAST], TWO[0], (0, 1, 200.0, END), inquiry_types=KIND) == EXACTLY


def test_busy_agents_count() -> None:
    busy = case(0, {"ask_turn": 0, "answer": 600})
    assert estimated(3, [busy, LAST], *TWO, inquiry_types=KIND) == EXACTLY


def test_after_call_work_of_its_own_belongs_to_the_handle_time() -> None:
    kind = {"general": {"handle_time": "6 min", "after_call": "2 min"}}
    assert estimated(8, [LAST], inquiry_types=kind) == EXACTLY


def test_the_estimated_wait_is_infinite_with_nobody_on_duty() -> None:
    assert estimated(10_000, [LAST], (0, 0, 200.0, END)) == (True, True)


def test_the_time_to_the_opening_is_added() -> None:
    phone = {"phone": {"kind": "live", "hours": "Mon 00:10-00:20"}}
    at_one = case(60, SOLVED)
    assert estimated(9 + 6, [at_one], channels=phone, inquiry_types=KIND) == EXACTLY


def test_all_conditions_must_hold() -> None:
    both = desk({"turn": ">= 2", "urgency": ">= 4"})
    assert turns(both, [case(0, SOLVED, urgency=4), case(1, SOLVED)]) == [2, np.inf]


def test_the_first_rule_that_holds_acts() -> None:
    rules = [
        {"name": "urgent stay", "when": {"urgency": ">= 4"}, "then": "bot"},
        {"name": "rule", "when": {"turn": ">= 1"}, "then": "person"},
        {"name": "never met", "when": {"turn": ">= 1"}, "then": "person"},
    ]
    ordered = scenario(bot={}, policy={"rules": rules})
    assert turns(ordered, [case(0, SOLVED, urgency=4), case(1, SOLVED)]) == [np.inf, 1]
