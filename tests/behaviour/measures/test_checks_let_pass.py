"""What ordinary desks do, checks let pass: closings with shifts, absences, redials, dispatchers."""

from typing import Any

import numpy as np
import pytest
from support.playing import play_out, workload_of
from support.validation import validate

from sim.base.time import DAY, HOUR
from sim.engine import bind, make_plan, play
from sim.engine.journal import FORWARDS, Ending, Outcome, Role
from sim.measures import check_journal
from sim.scenario.root import Scenario

WEEKS = {"kind": "typical", "warm_up": "0 weeks", "window": "2 weeks", "run_out": "1 week"}
DAYTIME = "Mon-Fri 09:00-17:00"


def desk(**sections: Any) -> Scenario:
    return validate(
        {"name": "desk", "run": WEEKS, "inquiry_types": {"a": {"handle_time": "10 min"}}} | sections
    )


def closing(at_shift_end: str) -> Scenario:
    """Callers who wait when the line closes are mailed on, as the mails' people go home."""
    phone = {"kind": "live", "share": 1, "hours": DAYTIME, "patience": "60 min"}
    shifts = {"shifts": [{"hours": DAYTIME, "agents": 3}], "at_shift_end": at_shift_end}
    return desk(
        demand={"volume": "400/day"},
        channels={
            "phone": phone | {"at_closing": "to_deferred", "diverts_to": "mail"},
            "mail": {"kind": "deferred", "share": 0},
        },
        people={
            "teams": {
                "phones": {"shifts": shifts["shifts"], "queues": ["a/phone"]},
                "mails": shifts | {"queues": ["a/mail"]},
            }
        },
    )


@pytest.mark.parametrize("at_shift_end", ["finish", "pause", "hand_over"])
def test_a_line_may_close_as_people_go_home(at_shift_end: str) -> None:
    _, journal = play_out(closing(at_shift_end))
    legs = journal.legs
    taken = (legs.started % DAY == 17 * HOUR) & (legs.channel == 1)
    assert taken.any()
    if at_shift_end != "finish":
        assert (legs.talk_end == legs.started)[taken].all()


def test_paused_work_is_handed_over_at_midnight_where_its_agent_stays_away() -> None:
    away = desk(
        demand={"volume": "300/day"},
        channels={"mail": {"kind": "deferred"}},
        inquiry_types={"a": {"handle_time": "40 min"}},
        people={"teams": {"mails": {"headcount": 12, "absence": "20 %"}}},
    )
    _, journal = play_out(away)
    legs = journal.legs
    paused = legs.outcome[:-1] == Outcome.PAUSED
    again = paused & (legs.case[1:] == legs.case[:-1]) & (legs.joined[1:] == legs.talk_end[:-1])
    assert again.any()


def test_who_tries_again_as_forwarded_meets_no_wrong_team() -> None:
    redial = {"first": "90 %", "further": "90 %", "as": "forwarded"}
    kind = {"handle_time": "10 min", "share": 0.5}
    forwarded = desk(
        demand={"volume": "500/day"},
        channels={"phone": {"kind": "live", "patience": "2 min", "redial": redial}},
        triage={"method": "ai", "accuracy": "60 %", "misroute_time": "1 min"},
        inquiry_types={
            "a": kind | {"forwards": {"b": "50 %"}},
            "b": kind | {"forwards": {"a": "50 %"}},
        },
        people={
            "teams": {
                "first": {"headcount": 2, "queues": ["a"]},
                "second": {"headcount": 2, "queues": ["b"]},
            }
        },
    )
    _, journal = play_out(forwarded)
    legs = journal.legs
    begins = (legs.number == 0) & (legs.attempt > 0) & np.isin(legs.role, FORWARDS)
    assert begins.any()


def test_the_bot_may_close_what_moved_while_it_waited_for_a_dispatcher() -> None:
    phone = {"kind": "live", "share": 1, "hours": DAYTIME, "patience": "60 min"}
    moved = desk(
        demand={"volume": "300/day"},
        channels={
            "phone": phone | {"at_closing": "to_deferred", "diverts_to": "mail"},
            "mail": {"kind": "deferred", "share": 0},
        },
        triage={"method": "dispatcher", "dispatch_time": "5 min"},
        bot={},
        people={"teams": {"desk": {"shifts": [{"hours": DAYTIME, "agents": 3}]}}},
    )
    _, journal = play_out(moved)
    legs, contacts = journal.legs, journal.contacts
    waited = (legs.outcome == Outcome.MOVED) & (legs.role == Role.DISPATCH)
    cases = set(zip(legs.case[waited].tolist(), legs.attempt[waited].tolist(), strict=True))
    closed = contacts.ending == Ending.BOT_RESOLVED
    by_bot = zip(contacts.case[closed].tolist(), contacts.attempt[closed].tolist(), strict=True)
    assert cases & set(by_bot)


def test_who_helped_goes_on_with_what_was_paused() -> None:
    """A team that helps after ten minutes is gone before it has finished."""
    own = {"shifts": [{"hours": DAYTIME, "agents": 1}], "queues": ["a"]}
    helping = {"shifts": [{"hours": "Mon-Fri 09:00-13:00", "agents": 3}], "queues": []}
    helped = desk(
        demand={"volume": "60/day"},
        channels={"mail": {"kind": "deferred"}},
        inquiry_types={"a": {"handle_time": "50 min"}},
        people={"teams": {"own": own, "helping": helping | {"overflow": {"a": "10 min"}}}},
    )
    _, journal = play_out(helped)
    legs = journal.legs
    resumed = (legs.team == 1) & (legs.started == legs.joined) & (legs.started % DAY == 9 * HOUR)
    assert (resumed & (legs.role == Role.ANSWER)).any()


def test_arms_of_a_project_may_divert_to_different_channels() -> None:
    def arm(target: str) -> Scenario:
        phone = {"kind": "live", "share": 1, "hours": DAYTIME, "outside_hours": "divert"}
        return desk(
            run={"kind": "project", "months": 1, "warm_up": "1 week"},
            demand={"volume": "100/day"},
            channels={
                "phone": phone | {"diverts_to": target},
                "mail": {"kind": "deferred", "share": 0},
                "form": {"kind": "deferred", "share": 0},
            },
            people={"teams": {"desk": {"shifts": [{"hours": DAYTIME, "agents": 4}]}}},
        )

    before, after = arm("mail"), arm("form")
    plan = make_plan(after, before)
    journal = play(plan, bind(after, workload_of(after), before))
    check_journal(journal, plan)
    assert {0, 1, 2} <= set(journal.contacts.handled_on.tolist())
