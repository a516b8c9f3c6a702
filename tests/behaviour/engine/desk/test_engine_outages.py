"""Bot outages: new contacts go to people, running sessions are escalated in order."""

import numpy as np
import pytest
from support.handmade import case, played, scenario

from sim.engine.journal import Ending

OUTAGE = {"outages": [{"start": "100 s", "duration": "200 s"}], "turn_limit": 40}


def names(plan, contacts):
    return [plan.rules[rule] if rule >= 0 else "" for rule in contacts.rule]


@pytest.fixture
def run():
    desk = scenario(bot=OUTAGE, people={"teams": {"desk": {"headcount": 1}}})
    cases = [
        case(50, {"solve_turn": 5}),
        # Its tenth turn would end at the very instant at which the outage begins.
        case(0, {"solve_turn": 10}),
        case(75, {"solve_turn": 6}),
        case(100, {"solve_turn": 1}),
        case(250),
        case(300, {"solve_turn": 1}),
    ]
    return played(desk, sorted(cases, key=lambda row: row[0]))


def test_sessions_that_run_are_escalated_at_once(run):
    plan, journal = run
    running = journal.contacts.take(journal.contacts.arrival < 100)
    assert names(plan, running) == ["outage"] * 3
    assert running.bot_end.tolist() == [100.0] * 3


def test_a_turn_that_would_end_at_the_instant_does_not_count(run):
    contacts = run[1].contacts
    assert contacts.turns[contacts.arrival == 0].tolist() == [9]


def test_people_get_them_in_the_order_of_their_sessions(run):
    legs = run[1].legs
    escalated = legs.take(legs.joined == 100)
    by_start = escalated.take(np.argsort(escalated.started))
    # The last is the contact that arrived at that instant: its waiting began later.
    assert by_start.since.tolist() == [0.0, 50.0, 75.0, 100.0]


def test_new_contacts_go_to_people_while_it_lasts(run):
    plan, journal = run
    inside = journal.contacts.take(
        (journal.contacts.arrival >= 100) & (journal.contacts.arrival < 300)
    )
    assert np.isnan(inside.bot_start).all()
    assert names(plan, inside) == ["", ""]


def test_the_bot_is_back_at_the_end(run):
    contacts = run[1].contacts
    assert contacts.ending[contacts.arrival == 300].tolist() == [Ending.BOT_RESOLVED]


def test_overlapping_outages_are_one():
    both = [{"start": "100 s", "duration": "100 s"}, {"start": "150 s", "duration": "150 s"}]
    desk = scenario(bot={"outages": both})
    plan, journal = played(desk, [case(250, {"solve_turn": 1}), case(300, {"solve_turn": 1})])
    assert plan.outages.tolist() == [[100.0, 300.0]]
    assert np.isnan(journal.contacts.bot_start).tolist() == [True, False]
