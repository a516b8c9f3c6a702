"""Replayed traces: layer 0 is the file, further layers are copies of the same hour of the week."""

from datetime import date

import numpy as np
import pytest
from support.desks.workload_desk import DAY, brought, cases, desk

from sim.scenario.errors import ScenarioError
from sim.workload.grid import TICK

HOUR = 3600.0
WEEKS = 3


def arrivals(rows=400, seed=1):
    """Times over three weeks, with types, channels and handle times."""
    rng = np.random.default_rng(seed)
    time = np.floor(rng.random(rows) * WEEKS * 7 * DAY * 1024) / 1024
    return [
        (at, rng.choice(["a", "b"]), rng.choice(["phone", "chat"]), number)
        for number, at in enumerate(time.tolist())
    ]


@pytest.fixture
def replayed(tmp_path):
    """Bring the workload of a trace."""

    def bring(rows, **arguments):
        file = tmp_path / "calls.csv"
        lines = ["at,kind,via,ht", *(",".join(map(str, row)) for row in rows)]
        file.write_text("\n".join(lines))
        columns = {"arrival": "at", "type": "kind", "channel": "via", "handle_time": "ht"}
        trace = {"file": str(file), "columns": columns}
        scenario = desk(["a", "b"], ["phone", "chat"], trace=trace)
        return brought(scenario, **{"days": WEEKS * 7} | arguments)

    return bring


def identities(workload, layer):
    return {case: time for case, time in cases(workload).items() if case[1] == layer}


def test_every_line_is_a_case_once(replayed):
    rows = arrivals()
    workload = replayed(rows)
    table, cells = workload.candidates, workload.cells
    found = [
        (time, ("a", "b")[cells[cell].type], ("phone", "chat")[cells[cell].channel], handle)
        for time, cell, handle in zip(
            table.time.tolist(), table.cell, workload.given["handle_time"].tolist(), strict=True
        )
    ]
    assert found == sorted(rows)
    assert np.array_equal(workload.admit(1.0), np.arange(len(rows)))


def test_the_order_of_lines_does_not_matter(replayed):
    rows = arrivals()
    forward, backward = replayed(rows, multiplier=3), replayed(rows[::-1], multiplier=3)
    assert cases(forward) == cases(backward)
    assert np.array_equal(forward.given["handle_time"], backward.given["handle_time"])


def test_every_layer_holds_as_many_in_the_same_cells_and_days(replayed):
    workload = replayed(arrivals(), multiplier=3)
    base = {(cell, day, ordinal) for cell, _, day, ordinal in identities(workload, 0)}
    for layer in (1, 2):
        assert {(c, d, o) for c, _, d, o in identities(workload, layer)} == base


def test_copies_come_from_the_same_cell_and_hour_of_the_week(replayed):
    rows = arrivals(4000)
    workload = replayed(rows, multiplier=2)
    names = [cell.name for cell in workload.cells]
    for copy, source, hour in copies(workload, rows):
        assert names[copy["cell"]] == f"{source[1]}/{source[2]}"
        assert hour % 168 == source[0] // HOUR % 168


def test_copies_keep_their_minute_but_for_15_minutes(replayed):
    rows = arrivals(4000)
    for copy, source, hour in copies(replayed(rows, multiplier=2), rows):
        at_midnight = copy["time"] % DAY in (0.0, DAY - TICK)
        assert at_midnight or abs(copy["time"] - hour * HOUR - source[0] % HOUR) <= 900


def copies(workload, rows):
    """Each case of layer 1, the line that it copies, and the hour of the case beneath it."""
    table = workload.candidates
    place = list(zip(table.cell, table.day, table.ordinal, strict=True))
    base = np.flatnonzero(table.layer == 0)
    hours = {place[row]: table.time[row] // HOUR for row in base}
    # The handle time of a line is its number.
    lines = workload.given["handle_time"].astype(int)
    for row in np.flatnonzero(table.layer == 1):
        copy = {name: column[row] for name, column in vars(table).items()}
        yield copy, rows[lines[row]], hours[place[row]]


def test_copies_are_moved_evenly_both_ways(replayed):
    # One case in the middle of an hour: every copy is it, moved.
    rows = [(12.5 * HOUR, "a", "phone", 7)]
    found = []
    for replication in range(300):
        workload = replayed(rows, multiplier=2, replication=replication)
        found.append(workload.candidates.time[workload.candidates.layer == 1][0] - 12.5 * HOUR)
    assert min(found) >= -900
    assert max(found) <= 900
    assert abs(np.mean(found)) < 4 * 900 / np.sqrt(3 * 300)
    assert np.std(found) == pytest.approx(900 / np.sqrt(3), rel=0.12)


@pytest.mark.parametrize("at", [1.0, DAY - 1.0])
def test_copies_stay_within_their_day(replayed, at):
    for replication in range(20):
        table = replayed([(at, "a", "phone", 7)], multiplier=4, replication=replication).candidates
        assert len(table) == 4
        assert np.all((table.time >= 0) & (table.time < DAY))


def test_growth_adds_copies_by_their_marks(replayed):
    workload = replayed(arrivals(3000), multiplier=2)
    base, grown = workload.admit(1.0), workload.admit(1.3)
    assert set(base) < set(grown)
    assert abs(len(grown) - 1.3 * 3000) < 4 * np.sqrt(3000 * 0.3 * 0.7)


def test_shrinkage_thins_the_trace(replayed):
    workload = replayed(arrivals(3000))
    assert abs(len(workload.admit(0.6)) - 1800) < 4 * np.sqrt(3000 * 0.6 * 0.4)


def test_a_shorter_run_moves_nothing(replayed):
    rows = arrivals()
    long, short = replayed(rows, multiplier=3), replayed(rows, multiplier=3, days=9.5)
    assert cases(short).items() < cases(long).items()
    assert max(cases(short).values()) < short.days[0] * DAY + 9.5 * DAY


def test_another_cell_moves_nothing(replayed):
    rows = arrivals()
    some = [row for row in rows if row[1] == "a"]
    assert cases(replayed(some, multiplier=2)).items() < cases(replayed(rows, multiplier=2)).items()


def test_draws_follow_the_identity(replayed):
    rows = arrivals()
    few, many = replayed(rows), replayed(rows, multiplier=2)
    base = many.candidates.layer == 0
    assert np.array_equal(few.uniforms("patience"), many.uniforms("patience")[base])


def test_cases_outside_the_run_are_left_out(replayed):
    rows = [(-5.0, "a", "phone", 1), (10.0, "a", "phone", 2), (8 * DAY, "a", "phone", 3)]
    workload = replayed(rows, days=7)
    assert workload.candidates.time.tolist() == [10.0]
    assert workload.given["handle_time"].tolist() == [2.0]


def test_a_trace_of_another_time_is_refused(replayed):
    with pytest.raises(ScenarioError) as caught:
        replayed([(30 * DAY, "a", "phone", 1)], days=7, first_day=date(2026, 1, 5))
    message = "calls.csv: no case arrives in the run's 7 days from 2026-01-05; set run.start"
    assert str(caught.value).endswith(message)
