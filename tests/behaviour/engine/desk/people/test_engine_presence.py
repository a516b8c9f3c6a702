"""Stretches that touch are one presence: midnight and the launch are no end of duty."""

import numpy as np
from support.audits import check_by_both
from support.handmade import case, played, scenario

from sim.engine.journal import Ending
from sim.engine.timeline import Change, duty_events
from sim.measures.rows.agents import agent_states

DAY = 86_400.0
CLOSED = 10.0
"""The line closes then, ten seconds before midnight."""


def night_desk():
    """A line that closes just before midnight and loses who has nobody to wait for."""
    channels = {
        "phone": {"kind": "live", "hours": "Mon 00:00-23:59", "patience": "never"},
    }
    return scenario(run={"kind": "day", "until": "25 h", "at_end": "cut"}, channels=channels)


TOUCHING = ((0, 0, 0.0, DAY), (0, 0, DAY, 2 * DAY))
APART = ((0, 0, 0.0, DAY), (0, 0, DAY + 1, 2 * DAY))


def waiting_over_midnight(*shifts):
    busy = case(DAY - 300, {"answer": 600})
    plan, journal = played(night_desk(), [busy, case(DAY - 120)], *shifts)
    check_by_both(journal, plan)
    return journal.contacts


def test_nobody_is_disconnected_at_midnight() -> None:
    contacts = waiting_over_midnight(*TOUCHING)
    assert contacts.ending.tolist() == [Ending.PERSON_RESOLVED] * 2
    assert contacts.answered.tolist()[1] == DAY + 300


def test_a_gap_is_an_end_of_duty() -> None:
    contacts = waiting_over_midnight(*APART)
    assert contacts.ending.tolist()[1] == Ending.DISCONNECTED
    assert contacts.ended.tolist()[1] == DAY


def test_touching_stretches_make_no_event_but_that_of_the_factor() -> None:
    plan, journal = played(night_desk(), [case(0)], *TOUCHING)
    events = duty_events(journal.roster, plan.horizon.end)
    assert [(event.time, event.change) for event in events] == [
        (0.0, Change.START),
        (DAY, Change.START),
    ]


def test_work_over_midnight_is_no_overtime() -> None:
    _, journal = played(night_desk(), [case(DAY - 300, {"answer": 600})], *TOUCHING)
    states = agent_states(journal)
    assert not states.overtime.any()
    assert np.sum((states.end - states.start)[states.busy]) == 600


def test_idle_since_lasts_over_the_touch() -> None:
    shifts = [(0, 0, 0.0, 100.0), (0, 0, 100.0, 3600.0), (0, 1, 50.0, 3600.0)]
    _, journal = played(scenario(), [case(200)], *shifts)
    assert journal.legs.agent.tolist() == [0]
