"""How many events and bytes a contact takes: the deterministic side of speed and memory.

Each bound is what the model needs, so that one event or column more is noticed. Who raises a bound
says in the changelog what it buys.
"""

from typing import Any

import numpy as np
import pytest
from support.playing import bound_of
from support.validation import validate
from support.work import kernel_events, simpy_events, size_of

from sim.engine import Bound, Plan, make_plan, play
from sim.engine.kernel.playing import not_loaded
from sim.scenario.files.loading import load
from sim.scenario.root import Scenario

needs_kernel = pytest.mark.skipif(bool(not_loaded()), reason="without the compiled engine")

AGENTS = 10
BESIDE = 3 * AGENTS
"""Events that belong to no contact: agents who come on duty, and the end."""
CASE, CONTACT, LEG = 12 * 8, 28 * 8, 7 * 8
"""Bytes that are bound for a case, for each of its attempts, and for each leg."""
CONTACT_ROW, LEG_ROW = 283, 144
"""Bytes of a row of the journal's contacts and of its legs."""


def desk(**sections: Any) -> Scenario:
    """Ten people at a load of .9, for some two hours, whom nobody calls back."""
    document = {
        "name": "work",
        "run": {"kind": "day", "until": "2 h", "at_end": "cut"},
        "demand": {"volume": "1620/hour", "profile": "flat", "busyness": {"cv": 0}},
        "channels": {"phone": {"kind": "live", "patience": "never"}},
        "inquiry_types": {"call": {"handle_time": "exponential 20 s", "solved_by_person": 1}},
        "returns": {"max_attempts": 1},
        "people": {"teams": {"desk": {"headcount": AGENTS}}},
    }
    return validate(document | sections)


PATIENCE = {"channels": {"phone": {"kind": "live", "patience": "exponential 60 s"}}}
BOT = {
    "bot": {
        "resolution_rate": 0.65,
        "turn_limit": 1,
        "turns_to_solve": [1],
        **dict.fromkeys(("false_resolution", "asks_at_once", "asks_per_turn"), 0),
        "leaves_per_turn": 0,
    }
}
DESKS = {"M/M/10": {}, "M/M/10+M": PATIENCE, "bot": BOT}


def prepared(name: str) -> tuple[Plan, Bound]:
    scenario = desk(**DESKS[name])
    return make_plan(scenario), bound_of(scenario)


@needs_kernel
@pytest.mark.parametrize("name", DESKS)
def test_a_contact_takes_an_event_for_all_that_happens_to_it(name: str) -> None:
    """An arrival, the end of a session, the end of a talk or of patience: nothing else."""
    plan, bound = prepared(name)
    journal = play(plan, bound, "compiled")
    contacts, sessions = len(journal.contacts), np.count_nonzero(journal.contacts.turns)
    needed = contacts + sessions + len(journal.legs)
    assert contacts < kernel_events(plan, bound) <= needed + BESIDE


@pytest.mark.parametrize("name", DESKS)
def test_simpy_takes_few_events_for_a_contact(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process begins and ends, a wait is granted; a timeout for each event of the kernel."""
    plan, bound = prepared(name)
    events = simpy_events(monkeypatch)
    contacts = len(play(plan, bound, "simpy").contacts)
    assert contacts < events["step"] <= 6 * contacts + BESIDE


@pytest.mark.parametrize("name", DESKS)
def test_a_contact_takes_so_many_bytes(name: str) -> None:
    plan, bound = prepared(name)
    journal = play(plan, bound)
    cases, legs = len(bound.cases), len(journal.legs)
    roster = size_of(bound.roster) + size_of(bound.agents)
    assert 0 < size_of(bound) - roster <= cases * (CASE + CONTACT + LEG) + 1000
    rows = size_of(journal.contacts) + size_of(journal.legs)
    assert 0 < rows <= CONTACT_ROW * len(journal.contacts) + LEG_ROW * legs


@needs_kernel
def test_a_whole_desk_takes_little_more() -> None:
    """Telecom: three channels, triage, returns, shifts with breaks."""
    scenario = load("telecom").arm("ai")
    plan, bound = make_plan(scenario), bound_of(scenario)
    journal = play(plan, bound, "compiled")
    contacts = len(journal.contacts)
    assert contacts < kernel_events(plan, bound) <= 5 * contacts
    attempts = scenario.returns.max_attempts
    legs_of_attempts = 6 * LEG
    most = CASE + attempts * CONTACT + legs_of_attempts
    assert 0 < size_of(bound) - size_of(bound.roster) <= most * len(bound.cases)
