"""Choice at the door: who is told a wait takes the bot, or goes to people."""

from math import inf

import numpy as np
import pytest
from scipy.special import expit
from support.audits import check_by_both
from support.handmade import case, played, scenario
from support.playing import bound_of, values_of, z_of_share

from sim.engine.plan.rules import BuiltIn

CHOICE = {"base": 0.0, "per_minute": 1.0}
SOLVED = {"solve_turn": 1}


def run(cases: list, *shifts, **bot):
    desk = scenario(bot={"choice": CHOICE} | bot)
    plan, journal = played(desk, cases, *shifts)
    check_by_both(journal, plan)
    return plan, journal.contacts


def test_above_the_least_wait_the_bot_is_taken() -> None:
    # One agent, busy: the wait told is (0 + 1) x 60 s.
    busy = case(0, {"least_wait": inf, "answer": 600})
    plan, contacts = run(
        [busy, case(10, SOLVED | {"least_wait": 59.0}), case(20, {"least_wait": 60.0})]
    )
    chose = plan.policy.number(BuiltIn.CHOSE_PERSON)
    assert contacts.rule.tolist() == [chose, -1, chose]
    assert np.isnan(contacts.bot_start).tolist() == [True, False, True]


def test_who_chooses_people_is_no_escalation() -> None:
    _, contacts = run([case(0, {"least_wait": inf})])
    assert contacts.joined.tolist() == [0]
    assert not contacts.asked.any()
    assert contacts.confidence.tolist() == pytest.approx([np.nan], nan_ok=True)


def test_with_nobody_on_duty_it_is_the_bot() -> None:
    _, contacts = run([case(10, SOLVED | {"least_wait": inf})], (0, 0, 1000.0, 3600.0))
    assert contacts.bot_start.tolist() == [10]


def test_the_choice_comes_before_the_session_limit() -> None:
    cases = [case(0, {"solve_turn": 5}), case(1, {"least_wait": inf}), case(2)]
    plan, contacts = run(cases, session_limit=1)
    chose, full = map(plan.policy.number, (BuiltIn.CHOSE_PERSON, BuiltIn.BOT_FULL))
    assert contacts.rule.tolist() == [-1, chose, full]


def test_a_rule_that_sends_to_people_asks_nobody() -> None:
    policy = {"rules": [{"name": "all", "then": "person"}]}
    desk = scenario(bot={"choice": CHOICE}, policy=policy)
    _, journal = played(desk, [case(0, {"least_wait": inf})])
    assert journal.contacts.rule.tolist() == [-1]


@pytest.mark.parametrize(("base", "per_minute"), [(-1.0, 0.5), (0.5, 0.1), (0.3, 0.0)])
@pytest.mark.parametrize("minutes", [0.0, 2.0, 10.0])
def test_the_chance_is_logistic_in_the_wait(base: float, per_minute: float, minutes: float) -> None:
    choice = {"base": base, "per_minute": per_minute}
    desk = scenario(demand={"volume": "3000/hour"}, bot={"choice": choice})
    takes = 60 * minutes > values_of(bound_of(desk))["least_wait"]
    assert abs(z_of_share(takes, expit(base + per_minute * minutes))) < 4


def test_customers_of_deferred_channels_are_not_asked() -> None:
    desk = scenario(channels={"mail": {"kind": "deferred"}}, bot={"choice": CHOICE})
    assert np.all(values_of(bound_of(desk))["least_wait"] == -inf)


def drawn(**bot) -> dict[str, np.ndarray]:
    return values_of(bound_of(scenario(demand={"volume": "500/hour"}, bot=bot)))


def test_it_takes_the_place_of_asking_at_once() -> None:
    asks = values_of(bound_of(scenario(demand={"volume": "500/hour"}, bot={"choice": CHOICE})))[
        "ask_turn"
    ]
    assert np.all(asks > 0)
    with pytest.raises(ValueError, match="`choice` says who asks for a person at the door; remove"):
        scenario(bot={"choice": CHOICE, "asks_at_once": 0.1})
    assert scenario(bot={"choice": CHOICE, "asks_at_once": 0})


def test_no_other_draw_moves() -> None:
    with_choice = values_of(
        bound_of(scenario(demand={"volume": "500/hour"}, bot={"choice": CHOICE}))
    )
    without = values_of(bound_of(scenario(demand={"volume": "500/hour"}, bot={"asks_at_once": 0})))
    for name, column in without.items():
        if name != "least_wait":
            np.testing.assert_array_equal(column, with_choice[name])
