"""Shifts cut into work, breaks, blocks and absences; bought hours; people who join and leave."""

from datetime import date

import pytest
from support.handmade import scenario

from sim.engine.bind.people.roster import handed_over, make_roster
from sim.engine.journal import Activity
from sim.workload.draws.streams import Streams

HOUR, DAY = 3600.0, 86_400.0


def rostered(team, replication=0, **run):
    desk = scenario(
        run={"kind": "typical", "start": date(2026, 1, 5)} | run, people={"teams": {"desk": team}}
    )
    return make_roster(desk, Streams(1, replication))


def of_kind(roster, activity):
    return roster.take(roster.activity == activity)


def spans(roster, days=1.0):
    early = roster.take(roster.start < days * DAY)
    return [(float(s / HOUR), float(e / HOUR)) for s, e in zip(early.start, early.end, strict=True)]


def test_a_break_cuts_the_shift():
    shift = {"hours": "Mon-Fri 09:00-17:00", "breaks": "daily 12:00-12:30"}
    roster = rostered({"shifts": [shift]})
    assert spans(of_kind(roster, Activity.WORK)) == [(9, 12), (12.5, 17)]
    assert spans(of_kind(roster, Activity.BREAK)) == [(12, 12.5)]


def test_a_break_outside_the_shift_is_none():
    shift = {"hours": "Mon-Fri 09:00-12:00", "breaks": "daily 12:00-12:30"}
    assert not len(of_kind(rostered({"shifts": [shift]}), Activity.BREAK))


def test_a_break_that_reaches_over_the_end_is_cut():
    shift = {"hours": "Mon-Fri 09:00-12:15", "breaks": "daily 12:00-12:30"}
    roster = rostered({"shifts": [shift]})
    assert spans(of_kind(roster, Activity.BREAK)) == [(12, 12.25)]
    assert spans(of_kind(roster, Activity.WORK)) == [(9, 12)]


def test_an_absence_is_for_the_whole_shift():
    shift = {"hours": "Mon-Fri 09:00-17:00", "agents": 10, "breaks": "daily 12:00-12:30"}
    roster = rostered({"shifts": [shift], "absence": 0.2})
    away = of_kind(roster, Activity.ABSENT)
    assert set(away.end - away.start) == {8 * HOUR}
    assert len(away) / (10 * 14 * 5) == pytest.approx(0.2, abs=0.05)


def test_time_scheduled_is_the_same_whatever_happens():
    plain = rostered({"shifts": [{"hours": "Mon-Fri 09:00-17:00", "agents": 3}]})
    shift = {"hours": "Mon-Fri 09:00-17:00", "agents": 3, "breaks": "daily 12:00-12:30"}
    rich = rostered({"shifts": [shift], "absence": 0.1, "off_queue": 0.15})
    assert (plain.end - plain.start).sum() == (rich.end - rich.start).sum()


def test_hours_are_whole_people_and_one_who_goes_home_earlier():
    shift = {"hours": "Mon-Fri 09:00-17:00"}
    roster = rostered({"shifts": [shift], "labour": "hours", "hours_week": "50 h"})
    assert spans(roster) == [(9, 17), (9, 11)]
    assert (roster.end - roster.start).sum() == 14 * 50 * HOUR


def test_people_join_and_leave_by_month():
    team = {"shifts": [{"hours": "Mon-Fri 09:00-17:00", "agents": 2}], "changes": {1: -1, 2: 2}}
    roster = rostered(team, kind="project", warm_up="1 week", months=3, run_out="0 s")
    launch = 7 * DAY
    heads = {
        month: len(set(roster.agent[(roster.start >= at) & (roster.start < at + 7 * DAY)]))
        for month, at in {0: launch, 1: launch + 31 * DAY, 2: launch + 59 * DAY}.items()
    }
    assert heads == {0: 2, 1: 1, 2: 3}


def test_at_the_launch_the_shifts_change_hands():
    one = rostered({"headcount": 1})
    two = rostered({"headcount": 2})
    both = handed_over(one, two, 10 * DAY)
    assert both.start.tolist() == [0.0, 10 * DAY, 10 * DAY]
    assert both.agent.tolist() == [0, 0, 1]


def test_absences_of_two_replications_differ():
    team = {"shifts": [{"hours": "Mon-Fri 09:00-17:00", "agents": 10}], "absence": 0.2}
    assert (rostered(team).absent != rostered(team, 1).absent).any()
