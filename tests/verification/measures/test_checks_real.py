"""The checks on journals that the engine played, whole and tampered with."""

import pickle
from dataclasses import fields, replace

import numpy as np
import pytest
from support.audits import check_by_both
from support.journals import changed, desk
from support.playing import play_out

from sim.base.arrays import Flags
from sim.engine import bind, make_plan, play
from sim.engine.journal import Role
from sim.engine.plan.rules import BuiltIn
from sim.measures import ConservationError
from sim.workload import generate

HOUR = 3600.0
SECTIONS = {
    "run": {"warm_up": "0 weeks", "window": "1 week", "run_out": "1 week"},
    "demand": {"volume": "150/day"},
    "channels": {
        "phone": {"kind": "live", "hours": "Mon-Fri 09:00-17:00", "patience": "3 min"},
        "mail": {},
    },
    "inquiry_types": {
        "how": {"share": 0.6, "handle_time": "8 min", "after_call": 0.2},
        "bill": {"share": 0.4, "handle_time": "8 min", "solved_by_person": 0.5},
    },
    "people": {
        "teams": {
            "early": {"shifts": [{"hours": "Mon-Fri 09:00-15:00", "agents": 2}], "absence": 0.3},
            "late": {"queues": ["how"], "shifts": [{"hours": "Mon-Fri 11:00-17:00", "agents": 1}]},
        }
    },
    "returns": {"max_attempts": 3, "delay": "1 day"},
    "segments": {"few": {"customers": 5}, "many": {"customers": 500}},
    "programmes": {"notice": {"types": "how", "reach": 0.5, "success": 0.3}},
}
TIMES = [
    (part, column)
    for part, columns in {
        "contacts": "arrival triaged bot_start bot_reply bot_end joined answered "
        "first_response_end ended returned",
        "legs": "joined since patience left started talk_end wrap_end",
        "roster": "start end",
        "integrals": "waiting busy available bot",
    }.items()
    for column in columns.split()
]
FREE = {
    *("confidence", "asked", "turns", "urgency", "predicted_urgency", "layer", "ordinal", "day"),
    # What handling would have taken without it is not in the journal.
    "factor",
}


@pytest.fixture(scope="module")
def played():
    bot = {"review": {"team": "late", "share": 0.5, "types": ["bill"]}}
    return play_out(desk(**SECTIONS, bot=bot))


def test_the_run_has_all_kinds_of_endings(played):
    _, journal = played
    assert set(journal.contacts.ending.tolist()) >= {5, 6, 7, 8, 9, 10, 12, 15}


def test_the_journal_passes(played):
    plan, journal = played
    check_by_both(journal, plan)


@pytest.mark.parametrize(("part", "column"), TIMES)
def test_an_hour_more_in_a_column_fails(played, part: str, column: str):
    plan, journal = played
    values = getattr(getattr(journal, part), column) + HOUR
    with pytest.raises(ConservationError):
        check_by_both(changed(journal, part, column, values), plan)


@pytest.mark.parametrize("part", ["contacts", "legs", "roster"])
def test_a_shuffled_column_fails(played, part: str):
    plan, journal = played
    rng = np.random.default_rng(1)
    for field in fields(getattr(journal, part)):
        if field.name in FREE or field.type is Flags:
            continue
        values = rng.permutation(getattr(getattr(journal, part), field.name))
        with pytest.raises(ConservationError):
            check_by_both(changed(journal, part, field.name, values), plan)


def test_a_review_of_no_contact_fails(played):
    plan, journal = played
    legs = journal.legs
    alone = (legs.role == Role.REVIEW) & (legs.number == 0)
    alone[:-1] &= legs.case[1:] != legs.case[:-1]
    row = int(np.flatnonzero(alone)[-1])
    contacts = journal.contacts.take(journal.contacts.case < legs.case[row])
    legs = legs.take(np.arange(row + 1))
    with pytest.raises(ConservationError, match="a leg belongs to a contact"):
        check_by_both(replace(journal, contacts=contacts, legs=legs), plan)


@pytest.mark.parametrize("kind", ["drain", "cut"])
def test_a_day_that_drains_or_is_cut_passes(kind: str):
    day = {"kind": "day", "until": 20 * HOUR, "at_end": kind}
    plan, journal = play_out(desk(**SECTIONS | {"run": day, "demand": {"volume": "600/day"}}))
    assert (journal.end > 20 * HOUR) == (kind == "drain")
    check_by_both(journal, plan)


def test_breaks_and_time_off_the_queue_pass():
    early = SECTIONS["people"]["teams"]["early"]
    pattern = early["shifts"][0] | {"breaks": ["daily 12:00-12:30"]}
    teams = {"early": early | {"shifts": [pattern], "off_queue": 0.1}}
    plan, journal = play_out(desk(**SECTIONS | {"people": {"teams": teams}}))
    check_by_both(journal, plan)
    assert set(journal.roster.activity.tolist()) == {0, 1, 2, 3}


def test_an_outage_of_the_bot_passes():
    outage = {"start": "34 h", "duration": "3 h"}
    plan, journal = play_out(
        desk(**SECTIONS | {"bot": {"outages": [outage], "turn_time": "10 min"}})
    )
    assert plan.policy.number(BuiltIn.OUTAGE) in journal.contacts.rule
    check_by_both(journal, plan)


def test_a_project_whose_arms_share_the_weeks_before_the_launch_passes():
    months = {"kind": "project", "start": "2026-02-01", "months": 1, "run_out": "1 week"}
    sections = SECTIONS | {"run": months | {"warm_up": "1 week"}, "demand": {"volume": "60/day"}}
    after, before = desk(**sections), desk(**sections | {"bot": {"asks_at_once": 0.9}})
    plan = make_plan(after, before)
    workload = generate(after, 1, 0, after.run.horizon(), 1.0)
    journal = play(plan, bind(after, workload, before))
    asked_before_the_launch = len(plan.policy.names) + plan.before.policy.number(BuiltIn.ASKED)
    assert asked_before_the_launch in journal.contacts.rule
    check_by_both(journal, plan)


def test_a_failed_check_comes_home_from_another_process():
    error = ConservationError("in hand", 3, {"counted": 1.0, "found": 2.0})
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.row) == (str(error), 3)
