"""Resampled traces: a date takes a whole day, or week, of the file, wherever the run starts."""

from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pytest
from support.desks.workload_desk import DAY, MONDAY, brought, cases, desk
from support.playing import play_out
from support.validation import validate

from sim.engine.journal import Role
from sim.scenario.errors import ScenarioError
from sim.scenario.root import Scenario
from sim.scenario.values.horizon import EPOCH

TYPES, CHANNELS = ["a", "b"], ["email", "form"]
FIRST = MONDAY - timedelta(days=21)
"""First day of the trace: a Monday three weeks before the run."""
EMPTY = 9
"""Its second Wednesday brings nothing."""


def lines(days=range(21), per_day=40, seed=1) -> list[tuple[str, str, str, int]]:
    """Cases of a trace by day from `FIRST` on; the handle time of a line is its number."""
    rng = np.random.default_rng(seed)
    found = []
    for day in days:
        for second in np.sort(rng.integers(0, 86_400, 0 if day == EMPTY else per_day)):
            at = f"{FIRST + timedelta(days=day)}T00:00:00"
            stamp = at[:11] + str(timedelta(seconds=int(second))).zfill(8)
            found.append((stamp, rng.choice(TYPES), rng.choice(CHANNELS), len(found)))
    return found


@pytest.fixture
def scenario_of(tmp_path):
    """A scenario whose demand is a resampled trace."""

    def make(resample, rows=None, run=None, calendar=None, **demand) -> Scenario:
        file = tmp_path / "calls.csv"
        rows = lines() if rows is None else rows
        file.write_text("\n".join(["at,kind,via,ht", *(",".join(map(str, row)) for row in rows)]))
        columns = {"arrival": "at", "type": "kind", "channel": "via", "handle_time": "ht"}
        trace = {"file": str(file), "columns": columns, "resample": resample}
        found = desk(TYPES, CHANNELS, run or {"kind": "day"}, trace=trace, **demand)
        return validate(found.model_dump() | {"calendar": calendar or {}})

    return make


@pytest.fixture
def resampled(scenario_of):
    """Bring the workload of a resampled trace."""

    def bring(resample, *, days=28, rows=None, calendar=None, **arguments):
        return brought(scenario_of(resample, rows, calendar=calendar), days, **arguments)

    return bring


def stamp(row) -> tuple[date, float]:
    """Day and second of the day of a line."""
    day, clock = row[0].split("T")
    hours, minutes, seconds = map(int, clock.split(":"))
    return date.fromisoformat(day), 3600.0 * hours + 60 * minutes + seconds


def sources(workload) -> dict[date, list[int]]:
    """The numbers of the lines that each date of the run got, in layer 0."""
    table, found = workload.candidates, defaultdict(list)
    for row in np.flatnonzero(table.layer == 0):
        found[date.fromordinal(int(table.day[row]) + EPOCH)].append(
            int(workload.given["handle_time"][row])
        )
    return found


def days_taken(workload, rows) -> dict[date, date | None]:
    """The day of the trace that each date took; None: the empty one."""
    found = sources(workload)
    taken = {}
    for day in workload.days:
        of = {stamp(rows[line])[0] for line in found[date.fromordinal(int(day) + EPOCH)]}
        assert len(of) <= 1
        taken[date.fromordinal(int(day) + EPOCH)] = of.pop() if of else None
    return taken


@pytest.mark.parametrize("resample", ["days", "weeks"])
def test_a_date_takes_a_whole_day_of_its_weekday(resampled, resample):
    rows = lines()
    workload = resampled(resample)
    found = sources(workload)
    for day, taken in days_taken(workload, rows).items():
        if taken is not None:
            assert taken.weekday() == day.weekday()
            whole = [number for number, row in enumerate(rows) if stamp(row)[0] == taken]
            assert sorted(found[day]) == whole


@pytest.mark.parametrize("resample", ["days", "weeks"])
def test_a_case_keeps_its_time_type_channel_and_duration(resampled, resample):
    rows, workload = lines(), resampled(resample)
    table, cells = workload.candidates, workload.cells
    assert len(table) > 900
    for row, line in enumerate(workload.given["handle_time"].astype(int)):
        cell = cells[table.cell[row]]
        told = (stamp(rows[line])[1], rows[line][1], rows[line][2])
        assert told == (table.time[row] % DAY, TYPES[cell.type], CHANNELS[cell.channel])
    assert np.array_equal(table.day - workload.days[0], table.time // DAY)


def test_the_durations_of_a_case_are_played(scenario_of):
    run = {"kind": "day", "until": "2 days", "at_end": "drain"}
    _, journal = play_out(scenario_of("days", run=run))
    legs = journal.legs
    answers = legs.take((legs.role == Role.ANSWER) & (legs.attempt == 0))
    assert len(answers) > 60
    assert np.all(answers.wrap_end - answers.started == np.rint(answers.wrap_end - answers.started))


def test_empty_days_count_as_days(resampled):
    rows = lines()
    workload = resampled("days", days=7 * 300)
    taken = days_taken(workload, rows)
    wednesdays = [source for day, source in taken.items() if day.weekday() == 2]
    others = [source for day, source in taken.items() if day.weekday() != 2]
    share = np.mean([source is None for source in wednesdays])
    assert abs(share - 1 / 3) < 4 * np.sqrt(2 / 9 / 300)
    assert None not in others


@pytest.mark.parametrize("resample", ["days", "weeks"])
def test_every_source_is_as_likely(resampled, resample):
    taken = days_taken(resampled(resample, days=7 * 300), lines())
    mondays = [source for day, source in taken.items() if day.weekday() == 0]
    for week in range(3):
        share = np.mean([source == FIRST + timedelta(weeks=week) for source in mondays])
        assert abs(share - 1 / 3) < 4 * np.sqrt(2 / 9 / 300)


def test_days_are_drawn_each_for_itself_and_weeks_together(resampled):
    rows = lines()
    for resample, together in (("days", False), ("weeks", True)):
        taken = days_taken(resampled(resample, days=7 * 40), rows)
        pairs = [
            (taken[day], taken[day + timedelta(days=1)])
            for day in taken
            if day.weekday() in (0, 3) and None not in (taken[day], taken[day + timedelta(days=1)])
        ]
        same = [second - first == timedelta(days=1) for first, second in pairs]
        assert all(same) if together else 0.1 < np.mean(same) < 0.6


@pytest.mark.parametrize("resample", ["days", "weeks"])
@pytest.mark.parametrize(("offset", "days"), [(0, 10), (3, 9), (7, 21), (-2, 11)])
def test_a_date_takes_the_same_wherever_the_run_starts(resampled, resample, offset, days):
    long = resampled(resample, days=35, first_day=MONDAY - timedelta(days=4), multiplier=2)
    short = resampled(resample, days=days, first_day=MONDAY + timedelta(days=offset), multiplier=2)
    assert len(short.candidates) > 200
    assert cases(short).items() < cases(long).items()


def test_replications_take_other_days(resampled):
    first, second = (
        days_taken(resampled("weeks", replication=number), lines()) for number in (0, 1)
    )
    assert first != second


def test_identities_are_those_of_the_run(resampled):
    workload = resampled("days", multiplier=2)
    table = workload.candidates
    identity = np.stack([table.cell, table.layer, table.day, table.ordinal])
    assert len(np.unique(identity, axis=1).T) == len(table)
    assert set(table.day) <= set(workload.days)
    # The same source on two dates is drawn anew on each.
    assert len(np.unique(workload.uniforms("patience"))) == len(table)


# ---- Growth


def test_copies_come_from_the_same_cell_and_hour_of_the_week(resampled):
    rows = lines()
    workload = resampled("days", multiplier=2)
    table, cells = workload.candidates, workload.cells
    copies = np.flatnonzero(table.layer == 1)
    assert len(copies) == np.sum(table.layer == 0)
    base = {
        (table.cell[row], table.day[row], table.ordinal[row]): table.time[row]
        for row in np.flatnonzero(table.layer == 0)
    }
    for row in copies:
        line = rows[int(workload.given["handle_time"][row])]
        cell = cells[table.cell[row]]
        assert (line[1], line[2]) == (TYPES[cell.type], CHANNELS[cell.channel])
        slot = base[table.cell[row], table.day[row], table.ordinal[row]]
        on, second = stamp(line)
        weekday = date.fromordinal(int(table.day[row]) + EPOCH).weekday()
        assert (on.weekday(), second // 3600) == (weekday, slot % DAY // 3600)
        assert abs(table.time[row] - (slot // 3600 * 3600 + second % 3600)) <= 900


def test_growth_adds_and_moves_none(resampled):
    workload = resampled("days", multiplier=1.3)
    base, grown = workload.admit(1.0), workload.admit(1.3)
    assert set(base) < set(grown)
    assert abs(len(grown) / len(base) - 1.3) < 4 * np.sqrt(0.21 / len(base))


# ---- Holidays


def test_a_holiday_takes_a_day_of_the_profile_that_it_has(resampled):
    tuesday = MONDAY + timedelta(days=1)
    rows = lines()
    taken = {
        like: days_taken(
            resampled("days", calendar={"holidays": [{"date": tuesday, "like": like}]}), rows
        )
        for like in ("closed", "saturday", "tuesday")
    }
    weekdays = {like: found.pop(tuesday).weekday() for like, found in taken.items()}
    assert weekdays == {"closed": 6, "saturday": 5, "tuesday": 1}
    assert taken["closed"] == taken["saturday"] == taken["tuesday"]


def test_a_holiday_of_the_trace_is_no_source_of_its_weekday(resampled):
    told = FIRST + timedelta(days=1)
    workload = resampled("days", days=7 * 60, calendar={"holidays": [told]})
    taken = days_taken(workload, lines())
    assert {day.weekday() for day, source in taken.items() if source == told} == {6}


def test_weeks_know_their_own_holidays(resampled):
    holidays = {"holidays": [MONDAY + timedelta(days=1), FIRST]}
    plain, other = resampled("weeks"), resampled("weeks", calendar=holidays)
    assert cases(plain) == cases(other)


# ---- What it is for, and what is wrong


@pytest.mark.parametrize("kind", ["typical", "project", "day"])
def test_a_run_may_be_of_any_kind(scenario_of, kind):
    run = {"kind": kind, "start": MONDAY, "window": "4 weeks", "months": 1, "until": "4 weeks"}
    scenario = scenario_of("weeks", run=run)
    horizon = scenario.run.horizon()
    workload = brought(scenario, horizon.arrivals_end / DAY, first_day=horizon.first_day)
    assert len(set(workload.candidates.day)) > 0.9 * len(workload.days)
    assert len(workload.days) >= 28


def test_an_unknown_way_is_refused(scenario_of):
    with pytest.raises(ValueError, match="Input should be 'days' or 'weeks'"):
        scenario_of("months")


def complaint(resampled, *arguments, **keywords) -> str:
    with pytest.raises(ScenarioError) as caught:
        resampled(*arguments, **keywords)
    return str(caught.value).partition("calls.csv: ")[2]


def test_a_weekday_that_the_trace_lacks_is_refused(resampled):
    assert complaint(resampled, "days", rows=lines(range(5))) == (
        "no Saturday between the first case on 2025-12-15 and the last on 2025-12-19, which "
        "2026-01-10 needs; give a trace that has one"
    )


def test_a_weekday_that_nobody_needs_may_be_lacking(resampled):
    rows = lines(range(5))
    assert len(days_taken(resampled("days", days=5, rows=rows), rows)) == 5


def test_a_trace_without_a_whole_week_is_refused(resampled):
    assert complaint(resampled, "weeks", rows=lines(range(1, 13))) == (
        "no whole week from Monday to Sunday between the first case on 2025-12-16 and the last on "
        "2025-12-27; write `resample: days`, or give a longer trace"
    )


def test_a_trace_without_a_case_is_refused(resampled):
    assert complaint(resampled, "days", rows=[]) == "no case, so no day can be drawn; add some"
