"""Contacts by formula are the mean of those played, under any policy that can be foreseen."""

from typing import Any

import numpy as np
import pytest
from support.playing import play_out
from support.validation import validate

from sim.engine import make_plan
from sim.scenario.root import Scenario
from sim.studies.load.load import arm_load

SEGMENTS = {
    "free": {"customers": 10, "share": 0.7},
    "paid": {"customers": 10, "share": 0.3, "value": "80/month", "vip": True, "bot_affinity": 0.5},
}
POLICIES: dict[str, Any] = {
    "none": "none",
    "always_human": "always_human",
    "confidence": "confidence",
    "at stake": {
        "rules": [
            {"name": "s", "when": {"turn": ">= 1", "value_at_risk": "> 20"}, "then": "person"}
        ]
    },
    "turn_limit": "turn_limit",
    "mood": "mood",
    "vip": "vip",
    "opt_out": "opt_out",
    "after_hours": "after_hours",
    "keep": {"rules": [{"name": "keep", "when": {"asked_for_person": True}, "then": "bot"}]},
    "third": {"rules": [{"name": "third", "when": {"attempt": ">= 2"}, "then": "person"}]},
    "urgent": {"rules": [{"name": "urgent", "when": {"urgency": ">= 4"}, "then": "person"}]},
    "by type": {
        "rules": [{"name": "a", "when": {"type": "a", "channel": "chat"}, "then": "person"}]
    },
}


def desk(policy: Any, **sections: Any) -> Scenario:
    document: dict[str, Any] = {
        "name": "desk",
        "run": {"kind": "typical", "warm_up": "2 weeks", "window": "1 week", "run_out": 0},
        "demand": {
            "volume": "250/day",
            "counts": "fixed",
            "busyness": {"cv": 0},
            "profile": "flat",
        },
        "channels": {
            "chat": {
                "kind": "live",
                "share": 0.5,
                "patience": "never",
                "hours": "daily 08:00-20:00",
                "outside_hours": "divert",
                "diverts_to": "mail",
            },
            "mail": {"share": 0.5, "kind": "deferred"},
        },
        "inquiry_types": {
            "a": {"share": 0.6, "handle_time": "1 min", "urgency": {2: 0.5, 4: 0.5}},
            "b": {"share": 0.4, "handle_time": "2 min", "bot": {"resolution_rate": 0.3}},
        },
        "segments": SEGMENTS,
        "triage": {"method": "ai", "accuracy": 0.9, "urgency_noise": 0.5},
        "bot": {"resolution_rate": 0.6, "adoption": 0.9, "leaves_per_turn": 0.05},
        "returns": {"delay": "6 h"},
        "policy": policy,
        "people": {"teams": {"desk": {"headcount": 6}}},
    }
    return validate(document | sections)


def played(arm: Scenario) -> tuple[float, float]:
    """Contacts a month, and those that joined people's queues."""
    plan, journal = play_out(arm)
    contacts = journal.contacts
    inside = contacts.arrival >= plan.horizon.window_start
    a_month = 365 / 12 / 7
    people = inside & ~np.isnan(contacts.joined)
    return np.count_nonzero(inside) * a_month, np.count_nonzero(people) * a_month


@pytest.mark.parametrize("name", POLICIES)
def test_a_policys_contacts_for_people_are_those_played(name: str):
    arm = desk(POLICIES[name])
    load = arm_load(arm, make_plan(arm))
    contacts, people = played(arm)
    assert load.least is None
    assert load.contacts.contacts == pytest.approx(contacts, rel=0.03)
    # Of 900 to 2,300 contacts a week: 4 standard errors are below 6 %.
    assert load.contacts.for_people == pytest.approx(people, rel=0.06)


def test_a_bot_with_few_sessions_leaves_the_rest_to_people():
    narrow = {"resolution_rate": 0.6, "session_limit": 1, "turn_time": "4 min"}
    arm = desk("none", bot=narrow)
    _, people = played(arm)
    load = arm_load(arm, make_plan(arm))
    assert load.contacts.for_people == pytest.approx(people, rel=0.06)


def test_what_is_asked_of_the_queue_lies_between_bounds():
    arm = desk("queue_aware")
    load = arm_load(arm, make_plan(arm))
    assert load.least is not None
    least, most = load.least[0].mean, load.teams[0].mean
    _, people = played(arm)
    assert least < most
    assert load.contacts.for_people >= people * 0.97
