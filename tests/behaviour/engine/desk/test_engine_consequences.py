"""What an event causes happens at once, one contact after the other in the order noted."""

import pytest
from support.audits import check_by_both
from support.handmade import case, played, scenario

from sim.engine.journal import Ending, Outcome, Role

CHAT, MAIL = 0, 1
CLOSING = 1200.0
BOT = {"handover_saves": 0, "escalated_handling": 1}


def checked(desk, cases, *shifts):
    plan, journal = played(desk, cases, *shifts)
    check_by_both(journal, plan)
    return journal


def closing_desk():
    """A chat line that moves to mail when it closes, and one free agent for mail."""
    teams = {
        "chat": {"headcount": 1, "queues": ["general/chat"]},
        "mail": {"headcount": 1, "queues": ["general/mail"]},
    }
    channels = {
        "chat": {
            "kind": "live",
            "hours": "Mon 00:00-00:20",
            "at_closing": "to_deferred",
            "diverts_to": "mail",
        },
        "mail": {},
    }
    return scenario(channels=channels, people={"teams": teams})


ONE_EACH = ((0, 0, 0.0, 3600.0), (1, 0, 0.0, 3600.0))


@pytest.mark.parametrize("patient", [0, 1])
def test_who_is_moved_first_takes_the_free_agent_patient_or_not(patient: int) -> None:
    stores = [{"patience": 1000.0}, {"patience": 1000.0}]
    stores[patient] = {}
    busy = case(0, {"answer": 3000})
    journal = checked(
        closing_desk(), [busy, case(1000, stores[0]), case(1001, stores[1])], *ONE_EACH
    )
    legs = journal.legs
    moved = legs.outcome == Outcome.MOVED
    assert legs.left[moved].tolist() == [CLOSING, CLOSING]
    by_mail = legs.channel == MAIL
    assert legs.case[by_mail].tolist() == [1, 2]
    assert legs.started[by_mail].tolist() == [CLOSING, CLOSING + 60]


@pytest.mark.parametrize("patient", [0, 1])
def test_two_slots_are_filled_by_one_offer(patient: int) -> None:
    desk = scenario(
        channels={"chat": {"kind": "live"}},
        people={"teams": {"desk": {"headcount": 1, "slots": {"chat": 2}, "slow_down": {2: 2}}}},
    )
    stores = [{"patience": 500.0}, {"patience": 500.0}]
    stores[patient] = {}
    # Nobody is there until 300; then one offer takes both, the longer waiting first.
    journal = checked(desk, [case(100, stores[0]), case(101, stores[1])], (0, 0, 300.0, 3600.0))
    assert journal.legs.started.tolist() == [300, 300]
    assert journal.legs.in_hand.tolist() == [1, 2]
    assert journal.legs.talk_end.tolist() == [360, 420]


def test_an_outage_of_three_sessions_before_one_free_agent() -> None:
    bot = BOT | {"outages": [{"start": "100 s", "duration": "10 min"}]}
    desk = scenario(bot=bot)
    cases = [case(60, {"patience": 900.0}), case(70), case(80, {"patience": 900.0})]
    journal = checked(desk, cases)
    assert journal.contacts.bot_end.tolist() == [100, 100, 100]
    assert journal.legs.joined.tolist() == [100, 100, 100]
    assert journal.legs.started.tolist() == [100, 160, 220]


def test_what_a_noted_contact_notes_stands_behind() -> None:
    """The freed dispatcher's offer comes after the contacts that the closing has noted."""
    channels = {"phone": {"kind": "live", "hours": "Mon 00:00-00:20", "at_closing": "disconnect"}}
    desk = scenario(channels=channels)
    cases = [case(0, {"answer": 1500}), case(10), case(20, {"patience": 1180.0}), case(30)]
    journal = checked(desk, cases)
    assert journal.contacts.ending.tolist()[1:] == [Ending.DISCONNECTED] * 3
    assert journal.contacts.ended.tolist() == [1500, CLOSING, CLOSING, CLOSING]


def test_served_at_the_instant_at_which_patience_ends_is_served() -> None:
    journal = checked(scenario(), [case(0), case(10, {"patience": 50.0})])
    assert journal.legs.started.tolist() == [0, 60]
    assert journal.contacts.ending.tolist() == [Ending.PERSON_RESOLVED] * 2


def test_who_left_without_a_sign_is_found_out_after_everybody_else_is_gone() -> None:
    run = {"kind": "day", "until": "10 min", "at_end": "drain"}
    channels = {"chat": {"kind": "live", "silent_abandonment": 1, "silent_time": "30 s"}}
    desk = scenario(run=run, channels=channels)
    cases = [case(0, {"answer": 700}), case(599, {"silent": 1.0, "patience": 20.0})]
    journal = checked(desk, cases)
    silent = journal.legs.outcome == Outcome.SILENT
    assert journal.legs.role[silent].tolist() == [Role.ANSWER]
    assert journal.legs.started[silent].tolist() == [700]
    assert journal.end == 730
