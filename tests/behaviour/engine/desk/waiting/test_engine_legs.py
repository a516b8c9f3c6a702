"""Legs beyond the first answer, by hand: tier 2, forwards, touches, dispatchers."""

from math import inf, nan

import numpy as np
from support.audits import check_by_both
from support.handmade import case, played, scenario

from sim.engine.journal import Ending, Outcome, Role

GENERAL, BILLING = 0, 1


def desk(**sections):
    return scenario(
        **{
            "channels": {"phone": {"kind": "live", "patience": "never"}},
            "inquiry_types": {
                "general": {"share": 0.5, "handle_time": "1 min", "tier2": {"share": 0.1}},
                "billing": {"share": 0.5, "handle_time": "1 min", "forwards": {"general": 0.1}},
            },
            "people": {
                "teams": {
                    "desk": {"headcount": 1, "queues": ["general", "billing"]},
                    "experts": {"headcount": 1, "queues": ["tier2"]},
                },
                "transferred_bonus": 2,
            },
        }
        | sections
    )


def run(desk, cases, *shifts):
    both = shifts or ((0, 0, 0.0, 3600.0), (1, 0, 0.0, 3600.0))
    plan, journal = played(desk, cases, *both)
    check_by_both(journal, plan)
    return plan, journal


def legs(plan, journal):
    rows = journal.legs
    return [
        (Role(role).name, plan.queues[queue], joined, started, talk_end, Outcome(outcome).name)
        for role, queue, joined, started, talk_end, outcome in zip(
            rows.role,
            rows.queue,
            rows.joined,
            rows.started,
            rows.talk_end,
            rows.outcome,
            strict=True,
        )
    ]


def test_tier_2_finishes_what_an_answer_sends_on():
    plan, journal = run(desk(), [case(0, {"tier2": 1, "specialist": 100})])
    assert legs(plan, journal) == [
        ("ANSWER", "general/phone", 0, 0, 60, "SENT_TO_TIER2"),
        ("TIER2", "tier2/phone", 60, 60, 160, "RESOLVED"),
    ]
    assert journal.contacts.ended.tolist() == [160]
    assert journal.contacts.first_response_end.tolist() == [60]


def test_a_forward_waits_in_the_other_types_queue_with_new_patience():
    cases = [
        case(0, {"forwards": [GENERAL], "forward1_patience": 500}, kind=BILLING, urgency=1),
        case(1, {"answer": 300}, kind=GENERAL, urgency=5),
    ]
    plan, journal = run(desk(channels={"phone": {"kind": "live"}}), cases)
    # The other contact is more urgent than the bonus makes up for.
    assert legs(plan, journal)[:2] == [
        ("ANSWER", "billing/phone", 0, 0, 60, "FORWARDED"),
        ("FORWARD1", "general/phone", 60, 360, 420, "RESOLVED"),
    ]
    assert journal.legs.patience.tolist()[:2] == [inf, 500]


def test_a_bonus_brings_a_forwarded_contact_forward():
    cases = [
        case(0, {"forwards": [GENERAL]}, kind=BILLING),
        case(1, {"answer": 300}, kind=GENERAL, urgency=4),
    ]
    plan, journal = run(desk(), cases)
    assert legs(plan, journal)[1] == ("FORWARD1", "general/phone", 60, 60, 120, "RESOLVED")


def test_a_forwarded_contact_that_is_not_served_in_time_is_abandoned():
    desk_ = desk(
        channels={"phone": {"kind": "live"}},
        people={
            "teams": {
                "desk": {"headcount": 1, "queues": ["billing"]},
                "experts": {"headcount": 1, "queues": ["general", "tier2"]},
            }
        },
    )
    cases = [
        case(0, {"forwards": [GENERAL], "forward1_patience": 30}, kind=BILLING),
        case(1, {"answer": 300}, kind=GENERAL),
    ]
    _, journal = run(desk_, cases)
    assert journal.contacts.ending.tolist() == [Ending.ABANDONED, Ending.PERSON_RESOLVED]
    assert journal.contacts.ended.tolist() == [60 + 30, 1 + 300]


def test_two_forwards_and_tier_2_in_a_row():
    store = {"forwards": [GENERAL, BILLING], "tier2": 1}
    types = {
        name: {"share": 0.5, "handle_time": "1 min", "tier2": {"share": 0.1}}
        for name in ("general", "billing")
    }
    plan, journal = run(desk(inquiry_types=types), [case(0, store, kind=BILLING)])
    assert [leg[0] for leg in legs(plan, journal)] == ["ANSWER", "FORWARD1", "FORWARD2", "TIER2"]
    assert [leg[1] for leg in legs(plan, journal)] == [
        "billing/phone",
        "general/phone",
        "billing/phone",
        "tier2/phone",
    ]
    assert journal.contacts.ended.tolist() == [240]


def mail(**channel):
    return desk(channels={"mail": {"touches": {"mean": 2}} | channel})


def test_a_deferred_contact_takes_several_touches():
    store = {"touches": 3, "reply": 500, "touch2": 40, "touch3": 20, "solved": 0}
    plan, journal = run(mail(), [case(0, store)])
    assert legs(plan, journal) == [
        ("ANSWER", "general/mail", 0, 0, 60, "AWAITS_REPLY"),
        ("TOUCH", "general/mail", 560, 560, 600, "AWAITS_REPLY"),
        ("TOUCH", "general/mail", 1100, 1100, 1120, "UNRESOLVED"),
    ]
    contacts = journal.contacts
    assert (contacts.answered[0], contacts.first_response_end[0], contacts.ended[0]) == (
        0,
        60,
        1120,
    )
    assert contacts.ending[0] == Ending.PERSON_UNRESOLVED


def test_between_touches_the_agent_is_free_and_the_customer_awaited():
    _, journal = run(mail(), [case(0, {"touches": 2, "reply": 9000}), case(10)])
    assert journal.legs.started.tolist() == [0, 60]
    assert journal.contacts.ending.tolist() == [Ending.AWAITING_CUSTOMER, Ending.PERSON_RESOLVED]
    assert np.isnan(journal.contacts.ended[0])


def dispatched(**sections):
    people = {
        "teams": {
            "desk": {"headcount": 1, "queues": ["general", "billing", "tier2"]},
            "readers": {"headcount": 1, "queues": ["dispatch"]},
        }
    }
    return desk(triage={"method": "dispatcher"}, people=people, **sections)


def test_a_dispatcher_reads_every_contact_first():
    plan, journal = run(dispatched(), [case(0), case(1, {"predicted_type": BILLING})])
    assert legs(plan, journal) == [
        ("DISPATCH", "dispatch/phone", 0, 0, 10, "DISPATCHED"),
        ("ANSWER", "general/phone", 10, 10, 70, "RESOLVED"),
        ("DISPATCH", "dispatch/phone", 1, 10, 20, "DISPATCHED"),
        ("MISROUTE", "billing/phone", 20, 70, 90, "TRANSFERRED"),
        ("ANSWER", "general/phone", 90, 90, 150, "RESOLVED"),
    ]
    assert journal.contacts.triaged.tolist() == [10, 20]
    assert journal.contacts.joined.tolist() == [10, 20]


def test_who_leaves_before_a_dispatcher_is_there_has_abandoned():
    desk_ = dispatched(channels={"phone": {"kind": "live"}})
    _, journal = run(desk_, [case(0, {"dispatch": 300}), case(1, {"dispatch_patience": 30})])
    assert journal.contacts.ending[1] == Ending.ABANDONED
    assert journal.contacts.ended[1] == 31
    np.testing.assert_equal(journal.contacts.joined[1], nan)


def test_the_bot_takes_what_a_dispatcher_gives_it():
    desk_ = dispatched(bot={"turn_limit": 2}, returns={"max_attempts": 1})
    _, journal = run(desk_, [case(0, {"solve_turn": 1})])
    assert journal.contacts.bot_start.tolist() == [10]
    assert journal.contacts.ending.tolist() == [Ending.BOT_RESOLVED]


def test_a_channel_that_is_closed_loses_before_the_dispatcher():
    desk_ = dispatched(channels={"phone": {"kind": "live", "hours": "Mon 00:00-00:10"}})
    _, journal = run(desk_, [case(700)])
    assert journal.contacts.ending.tolist() == [Ending.LOST]
    assert not len(journal.legs)
