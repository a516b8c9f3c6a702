"""Each policy that a scenario can name acts as it is written."""

from typing import Any

import numpy as np
import pytest
from scipy.special import expit, logit
from support.handmade import case, played, scenario
from support.playing import play_out

from sim.engine.journal import Contacts, Ending
from sim.engine.plan.rules import BuiltIn
from sim.scenario.root import Scenario
from sim.scenario.sections.policy import PRESETS

UNDECIDED = {"asks_at_once": 0, "asks_per_turn": 0, "leaves_per_turn": 0}


def desk(policy: str | dict[str, Any], agents: int = 300, **sections: Any) -> Scenario:
    document: dict[str, Any] = {
        "run": {"kind": "day"},
        "demand": {"volume": "2000/day", "profile": "flat"},
        "channels": {"chat": {"kind": "live", "patience": "never", "hours": "daily 08:00-18:00"}},
        "inquiry_types": {
            "how": {"share": 0.6, "handle_time": "6 min"},
            "bill": {"share": 0.4, "handle_time": "6 min"},
        },
        "bot": {},
        "policy": policy,
        "people": {"teams": {"desk": {"headcount": agents}}},
        "returns": {"max_attempts": 1},
    }
    return scenario(**document | sections)


def played_under(policy: str | dict[str, Any], **sections: Any) -> tuple[Any, Contacts]:
    plan, journal = play_out(desk(policy, **sections))
    return plan, journal.contacts


def sent_by(plan: Any, contacts: Contacts, rule: str) -> Contacts:
    return contacts.take(contacts.rule == plan.rules.index(rule))


def taken(contacts: Contacts) -> np.ndarray:
    found: np.ndarray = ~np.isnan(contacts.bot_start)
    return found


def test_no_policy_offers_everything_to_the_bot() -> None:
    plan, contacts = played_under("none")
    assert taken(contacts).all()
    asked, limit = map(plan.policy.number, (BuiltIn.ASKED, BuiltIn.TURN_LIMIT))
    assert set(contacts.rule.tolist()) == {-1, asked, limit}


@pytest.mark.parametrize("policy", ["always_human", "triage_only"])
def test_these_offer_nothing_to_the_bot(policy: str) -> None:
    _, contacts = played_under(policy)
    assert not taken(contacts).any()


def test_confidence_sends_the_unsure_after_the_first_turn() -> None:
    plan, contacts = played_under("confidence", bot=UNDECIDED)
    assert taken(contacts).all()
    unsure = contacts.confidence < logit(0.65)
    first_turn = np.isin(contacts.ending, (Ending.BOT_RESOLVED, Ending.BOT_FALSELY_CLOSED))
    ended_at_once = first_turn & (contacts.turns == 1)
    sent = sent_by(plan, contacts, "low_confidence")
    assert set(sent.turns.tolist()) == {1}
    assert set(sent.case.tolist()) == set(contacts.case[unsure & ~ended_at_once].tolist())


def test_turn_limit_sends_whoever_has_had_three_turns() -> None:
    plan, contacts = played_under("turn_limit", bot=UNDECIDED)
    sent = sent_by(plan, contacts, "three_turns")
    assert set(sent.turns.tolist()) == {3}
    assert contacts.turns.max() == 3
    unsent = contacts.take(contacts.rule < 0)
    assert set(unsent.ending.tolist()) == {Ending.BOT_RESOLVED, Ending.BOT_FALSELY_CLOSED}


def test_mood_sends_whoever_is_cross() -> None:
    plan, contacts = played_under("mood", bot=UNDECIDED | {"mood_step": 0.25})
    sent = sent_by(plan, contacts, "bad_mood")
    assert set(sent.turns.tolist()) == {2}
    assert contacts.turns.max() == 2


def test_after_hours_leaves_the_opening_hours_to_people() -> None:
    plan, contacts = played_under("after_hours", bot=UNDECIDED)
    assert np.array_equal(taken(contacts), ~contacts.open)
    # Who is still with the bot at the opening gets a person after the turn.
    late = sent_by(plan, contacts, "open")
    assert len(late)
    assert (late.bot_end // 3600 == 8).all()


TWO_SEGMENTS = {
    "few": {"customers": 100, "share": 0.3, "value": "100/month", "vip": True},
    "many": {"customers": 900, "share": 0.7, "value": "20/month"},
}


def test_vip_keeps_vips_from_the_bot() -> None:
    _, contacts = played_under("vip", segments=TWO_SEGMENTS)
    assert np.array_equal(taken(contacts), contacts.segment == 1)


def test_cost_sensitive_sends_where_much_is_at_stake() -> None:
    plan, contacts = played_under("cost_sensitive", bot=UNDECIDED, segments=TWO_SEGMENTS)
    assert taken(contacts).all()
    worth = np.array([100.0, 20.0])[contacts.segment]
    at_stake = (1 - expit(contacts.confidence)) * worth > 10
    ended_at_once = (contacts.rule < 0) & (contacts.turns == 1)
    sent = sent_by(plan, contacts, "much_at_stake")
    assert set(sent.turns.tolist()) == {1}
    assert set(sent.case.tolist()) == set(contacts.case[at_stake & ~ended_at_once].tolist())
    # The same confidence is enough for the one and not for the other.
    assert 0 < np.mean(at_stake[contacts.segment == 1]) < np.mean(at_stake[contacts.segment == 0])


def test_opt_out_does_not_count_who_asks_at_once_as_the_bots() -> None:
    (plan, opted), (other, plain) = played_under("opt_out"), played_under("none")
    asked = plain.rule == other.rules.index("asked")
    assert np.array_equal(taken(opted), ~(asked & (plain.turns == 0)))
    later = sent_by(plan, opted, "opted_out").case
    assert np.array_equal(later, plain.case[asked & (plain.turns > 0)])
    assert not len(sent_by(plan, opted, "asked"))
    for name in ("ended", "ending", "turns", "joined"):
        columns = (getattr(each, name)[~asked] for each in (opted, plain))
        assert len({column.tobytes() for column in columns}) == 1


def test_copilot_gives_everything_to_people_who_are_faster() -> None:
    (_, helped), (_, alone) = played_under("copilot"), played_under("always_human")
    assert not taken(helped).any()
    seconds = [np.nansum(each.ended - each.answered) for each in (helped, alone)]
    # Of the team 20 % are novices and 40 % experts: .2 x .3 + .4 x .15 is saved.
    assert seconds[0] / seconds[1] == pytest.approx(1 - 0.12, abs=0.01)


def test_a_copilot_needs_an_arm_with_an_ai() -> None:
    (_, helped), (_, alone) = (played_under(name, bot=None) for name in ("copilot", "none"))
    assert helped.ended.tobytes() == alone.ended.tobytes()


QUEUE = {"ask_turn": 0, "answer": 600}
UNSURE = {"confidence": float(logit(0.7)), "solve_turn": 3}
SURE = {"confidence": float(logit(0.9)), "solve_turn": 3}


@pytest.mark.parametrize(
    ("stored", "ahead", "turns"),
    [(UNSURE, 0, 1), (SURE, 0, 3), (UNSURE, 4, 3), (UNSURE, 3, 1)],
)
def test_queue_aware_sends_the_unsure_while_the_line_is_short(
    stored: dict[str, float], ahead: int, turns: int
) -> None:
    # One is being served and `ahead` wait: (ahead + 1) x 1 min, which is short below 5 min.
    aware = scenario(bot={}, policy="queue_aware")
    line = [case(float(at), QUEUE) for at in range(1 + ahead)]
    _, journal = played(aware, [*line, case(100, stored)])
    assert journal.contacts.turns[-1] == turns


def test_every_preset_is_tried_here() -> None:
    tried = "none always_human triage_only confidence turn_limit mood after_hours queue_aware"
    here_too = "cost_sensitive vip opt_out copilot"
    assert {*tried.split(), *here_too.split()} == set(PRESETS)


def test_the_wish_for_a_person_comes_after_the_policys_rules() -> None:
    plan, contacts = played_under("turn_limit", bot={"asks_at_once": 0.3})
    asked = sent_by(plan, contacts, "asked")
    assert asked.asked.all()
    assert np.count_nonzero(asked.turns == 0) > 500
    assert asked.turns.max() < 3


def test_with_ample_staff_a_policy_changes_only_the_contacts_it_touches() -> None:
    rule = {"name": "bills", "when": {"type": "bill"}, "then": "person"}
    _, plain = played_under("none")
    _, other = played_under({"rules": [rule]})
    bill = plain.type == 1
    for name, column in vars(plain).items():
        if name != "rule":
            changed = getattr(other, name)
            assert column[~bill].tobytes() == changed[~bill].tobytes()
    assert np.isnan(other.bot_start[bill]).all()
    assert not np.isnan(plain.bot_start[bill]).any()


@pytest.mark.parametrize("rate", [0.3, 0.7])
def test_escalating_less_while_the_line_is_long_shortens_the_wait(rate: float) -> None:
    """Near capacity a policy that sees the queue beats a fixed threshold (arXiv 2601.22295)."""
    means = []
    for when in ({"confidence": "< 0.8"}, {"confidence": "< 0.8", "estimated_wait": "< 5 min"}):
        rule = {"name": "unsure", "when": when | {"turn": ">= 1"}, "then": "person"}
        people = {"agents": 6, "bot": UNDECIDED | {"resolution_rate": rate, "false_resolution": 0}}
        runs = [play_out(desk({"rules": [rule]}, **people), number)[1] for number in range(2)]
        legs = [journal.legs for journal in runs]
        means.append(np.concatenate([each.started - each.joined for each in legs]))
    fixed, aware = (np.nanmean(waits) for waits in means)
    assert aware < fixed
