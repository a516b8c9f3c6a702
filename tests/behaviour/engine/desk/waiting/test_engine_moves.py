"""Contacts that go on by another channel, help from further teams, and leaving without a sign."""

import numpy as np
from support.audits import check_by_both
from support.handmade import case, played, scenario

from sim.engine.journal import Ending, Outcome

CHAT, MAIL = 0, 1
CLOSING = 1200.0


def desk(teams=None, **chat):
    return scenario(
        channels={
            "chat": {"kind": "live", "hours": "Mon 00:00-00:20", "patience": "never"} | chat,
            "mail": {},
        },
        people={"teams": teams or {"desk": {"headcount": 1}}},
    )


def run(desk, cases, *shifts):
    plan, journal = played(desk, cases, *shifts)
    check_by_both(journal, plan)
    return plan, journal


def test_outside_the_opening_hours_a_contact_is_diverted():
    plan, journal = run(desk(outside_hours="divert", diverts_to="mail"), [case(1500)])
    assert plan.queues[journal.legs.queue[0]] == "general/mail"
    assert (journal.contacts.channel[0], journal.contacts.handled_on[0]) == (CHAT, MAIL)
    assert journal.contacts.ending[0] == Ending.PERSON_RESOLVED


def test_inside_them_it_is_not():
    _, journal = run(desk(outside_hours="divert", diverts_to="mail"), [case(100)])
    assert journal.contacts.handled_on.tolist() == [CHAT]


def test_who_waits_at_closing_goes_on_by_mail():
    desk_ = desk(at_closing="to_deferred", diverts_to="mail")
    plan, journal = run(desk_, [case(1100, {"answer": 300}), case(1150)])
    moved, answer = 1, 2
    legs = journal.legs
    assert legs.outcome.tolist() == [Outcome.RESOLVED, Outcome.MOVED, Outcome.RESOLVED]
    assert legs.left[moved] == CLOSING
    assert (legs.joined[answer], legs.started[answer]) == (CLOSING, 1400)
    assert plan.queues[legs.queue[answer]] == "general/mail"


def test_nobody_is_left_on_a_closed_line_that_moves():
    desk_ = desk(at_closing="to_deferred", diverts_to="mail")
    _, journal = run(desk_, [case(100)], (0, 0, 2000.0, 3600.0))
    assert journal.legs.left[0] == CLOSING
    assert journal.contacts.ended.tolist() == [2060]


def helped(**overflow):
    teams = {
        "first": {"headcount": 1, "queues": ["general/chat"]},
        "second": {"headcount": 1, "queues": ["general/mail"], "overflow": overflow},
    }
    return desk(teams)


BOTH = ((0, 0, 0.0, 3600.0), (1, 0, 0.0, 3600.0))


def test_a_further_team_helps_after_a_while():
    desk_ = helped(**{"general/chat": "30 s"})
    _, journal = run(desk_, [case(0, {"answer": 600}), case(10)], *BOTH)
    assert journal.legs.team.tolist() == [0, 1]
    assert journal.legs.started.tolist() == [0, 40]


def test_a_further_team_that_is_busy_helps_when_it_is_free():
    desk_ = helped(**{"*/chat": "30 s"})
    mail = case(5, {"answer": 100}, channel=MAIL)
    _, journal = run(desk_, [case(0, {"answer": 600}), mail, case(10)], *BOTH)
    assert journal.legs.started.tolist() == [0, 5, 105]
    assert journal.legs.team.tolist() == [0, 1, 1]


def test_own_work_of_equal_score_that_waits_longer_comes_first():
    desk_ = helped(general="30 s")
    cases = [case(0, {"answer": 600}), case(5, {"answer": 100}, channel=MAIL)]
    cases += [case(8, channel=MAIL), case(10)]
    _, journal = run(desk_, cases, *BOTH)
    assert journal.legs.started.tolist() == [0, 5, 105, 165]


def test_without_overflow_a_contact_waits_for_its_team():
    _, journal = run(helped(), [case(0, {"answer": 600}), case(10)], *BOTH)
    assert journal.legs.started.tolist() == [0, 600]


def test_whom_a_further_team_could_help_may_leave_before():
    desk_ = helped(**{"general/chat": "30 s"})
    cases = [case(0, {"answer": 600}), case(10, {"patience": 20}), case(100, {"patience": 400})]
    _, journal = run(desk_, cases, *BOTH)
    assert journal.contacts.ending[1] == Ending.ABANDONED
    assert journal.legs.started[2] == 130


def silent(**chat):
    return desk(silent_abandonment=0.7, silent_time=15, **chat)


def test_who_leaves_without_a_sign_costs_an_agent_time():
    cases = [case(0, {"answer": 100}), case(10, {"patience": 20, "silent": 1}), case(50)]
    _, journal = run(silent(), cases)
    contacts, legs = journal.contacts, journal.legs
    assert (contacts.ending[1], contacts.ended[1]) == (Ending.ABANDONED, 30)
    assert legs.outcome[1] == Outcome.SILENT
    # The agent opens the contact in vain for 15 s before the next one.
    assert (legs.started[1], legs.wrap_end[1], legs.started[2]) == (100, 115, 115)
    assert np.isnan(contacts.answered[1])


def test_who_leaves_without_a_sign_may_stay_in_line_to_the_closing():
    cases = [case(1100, {"answer": 900}), case(1110, {"patience": 20, "silent": 1})]
    _, journal = run(silent(at_closing="disconnect"), cases)
    assert journal.legs.left[1] == CLOSING
    assert (journal.legs.outcome[1], journal.contacts.ended[1]) == (Outcome.SILENT, 1130)


def test_who_has_left_without_a_sign_may_try_again():
    store = {"patience": 20, "silent": 1, "redials": 1, "redial_delay": 60}
    _, journal = run(silent(redial={}), [case(0, {"answer": 100}), case(10, store)])
    assert journal.contacts.arrival.tolist() == [0, 10, 90]


def test_a_run_that_drains_waits_until_somebody_finds_out():
    desk_ = silent()
    run_ = desk_.run.model_copy(update={"at_end": "drain"})
    desk_ = desk_.model_copy(update={"run": run_})
    cases = [case(0, {"answer": 5000}), case(10, {"patience": 20, "silent": 1})]
    _, journal = run(desk_, cases, (0, 0, 0.0, 9000.0))
    assert journal.legs.wrap_end.tolist() == [5000, 5015]
