"""A bot that is never offered a contact changes nothing; one that solves all leaves no work."""

from typing import Any

import numpy as np
import pytest
from support.handmade import scenario
from support.playing import play_out

from sim.engine import Journal
from sim.engine.journal import Ending
from sim.engine.plan.rules import BuiltIn
from sim.scenario.root import Scenario

KINDS = {
    "how": {"share": 0.7, "handle_time": "8 min", "after_call": 0.2},
    "bill": {"share": 0.3, "handle_time": "12 min", "urgency": {1: 0.5, 5: 0.5}},
}
CHANNELS = {
    "phone": {"kind": "live", "hours": "Mon-Fri 09:00-17:00", "patience": "5 min"},
    "mail": {},
}
TRIAGES = {"none": {"method": "none"}, "ai": {"method": "ai", "accuracy": 0.8}}
PERFECT = {
    "resolution_rate": 1,
    "false_resolution": 0,
    "asks_at_once": 0,
    "asks_per_turn": 0,
    "leaves_per_turn": 0,
}


def desk(**sections: Any) -> Scenario:
    shifts = [{"hours": "Mon-Fri 09:00-17:00", "agents": 3}]
    document: dict[str, Any] = {
        "run": {"warm_up": "0 weeks", "window": "1 week", "run_out": "1 week"},
        "demand": {"volume": "150/day"},
        "channels": CHANNELS,
        "inquiry_types": KINDS,
        "people": {"teams": {"desk": {"shifts": shifts, "absence": 0.1}}},
    }
    return scenario(**document | sections)


def assert_same(one: Journal, other: Journal) -> None:
    """Equal column for column, to the last bit."""
    assert one.end == other.end
    for part in ("contacts", "legs", "roster", "integrals"):
        left, right = vars(getattr(one, part)), vars(getattr(other, part))
        different = [name for name in left if left[name].tobytes() != right[name].tobytes()]
        assert different == []


NEVER_OFFERED = {
    "no adoption": {"bot": {"asks_at_once": 0.5, "adoption": 0}},
    "always_human": {"policy": "always_human"},
    "never there": {"channels": {name: kind | {"bot": "never"} for name, kind in CHANNELS.items()}},
    "no type eligible": {
        "inquiry_types": {name: kind | {"bot": {"eligible": False}} for name, kind in KINDS.items()}
    },
}


@pytest.mark.parametrize("triage", TRIAGES.values(), ids=list(TRIAGES))
@pytest.mark.parametrize("sections", NEVER_OFFERED.values(), ids=list(NEVER_OFFERED))
def test_a_bot_that_is_never_offered_a_contact_changes_nothing(
    sections: dict[str, Any], triage: dict[str, Any]
) -> None:
    _, without = play_out(desk(triage=triage))
    _, null = play_out(desk(triage=triage, **{"bot": {"asks_at_once": 0.5}} | sections))
    assert len(without.contacts) > 1500
    assert_same(null, without)


def test_triage_only_is_the_desk_with_ai_triage_and_no_bot() -> None:
    triage = TRIAGES["ai"]
    _, without = play_out(desk(triage=triage))
    _, null = play_out(desk(triage=triage, bot={}, policy="triage_only"))
    assert_same(null, without)


@pytest.mark.parametrize("triage", TRIAGES.values(), ids=list(TRIAGES))
def test_a_bot_that_solves_everything_leaves_the_human_queue_empty(triage: dict[str, Any]) -> None:
    _, journal = play_out(desk(bot=PERFECT | {"adoption": 1}, triage=triage))
    assert not len(journal.legs)
    assert not journal.integrals.waiting.any()
    assert not journal.integrals.busy.any()
    ended = journal.contacts.ending[~np.isnan(journal.contacts.ended)]
    assert set(ended.tolist()) == {Ending.BOT_RESOLVED}
    assert not journal.contacts.attempt.any()


def test_a_bot_that_solves_nothing_and_lets_nobody_go_sends_all_to_people() -> None:
    useless = PERFECT | {"resolution_rate": 0, "turn_limit": 2}
    plan, journal = play_out(desk(bot=useless, returns={"max_attempts": 1}))
    ended = journal.contacts.take(~np.isnan(journal.contacts.bot_end))
    assert set(ended.rule.tolist()) == {plan.policy.number(BuiltIn.TURN_LIMIT)}
    assert set(ended.turns.tolist()) == {2}


def test_the_better_the_bot_the_fewer_contacts_reach_people() -> None:
    reach = []
    for rate in (0.2, 0.4, 0.6, 0.8):
        _, journal = play_out(desk(bot={"resolution_rate": rate}, returns={"max_attempts": 1}))
        reach.append(set(journal.legs.case.tolist()))
    # The same draws: what a worse bot keeps from people a better one keeps, too.
    assert len(reach[0]) > len(reach[1]) > len(reach[2]) > len(reach[3])


def test_automating_the_short_contacts_lengthens_the_mean_of_the_rest() -> None:
    """Without 20 % of contacts, of half the mean: 6 becomes 6.75 min, and work falls by 10 %."""
    short = {"share": 0.2, "handle_time": "constant 3 min", "solved_by_person": 1}
    long = {"share": 0.8, "handle_time": "constant 6.75 min", "solved_by_person": 1}
    kinds = {
        "short": short | {"bot": {"resolution_rate": 1}},
        "long": long | {"bot": {"eligible": False}},
    }
    crew = {"teams": {"desk": {"headcount": 20}}}
    fixed = {"volume": "1000/day", "counts": "fixed", "busyness": {"cv": 0}}
    sections = {"demand": fixed, "channels": {"mail": {}}, "people": crew, "inquiry_types": kinds}
    work, handled = [], []
    for bot in (None, PERFECT):
        _, journal = play_out(desk(bot=bot, **sections))
        legs = journal.legs.take(~np.isnan(journal.legs.wrap_end))
        seconds = legs.wrap_end - legs.started
        work.append(seconds.sum())
        handled.append(seconds.mean() / 60)
    assert handled == pytest.approx([6, 6.75], abs=0.01)
    assert work[1] / work[0] == pytest.approx(0.9, abs=0.002)
