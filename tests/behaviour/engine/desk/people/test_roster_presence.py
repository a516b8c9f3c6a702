"""Who is on duty when: shift patterns, headcount by half hour, absence, breaks."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from support.handmade import case, played, scenario
from support.playing import bound_of, play_out, row_of, z_of_share

from sim.base.time import HALF_HOUR
from sim.engine.journal import Activity, Roster
from sim.scenario.root import Scenario

DAY, HOUR = 86_400.0, 3600.0
OFFICE = {"hours": "Mon-Fri 09:00-17:00", "agents": 4}


def desk(team: dict[str, Any], **sections: Any) -> Scenario:
    run = {"warm_up": "0 weeks", "window": "2 weeks", "run_out": "0 weeks"}
    return scenario(people={"teams": {"desk": team}}, **{"run": run} | sections)


def roster(team: dict[str, Any], replication: int = 0) -> Roster:
    """The roster of the run's two weeks."""
    return bound_of(desk(team), replication).roster.until(14 * DAY)


def on_duty(shifts: Roster, time: float) -> int:
    worked = shifts.activity == Activity.WORK
    return int(np.count_nonzero(worked & (shifts.start <= time) & (shifts.end > time)))


def test_shift_patterns_repeat_by_the_week() -> None:
    shifts = roster({"shifts": [OFFICE]})
    for day in range(14):
        for hour, heads in ((8.99, 0), (9, 4), (12, 4), (16.99, 4), (17, 0)):
            assert on_duty(shifts, day * DAY + hour * HOUR) == (heads if day % 7 < 5 else 0)


def test_patterns_follow_each_other_in_the_agents_numbers() -> None:
    late = {"hours": "Mon-Fri 12:00-20:00", "agents": 2}
    shifts = roster({"shifts": [OFFICE, late]})
    starts = set(zip(shifts.agent.tolist(), (shifts.start % DAY).tolist(), strict=True))
    assert starts == {(agent, (9 if agent < 4 else 12) * HOUR) for agent in range(6)}


def test_a_night_shift_ends_on_the_next_day() -> None:
    shifts = roster({"shifts": [{"hours": "daily 22:00-06:00", "agents": 1}]})
    # The one that began on the day before the run is cut at its start.
    assert (shifts.start[0], shifts.end[0]) == (0, 6 * HOUR)
    assert (shifts.start[1], shifts.end[1]) == (22 * HOUR, 30 * HOUR)
    assert shifts.end[-1] == 14 * DAY


@pytest.mark.parametrize("length", [48, 336])
def test_a_headcount_is_followed_by_the_half_hour(length: int) -> None:
    heads = [(7 * i) % 5 for i in range(length)]
    shifts = roster({"headcount": heads})
    for half_hour in range(2 * 336):
        found = on_duty(shifts, half_hour * HALF_HOUR)
        assert found == on_duty(shifts, (half_hour + 0.9) * HALF_HOUR) == heads[half_hour % length]


def test_a_headcount_of_h_means_the_agents_below_h() -> None:
    shifts = roster({"headcount": [i % 3 for i in range(48)]})
    at_one = (shifts.start <= HALF_HOUR) & (shifts.end > HALF_HOUR)
    assert shifts.agent[at_one].tolist() == [0]
    at_two = (shifts.start <= 2 * HALF_HOUR) & (shifts.end > 2 * HALF_HOUR)
    assert sorted(shifts.agent[at_two].tolist()) == [0, 1]


def test_a_week_of_headcount_begins_on_monday() -> None:
    heads = [1] * 48 + [0] * 288
    wednesday = {"kind": "day", "start": date(2026, 1, 7), "until": "10 days"}
    shifts = bound_of(desk({"headcount": heads}, run=wednesday)).roster
    assert shifts.start[0] == 5 * DAY


def test_the_share_of_absences() -> None:
    shifts = roster({"shifts": [OFFICE | {"agents": 500}], "absence": 0.12})
    assert len(shifts) == 5000
    assert abs(z_of_share(shifts.absent, 0.12)) < 4


def test_absences_of_days_and_of_agents_are_independent() -> None:
    shifts = roster({"shifts": [OFFICE | {"agents": 500}], "absence": 0.3})
    away = shifts.absent.reshape(500, 10)
    for by_agent in (away[:, 1:] & away[:, :-1], away[1:] & away[:-1]):
        assert by_agent.mean() == pytest.approx(0.09, abs=0.02)
    assert away.sum(axis=1).std() == pytest.approx(np.sqrt(10 * 0.3 * 0.7), rel=0.15)


def test_an_absence_is_for_the_whole_shift_and_nobody_answers() -> None:
    _, journal = play_out(desk({"shifts": [OFFICE | {"agents": 1}], "absence": 0.5}))
    shifts, legs = journal.roster, journal.legs
    assert set((shifts.end - shifts.start).tolist()) == {8 * HOUR}
    assert 0 < shifts.absent.sum() < 10
    for start, end in zip(shifts.start[shifts.absent], shifts.end[shifts.absent], strict=True):
        assert not np.any((legs.started >= start) & (legs.started < end))


def test_replications_have_absences_of_their_own() -> None:
    team = {"shifts": [OFFICE], "absence": 0.5}
    assert not np.array_equal(roster(team, 0).absent, roster(team, 1).absent)


def test_a_headcount_with_absences_is_cut_at_midnight() -> None:
    shifts = roster({"headcount": 200, "absence": 0.1})
    assert set((shifts.end - shifts.start).tolist()) == {DAY}
    assert shifts.absent.mean() == pytest.approx(0.1, abs=0.03)


def test_a_break_takes_nothing_new_and_is_only_shortened_by_work() -> None:
    team = {"shifts": [OFFICE | {"agents": 1, "breaks": "daily 12:00-12:30"}]}
    pauses = desk(team, run={"kind": "day", "until": "1 day"})
    shifts = bound_of(pauses).roster
    work = shifts.take(shifts.activity == Activity.WORK)
    stretches = zip(work.team, work.agent, work.start, work.end, strict=True)
    noon = 12 * HOUR
    cases = [case(noon - 10, {"answer": 600}), case(noon + 100), case(noon + 1800)]
    _, journal = played(pauses, cases, *stretches)
    assert row_of(journal.legs, case=0)["talk_end"] == noon + 590
    assert row_of(journal.legs, case=1)["started"] == noon + 1800
    assert row_of(journal.legs, case=2)["started"] == noon + 1860
