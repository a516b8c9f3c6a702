"""A session turn by turn, by values written by hand: what ends it, when, in which order."""

from math import isnan
from typing import Any

import numpy as np
import pytest
from support.handmade import case, played, scenario
from support.playing import row_of

from sim.engine.journal import Ending
from sim.scenario.root import Scenario

TURN = 10.0
PERSON_FROM_TURN_2 = {"rules": [{"name": "two", "when": {"turn": ">= 2"}, "then": "person"}]}
KEEPS_ALL = {"rules": [{"name": "keep", "when": {"asked_for_person": True}, "then": "bot"}]}


def desk(policy: dict[str, Any] | None = None, **bot: Any) -> Scenario:
    return scenario(bot={"turn_limit": 4} | bot, policy=policy or {})


def session(desk: Scenario, **values: float) -> dict[str, Any]:
    """One contact's row; `ending` and `rule` as names."""
    plan, journal = played(desk, [case(100, values)])
    row = row_of(journal.contacts, case=0)
    rule = plan.rules[row["rule"]] if row["rule"] >= 0 else None
    return row | {"ending": Ending(row["ending"]), "rule": rule}


LATER = {"leave_turn": 2, "ask_turn": 2}
STOPS = [
    ({"solve_turn": 2}, Ending.BOT_RESOLVED, None, 2),
    ({"claim_turn": 3}, Ending.BOT_FALSELY_CLOSED, None, 3),
    ({"leave_turn": 1}, Ending.BOT_LEFT, None, 1),
    ({"ask_turn": 3}, Ending.PERSON_RESOLVED, "asked", 3),
    ({"ask_turn": 0}, Ending.PERSON_RESOLVED, "asked", 0),
    ({}, Ending.PERSON_RESOLVED, "turn_limit", 4),
    # At one turn: solved, then claimed, then left, then asked.
    (LATER | {"claim_turn": 2, "solve_turn": 2}, Ending.BOT_RESOLVED, None, 2),
    (LATER | {"claim_turn": 2}, Ending.BOT_FALSELY_CLOSED, None, 2),
    (LATER, Ending.BOT_LEFT, None, 2),
    # An earlier turn comes first, whatever it is.
    ({"solve_turn": 3, "leave_turn": 2}, Ending.BOT_LEFT, None, 2),
    ({"claim_turn": 4, "ask_turn": 3}, Ending.PERSON_RESOLVED, "asked", 3),
    # At the last turn.
    ({"solve_turn": 4}, Ending.BOT_RESOLVED, None, 4),
    ({"leave_turn": 4}, Ending.BOT_LEFT, None, 4),
    ({"ask_turn": 4}, Ending.PERSON_RESOLVED, "asked", 4),
    ({"ask_turn": 5}, Ending.PERSON_RESOLVED, "turn_limit", 4),
]


@pytest.mark.parametrize(("values", "ending", "rule", "turns"), STOPS)
def test_what_ends_a_session(
    values: dict[str, float], ending: Ending, rule: str | None, turns: int
) -> None:
    row = session(desk(), **values)
    assert (row["ending"], row["rule"], row["turns"]) == (ending, rule, turns)
    assert row["bot_end"] == 100 + turns * TURN


@pytest.mark.parametrize(
    ("values", "rule", "turns"),
    [
        ({}, "two", 2),
        ({"solve_turn": 2}, None, 2),
        ({"solve_turn": 3}, "two", 2),
        ({"ask_turn": 1}, "asked", 1),
        # A rule of the policy stands before `asked`.
        ({"ask_turn": 2}, "two", 2),
    ],
)
def test_the_policy_is_asked_after_each_turn(
    values: dict[str, float], rule: str | None, turns: int
) -> None:
    row = session(desk(PERSON_FROM_TURN_2), **values)
    assert (row["rule"], row["turns"]) == (rule, turns)


def test_a_rule_may_keep_who_asks_for_a_person() -> None:
    row = session(desk(KEEPS_ALL), ask_turn=0, solve_turn=3)
    assert (row["ending"], row["turns"], row["asked"]) == (Ending.BOT_RESOLVED, 3, True)


def test_the_turn_limit_escalates_who_was_kept() -> None:
    row = session(desk(KEEPS_ALL), ask_turn=0)
    assert (row["rule"], row["turns"]) == ("turn_limit", 4)


def test_who_asks_at_once_has_a_session_of_no_length() -> None:
    row = session(desk(), ask_turn=0)
    assert row["bot_start"] == row["bot_end"] == row["joined"] == 100
    assert isnan(row["bot_reply"])
    assert row["asked"]


def test_the_first_answer_comes_within_the_first_turn() -> None:
    assert session(desk(), first_reply=4)["bot_reply"] == 104
    assert session(desk(), first_reply=10)["bot_reply"] == 110


def test_confidence_is_noted_of_sessions_only() -> None:
    assert session(desk(), confidence=0.25)["confidence"] == 0.25
    person = {"rules": [{"name": "all", "then": "person"}]}
    assert isnan(session(desk(person), confidence=0.25)["confidence"])


def test_who_never_met_the_bot_has_no_rule_and_has_not_asked() -> None:
    row = session(desk({"rules": [{"name": "all", "then": "person"}]}), ask_turn=0)
    assert row["rule"] is None
    assert not row["asked"]
    assert isnan(row["bot_start"])


def test_sessions_run_side_by_side() -> None:
    _, journal = played(desk(), [case(float(at), {"solve_turn": 2}) for at in range(20)])
    assert (journal.contacts.bot_end - journal.contacts.arrival).tolist() == [20.0] * 20
    assert journal.integrals.bot.tolist() == [400.0, 0.0]


def test_types_may_be_kept_from_the_bot() -> None:
    kinds = {
        "a": {"share": 0.5, "handle_time": "1 min", "bot": {"eligible": False}},
        "b": {"share": 0.5, "handle_time": "1 min"},
    }
    solved = {"solve_turn": 1}
    cases = [case(0, solved), case(1, solved, kind=1), case(2, solved | {"predicted_type": 1})]
    _, journal = played(scenario(bot={}, inquiry_types=kinds), cases)
    # It is the predicted type that counts.
    assert np.isnan(journal.contacts.bot_start).tolist() == [True, False, False]
