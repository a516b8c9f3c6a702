"""Weeks in which many people are away: `people.absences`."""

import numpy as np
import pytest
from support.handmade import scenario

from sim.engine.bind.people.roster import make_roster
from sim.engine.journal import Activity, Roster
from sim.scenario.root import Scenario
from sim.workload.draws.streams import Streams

DAY = 86_400.0
FLU = {"start": "1 week", "duration": "1 week", "share": "50 %"}


def desk(*absences: dict, team: dict | None = None, **run) -> Scenario:
    """Forty people from Monday to Friday over a warm-up of one week and a window of three."""
    week = {"kind": "typical", "warm_up": "1 week", "window": "3 weeks", "run_out": 0} | run
    office = {"shifts": [{"hours": "Mon-Fri 09:00-17:00", "agents": 40}]}
    people = {"teams": {"desk": team or office}, "absences": absences}
    return scenario(run=week, people=people)


def roster(of: Scenario) -> Roster:
    return make_roster(of, Streams(1, 0))


def away_by_week(of: Scenario) -> list[int]:
    shifts = roster(of)
    weeks = (shifts.start[shifts.absent] // (7 * DAY)).astype(int)
    return np.bincount(weeks, minlength=4).tolist()


def test_people_are_away_only_while_it_lasts():
    first, second, third, last = away_by_week(desk(FLU))
    assert (first, second, last) == (0, 0, 0)
    assert 70 <= third <= 130  # half of 200 shifts


def test_it_begins_at_the_hour_from_the_start_of_the_window():
    late = desk({"start": "10 h", "duration": "1 day", "share": 1.0})
    shifts = roster(late)
    starts = set(shifts.start[shifts.absent].tolist())
    assert starts == {8 * DAY + 9 * 3600.0}  # Monday's shift has begun by then


def test_it_is_one_chance_for_everybody():
    everyone = desk({"start": 0, "duration": "3 weeks", "share": 1.0})
    assert away_by_week(everyone) == [0, 200, 200, 200]


def test_who_would_be_away_anyway_still_is():
    office = {"shifts": [{"hours": "Mon-Fri 09:00-17:00", "agents": 40}], "absence": 0.1}
    usual, flu = roster(desk(team=office)), roster(desk(FLU, team=office))

    def away(shifts: Roster) -> set[tuple[int, float]]:
        return set(zip(shifts.agent[shifts.absent], shifts.start[shifts.absent], strict=True))

    assert away(usual) < away(flu)
    assert all(2 * 7 * DAY <= start < 3 * 7 * DAY for _, start in away(flu) - away(usual))


def test_a_team_that_is_away_more_often_anyway_is_untouched():
    office = {"shifts": [{"hours": "Mon-Fri 09:00-17:00", "agents": 40}], "absence": 0.6}
    assert away_by_week(desk(team=office)) == away_by_week(desk(FLU, team=office))


def test_the_largest_of_two_counts():
    both = desk(FLU | {"share": 0.2}, FLU)
    assert away_by_week(both) == away_by_week(desk(FLU))


def test_a_headcount_around_the_clock_is_away_day_by_day():
    seats = {"headcount": 20}
    shifts = roster(desk(FLU, team=seats))
    lengths = shifts.end - shifts.start
    assert set(lengths[shifts.absent].tolist()) == {DAY}
    assert set(shifts.activity.tolist()) == {Activity.WORK, Activity.ABSENT}


def test_without_absences_a_headcount_is_one_shift():
    assert len(roster(desk(team={"headcount": 3}))) == 3


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_lies_between_0_and_1(share: float):
    with pytest.raises(ValueError, match="between 0 and 1"):
        desk(FLU | {"share": share})
