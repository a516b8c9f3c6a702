"""The preset `enterprise`: a desk of a million contacts a month that uses all of the vocabulary."""

from typing import Any

import numpy as np
import pytest
from support.playing import play_out
from support.validation import validate

from sim.engine import Journal, Plan
from sim.engine.journal import Ending, Outcome, Role
from sim.report.check.workloads import check_document
from sim.scenario.files.loading import load
from sim.scenario.root import Scenario
from sim.workload.demand.cells import read_cells

MONDAY = "run={kind: day, start: 2026-05-04, until: 1 day}"
PEOPLE, VOLUME = 0.022, 0.03
"""The desk of the test is a thirtieth of the real one, and short of people."""


@pytest.fixture(scope="module")
def checked() -> dict[str, Any]:
    return check_document(load("enterprise"))


@pytest.fixture(scope="module")
def arms() -> dict[str, tuple[Plan, Journal]]:
    """A Monday of a small desk; all checks of a journal hold."""
    loaded = load("enterprise", [MONDAY, f"demand.multiplier={VOLUME}"])
    return {name: play_out(small(loaded.arms[name])) for name in ("baseline", "ai")}


def small(scenario: Scenario) -> Scenario:
    """The scenario with a few of its people."""
    document = scenario.model_dump()
    for team in document["people"]["teams"].values():
        team["changes"] = {}
        for shift in team["shifts"]:
            shift["agents"] = round(shift["agents"] * PEOPLE)
    return validate(document)


def test_a_million_contacts_a_month_of_a_dozen_types_on_five_channels():
    scenario = load("enterprise").scenario
    per_day = sum(cell.per_day for cell in read_cells(scenario))
    assert per_day * 365 / 12 == pytest.approx(1_000_000)
    assert len(scenario.inquiry_types) == 12
    assert list(scenario.channels) == ["phone", "chat", "email", "form", "social"]
    assert list(scenario.arms) == ["baseline", "ai", "queue_aware"]


def test_its_run_is_short_enough_for_simpy():
    run = load("enterprise").scenario.run
    weeks = [seconds / (7 * 86_400) for seconds in (run.warm_up, run.window, run.run_out)]
    assert (weeks, run.replications) == ([1, 1, 2], 10)


def test_the_check_warns_of_nothing(checked):
    assert checked["advice"] == []
    # In the run-out: what is measured has come by then.
    assert checked["holidays"] == [{"date": "2026-05-25", "like": "sunday"}]


def test_todays_people_are_busy_at_the_peak_and_not_overrun(checked):
    for name, team in checked["arms"]["baseline"]["teams"].items():
        # In the evening the few people of the front lines come before the partner's.
        assert team["peak"]["occupancy"] < (1.0 if name in ("voice", "chat") else 0.88), name
        assert 0.35 < team["occupancy"] < 0.85, name


def test_the_bot_leaves_more_to_specialists_than_to_the_front_line(checked):
    before, after = (checked["arms"][arm]["teams"] for arm in ("baseline", "ai"))
    left = {name: after[name]["load_mean"] / before[name]["load_mean"] for name in before}
    assert max(left["voice"], left["chat"], left["backoffice"]) < left["technical"]
    assert left["technical"] < left["payments"] < left["complaints"] < 1


NOT_HERE = (Role.DISPATCH, Role.REVIEW, Role.FORWARD)
"""AI triages; nobody watches the bot; nobody is forwarded more than twice."""


@pytest.mark.parametrize("arm", ["baseline", "ai"])
@pytest.mark.parametrize("role", [role for role in Role if role not in NOT_HERE])
def test_contacts_take_every_kind_of_leg(arms, arm, role):
    _, journal = arms[arm]
    assert np.any((journal.legs.role == role) & (journal.legs.team >= 0))


@pytest.mark.parametrize(
    "outcome", [Outcome.ABANDONED, Outcome.SILENT, Outcome.MOVED, Outcome.AWAITS_REPLY]
)
def test_waits_end_in_every_way(arms, outcome):
    _, journal = arms["baseline"]
    assert np.any(journal.legs.outcome == outcome)


def test_who_abandons_may_dial_again(arms):
    contacts = arms["baseline"][1].contacts
    gone = contacts.ending == Ending.ABANDONED
    again = ~np.isnan(contacts.returned[gone])
    assert 0 < np.count_nonzero(again) < np.count_nonzero(gone)


def test_callers_balk_at_the_wait_that_they_hear(arms):
    plan, journal = arms["baseline"]
    balked = journal.contacts.channel[journal.contacts.ending == Ending.BALKED]
    assert plan.channels.index("phone") in balked


def test_who_comes_at_night_is_diverted(arms):
    plan, journal = arms["baseline"]
    contacts = journal.contacts
    for name, other in (("phone", "form"), ("chat", "email")):
        closed = (contacts.channel == plan.channels.index(name)) & ~contacts.open
        assert closed.any()
        assert set(contacts.handled_on[closed]) == {plan.channels.index(other)}


def test_teams_help_each_other(arms):
    plan, journal = arms["baseline"]
    served = journal.legs.take(journal.legs.team >= 0)
    helped = {
        (plan.teams[team], plan.queues[queue])
        for team, queue in zip(served.team.tolist(), served.queue.tolist(), strict=True)
        if not plan.team_plan.serves[team, queue]
    }
    assert ("backoffice", "service/phone") in helped
    assert ("voice", "payments/phone") in helped


def test_agents_have_several_chats_in_hand(arms):
    plan, journal = arms["baseline"]
    chats = journal.legs.channel == plan.channels.index("chat")
    assert set(journal.legs.in_hand[chats]) >= {1, 2, 3}


def test_triage_mistakes_what_is_alike(arms):
    plan, journal = arms["ai"]
    disputes = journal.contacts.type == plan.types.index("billing_dispute")
    taken_for = {plan.types[code] for code in journal.contacts.predicted_type[disputes]}
    assert {"billing_dispute", "payment_failed"} <= taken_for
    assert taken_for <= {"billing_dispute", "payment_failed", "subscription", "fraud"}


def test_the_bot_takes_no_fraud_and_rules_hand_over(arms):
    plan, journal = arms["ai"]
    contacts = journal.contacts
    taken = ~np.isnan(contacts.bot_start)
    assert 0.5 < taken.mean() < 1
    assert not taken[contacts.predicted_type == plan.types.index("fraud")].any()
    used = {plan.rules[code] for code in contacts.rule[contacts.rule >= 0]}
    assert used >= {"low_confidence", "bad_mood", "asked"}
