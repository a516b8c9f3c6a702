"""What many sessions have in store: success, retries, false claims, turns, asking, leaving."""

from typing import Any

import numpy as np
import pytest
from support.handmade import scenario
from support.playing import bound_again, bound_of, play_out, values_of, z_of_share
from support.validation import validate

from sim.engine import Bound
from sim.engine.journal import Ending
from sim.engine.plan.rules import BuiltIn
from sim.scenario.root import Scenario

NOBODY_INTERVENES = {"asks_at_once": 0, "asks_per_turn": 0, "leaves_per_turn": 0}


def desk(volume: str = "20000/day", **bot: Any) -> Scenario:
    return scenario(
        run={"kind": "day"},
        demand={"volume": volume},
        channels={"chat": {"kind": "live", "patience": "never"}},
        inquiry_types={"call": {"handle_time": "constant 1 s", "solved_by_person": 0}},
        bot=bot,
        returns={"delay": "1 min"},
    )


def solvable(bound: Bound, attempt: int) -> np.ndarray:
    return np.isfinite(values_of(bound, attempt)["solve_turn"])


@pytest.mark.parametrize("rate", [0.05, 0.45, 0.9])
def test_the_first_attempt_succeeds_with_the_rate(rate: float) -> None:
    bound = bound_of(desk(resolution_rate=rate, false_resolution=0.05))
    assert abs(z_of_share(solvable(bound, 0), rate)) < 4


@pytest.mark.parametrize("rate", [0.15, 0.3, 0.45, 0.6, 0.8])
@pytest.mark.parametrize("concentration", [0.5, 1.0, 2.0])
def test_a_retry_after_a_failure_succeeds_with_m_s_over_1_plus_s(
    rate: float, concentration: float
) -> None:
    bound = bound_again(desk(resolution_rate=rate, concentration=concentration))
    failed = ~solvable(bound, 0)
    again = solvable(bound, 1)[failed]
    assert abs(z_of_share(again, rate * concentration / (1 + concentration))) < 4


def test_a_second_retry_succeeds_with_m_s_over_2_plus_s() -> None:
    bound = bound_again(desk(resolution_rate=0.6, concentration=2.0))
    failed = ~solvable(bound, 0) & ~solvable(bound, 1)
    assert abs(z_of_share(solvable(bound, 2)[failed], 0.6 * 2 / 4)) < 4


@pytest.mark.parametrize("rate", [0, 1])
def test_rates_of_0_and_1_are_certain(rate: int) -> None:
    bound = bound_of(desk("2000/day", resolution_rate=rate, false_resolution=0))
    for attempt in range(4):
        assert set(solvable(bound, attempt).tolist()) == {bool(rate)}


def test_retries_played_out_succeed_as_drawn() -> None:
    bot = NOBODY_INTERVENES | {"resolution_rate": 0.5, "false_resolution": 0, "turn_time": "1 s"}
    sections = desk("1500/day", **bot).model_dump() | {"returns": {"after_person": 1, "delay": 60}}
    sections |= {"people": {"teams": {"desk": {"headcount": 50}}}}
    _, journal = play_out(validate(sections))
    contacts = journal.contacts
    for attempt, share in enumerate((1 / 2, 1 / 4, 1 / 6, 1 / 8)):
        resolved = contacts.ending[contacts.attempt == attempt] == Ending.BOT_RESOLVED
        assert abs(z_of_share(resolved, share)) < 4


@pytest.mark.parametrize(("rate", "false"), [(0.45, 0.15), (0.6, 0.3), (0.3, 0.05)])
def test_the_false_share_of_closings_comes_back_when_nobody_intervenes(
    rate: float, false: float
) -> None:
    values = values_of(bound_of(desk(resolution_rate=rate, false_resolution=false)))
    solved, claimed = np.isfinite(values["solve_turn"]), np.isfinite(values["claim_turn"])
    assert not np.any(solved & claimed)
    assert abs(z_of_share(claimed[solved | claimed], false)) < 4


def test_the_measured_false_share_is_the_given_one_when_nobody_intervenes() -> None:
    _, journal = play_out(desk("4000/day", false_resolution=0.2, **NOBODY_INTERVENES))
    first = journal.contacts.take(journal.contacts.attempt == 0)
    closed = np.isin(first.ending, (Ending.BOT_RESOLVED, Ending.BOT_FALSELY_CLOSED))
    false = first.ending[closed] == Ending.BOT_FALSELY_CLOSED
    assert abs(z_of_share(false, 0.2)) < 4


def test_escalations_change_the_measured_false_share() -> None:
    """A policy that looks at the confidence sends the hopeless to people before they are closed."""
    keen = desk("1500/day", confidence={"auroc": 0.95}, false_resolution=0.2, **NOBODY_INTERVENES)
    shares = []
    for policy in ("none", "confidence"):
        sections = keen.model_dump() | {"policy": policy}
        _, journal = play_out(validate(sections))
        endings = journal.contacts.ending[journal.contacts.attempt == 0]
        closed = np.isin(endings, (Ending.BOT_RESOLVED, Ending.BOT_FALSELY_CLOSED))
        shares.append(np.mean(endings[closed] == Ending.BOT_FALSELY_CLOSED))
    assert shares[1] < shares[0] - 0.05


@pytest.mark.parametrize("stop", ["solve_turn", "claim_turn"])
@pytest.mark.parametrize(("limit", "shares"), [(3, [0.5, 0.25, 0.25]), (2, [2 / 3, 1 / 3])])
def test_turns_come_from_the_table_cut_at_the_limit(
    stop: str, limit: int, shares: list[float]
) -> None:
    bot = {"turns_to_solve": [0.5, 0.25, 0.25], "turn_limit": limit, "false_resolution": 0.4}
    turns = values_of(bound_of(desk(**bot)))[stop]
    turns = turns[np.isfinite(turns)]
    assert set(turns.tolist()) == set(range(1, limit + 1))
    for turn, share in enumerate(shares, start=1):
        assert abs(z_of_share(turns == turn, share)) < 4


def test_a_rate_of_m_means_m_whatever_the_limit() -> None:
    for limit in (1, 2, 6):
        _, journal = play_out(desk("1000/day", turn_limit=limit, **NOBODY_INTERVENES))
        first = journal.contacts.take(journal.contacts.attempt == 0)
        assert abs(z_of_share(first.ending == Ending.BOT_RESOLVED, 0.45)) < 4


def test_the_share_that_asks_at_once() -> None:
    turns = values_of(bound_of(desk(asks_at_once=0.15)))["ask_turn"]
    assert abs(z_of_share(turns == 0, 0.15)) < 4


@pytest.mark.parametrize(("stop", "hazard"), [("ask", 0.05), ("leave", 0.2)])
def test_asking_and_leaving_are_as_likely_after_each_turn(stop: str, hazard: float) -> None:
    key = {"ask": "asks_per_turn", "leave": "leaves_per_turn"}[stop]
    turns = values_of(bound_of(desk(**{key: hazard, "asks_at_once": 0})))[f"{stop}_turn"]
    for turn in (1, 2, 5):
        assert abs(z_of_share(turns[turns >= turn] == turn, hazard)) < 4


@pytest.mark.parametrize(("hazard", "turn"), [(0, np.inf), (1, 1)])
def test_hazards_of_0_and_1_are_certain(hazard: int, turn: float) -> None:
    bot = {"leaves_per_turn": hazard, "asks_per_turn": hazard, "asks_at_once": 0}
    values = values_of(bound_of(desk("1000/day", **bot)))
    assert set(values["leave_turn"].tolist()) == set(values["ask_turn"].tolist()) == {turn}


def test_leaving_and_asking_play_out_as_drawn() -> None:
    bot = {"resolution_rate": 0, "leaves_per_turn": 0.1, "asks_per_turn": 0.2, "asks_at_once": 0.3}
    plan, journal = play_out(desk("3000/day", turn_limit=1, **bot))
    first = journal.contacts.take(journal.contacts.attempt == 0)
    asked = first.rule == plan.policy.number(BuiltIn.ASKED)
    assert abs(z_of_share(asked & (first.turns == 0), 0.3)) < 4
    stayed = first.take(first.turns == 1)
    assert abs(z_of_share(stayed.ending == Ending.BOT_LEFT, 0.1)) < 4
    assert abs(z_of_share(stayed.rule == plan.policy.number(BuiltIn.ASKED), 0.9 * 0.2)) < 4
    assert abs(z_of_share(stayed.rule == plan.policy.number(BuiltIn.TURN_LIMIT), 0.9 * 0.8)) < 4


def test_the_pace_is_one_factor_on_all_times_of_a_session() -> None:
    bound = bound_of(desk(turn_time="40 s", first_reply="6 s", pace_cv=0.5))
    values = values_of(bound)
    assert values["turn_time"].mean() == pytest.approx(40, rel=0.02)
    assert values["turn_time"].std() == pytest.approx(20, rel=0.05)
    assert values["first_reply"] / values["turn_time"] == pytest.approx(6 / 40, rel=1e-6)


def test_the_first_answer_is_never_later_than_the_first_turn() -> None:
    values = values_of(bound_of(desk("1000/day", turn_time="5 s", first_reply="9 s")))
    assert np.array_equal(values["first_reply"], values["turn_time"])
