"""The example's reading of a call log, on logs written by hand: these need no shared data."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from math import exp, log
from pathlib import Path

import numpy as np
import pytest
from calls import Call, Service, read_calls
from patience import FEW, estimate_patience, hazard
from pauses import pauses, time_with_queue
from prepare import inquiry_type, prepare, urgency
from skills import skills
from staffing import Duty, duties

from sim.scenario.files.loading import load

NOON = datetime(1999, 8, 1, 12)

ROW = {
    "call_id": "1.0",
    "customer_id": "",
    "priority": "0",
    "type": "PS",
    "date": "1999-08-01",
    "vru_entry": "12:00:00",
    "vru_time": "6",
    "q_start": "0:00:00",
    "q_time": "0",
    "outcome": "AGENT",
    "ser_start": "12:00:06",
    "ser_time": "60",
    "server": "AG01",
}
HUNG_UP = {"outcome": "HANG", "ser_start": "0:00:00", "ser_time": "0", "server": ""}


def read(folder: Path, *rows: dict[str, str]) -> list[Call]:
    return read_calls(write_log(folder, rows))


def write_log(folder: Path, rows) -> Path:
    log = folder / "log.csv"
    with log.open("w", newline="") as lines:
        writer = csv.DictWriter(lines, ROW)
        writer.writeheader()
        writer.writerows(ROW | row for row in rows)
    return log


def minutes(number: float) -> datetime:
    return NOON + timedelta(minutes=number)


def call(start: float = 0, length: float = 1, server: str = "AG01", **fields) -> Call:
    """A call that a server took some minutes after noon, for so many minutes."""
    service = Service(server, minutes(start), round(60 * length))
    usual = {"arrival": minutes(start), "type": "PS", "priority": 1, "bot_time": 0, "wait": 0}
    return Call(**(usual | {"service": service} | fields))


def waited(seconds: int, *, served: bool, **fields) -> Call:
    return call(wait=seconds, **({} if served else {"service": None}), **fields)


class TestReading:
    def test_a_call_that_was_served_at_once(self, tmp_path):
        service = Service("AG01", NOON + timedelta(seconds=6), 60)
        assert read(tmp_path, {}) == [Call(NOON, "PS", 0, 6, 0, service)]

    def test_phantoms_are_no_calls(self, tmp_path):
        assert read(tmp_path, {"outcome": "PHANTOM", "q_time": "9"}) == []

    def test_who_hangs_up_in_the_voice_unit_was_not_offered(self, tmp_path):
        assert read(tmp_path, HUNG_UP) == []

    def test_who_hangs_up_in_the_queue_was_offered(self, tmp_path):
        rows = HUNG_UP | {"q_start": "12:00:06", "q_time": "1"}
        assert read(tmp_path, rows) == [Call(NOON, "PS", 0, 6, 1, None)]

    def test_a_negative_time_in_the_voice_unit_is_none(self, tmp_path):
        assert read(tmp_path, {"vru_time": "-87"})[0].bot_time == 0

    def test_a_start_after_midnight_is_on_the_next_day(self, tmp_path):
        late = {"vru_entry": "23:57:31", "q_time": "201", "ser_start": "0:00:56"}
        assert read(tmp_path, late)[0].service.start == datetime(1999, 8, 2, 0, 0, 56)

    def test_a_start_that_is_not_written_follows_the_wait(self, tmp_path):
        rows = {"q_time": "30", "ser_start": "0:00:00"}
        assert read(tmp_path, rows)[0].service.start == NOON + timedelta(seconds=36)

    def test_calls_are_ordered_by_arrival(self, tmp_path):
        calls = read(tmp_path, {}, {"vru_entry": "9:00:00"})
        assert [call.arrival.hour for call in calls] == [9, 12]

    @pytest.mark.parametrize(
        ("priority", "wait", "kind"),
        [(0, 0, "PS unasked"), (0, 5, "PS regular"), (1, 0, "PS regular"), (2, 5, "PS priority")],
    )
    def test_kinds(self, priority, wait, kind):
        assert call(priority=priority, wait=wait).kind == kind


class TestStaffing:
    def test_a_stretch_ends_when_its_last_call_begins(self):
        assert duties([call(0), call(5), call(10)]) == [Duty("AG01", minutes(0), minutes(10))]

    def test_a_single_call_is_a_stretch(self):
        assert duties([call(0, length=3)]) == [Duty("AG01", minutes(0), minutes(3))]

    def test_a_single_call_of_no_length_is_none(self):
        assert duties([call(0, length=0)]) == []

    def test_a_pause_of_twenty_minutes_is_on_duty(self):
        assert len(duties([call(0), call(21)])) == 1

    def test_a_longer_pause_is_not(self):
        first, second = duties([call(0), call(21.1)])
        assert (first.off, second.on) == (minutes(1), minutes(21.1))

    def test_a_pause_begins_after_the_later_end_of_two_calls_at_once(self):
        assert len(duties([call(0, length=30), call(5), call(40)])) == 1

    def test_agents_are_told_apart(self):
        assert [duty.agent for duty in duties([call(0, server="B"), call(0, server="A")])] == [
            "A",
            "B",
        ]

    def test_calls_without_a_server_say_nothing(self):
        assert duties([call(0, server=""), call(0, service=None)]) == []


class TestPatience:
    def test_product_limit_by_hand(self):
        # One of four leaves after 10 s, one of the two still there after 30 s.
        calls = [
            waited(10, served=False),
            waited(20, served=True),
            waited(30, served=False),
            waited(40, served=True),
        ]
        found = estimate_patience(calls)
        assert found.seconds.tolist() == [0, 10, 30]
        assert found.survival.tolist() == [1, 3 / 4, 3 / 8]

    def test_who_was_served_when_another_left_was_still_waiting(self):
        both = [waited(10, served=True), waited(10, served=False)]
        found = estimate_patience([*both, *both, waited(11, served=True)])
        assert found.survival.tolist() == [1, 3 / 5]

    def test_hazard_is_hang_ups_by_seconds_waited(self):
        calls = [waited(10, served=False), waited(30, served=True), waited(15, served=False)]
        assert hazard(calls, 10, 20) == 1 / (5 + 10)

    def test_quantiles_of_an_exponential_law_seen_through_censoring(self):
        random = np.random.default_rng(4)
        patience, offered = random.exponential(100, 50_000), random.exponential(150, 50_000)
        calls = [
            waited(round(min(p, w)), served=bool(w < p))
            for p, w in zip(patience, offered, strict=True)
        ]
        found = estimate_patience(calls).quantiles(10)
        exact = [-100 * log(1 - level) for level in (*np.arange(0, 1, 0.1), 0.95)]
        assert found == pytest.approx(exact, rel=0.05, abs=0.5)

    def test_the_tail_goes_on_with_its_mean_hazard(self):
        calls = [waited(seconds, served=False) for seconds in range(1, 1001)]
        found = estimate_patience(calls)
        assert found.survival[-1] == pytest.approx(FEW - 0.001)
        beyond = found.quantiles(1000)[-1] - found.seconds[-1]
        assert exp(-found.tail_hazard * beyond) == pytest.approx(0.0005 / found.survival[-1])


class TestScenario:
    def test_types_in_the_scenario(self):
        calls = [call(priority=2, length=1), call(priority=2, length=3)]
        assert inquiry_type(calls, "PS", "priority") == (
            "  PS priority: {queue: PS, urgency: 2, ageing: 40, solved_by_person: 1, "
            "handle_time: lognormal 120.0 s cv 0.50}"
        )

    def test_outliers_are_left_out_of_the_law_of_handle_times(self):
        calls = [call(length=1), call(length=3), call(length=121)]
        assert "lognormal 120.0 s" in inquiry_type(calls, "PS", "regular")

    def test_who_was_not_asked_is_a_priority_customer_as_often_as_those_who_were(self):
        own = [call(priority=0), *(call(priority=p, wait=9) for p in (1, 1, 1, 2))]
        assert urgency(own, "unasked") == "{1: 0.750, 2: 0.250}"

    def test_a_prepared_scenario_is_valid(self, tmp_path):
        leavers = [HUNG_UP | {"q_time": str(5 + i), "priority": "2"} for i in range(150)]
        served = [{}, {"ser_start": "12:05:00", "ser_time": "90"}]
        prepare(write_log(tmp_path, [*served, *leavers]), tmp_path)
        arm = load(tmp_path / "bank_replay.yaml").arm("ai")
        assert list(arm.inquiry_types) == ["PS priority", "PS unasked"]
        assert arm.channels["phone"].patience_law.values[0] == 0
        roster = (tmp_path / "roster.csv").read_text().splitlines()
        assert roster == ["agent,on,off", "AG01,1999-08-01T12:00:06,1999-08-01T12:05:00"]


class TestEvidence:
    def test_pauses(self):
        calls = [call(0, length=2), call(1, length=3), call(9), call(10)]
        assert list(pauses(calls)) == [(minutes(4), minutes(9))]

    def test_time_with_queue(self):
        calls = [call(bot_time=1, wait=2), call(bot_time=2, wait=2), call(bot_time=9, wait=1)]
        assert time_with_queue(calls, NOON)[:12].tolist() == [0, 0, 1, 2, 3, 3, 3, 3, 3, 3, 4, 4]

    def test_skills_are_types_that_an_agent_answers_often(self):
        calls = [
            *[call()] * 200,
            *[call(type="NW")] * 5,
            call(type="IN"),
            call(type="IN", server="B"),
        ]
        assert skills(calls) == {"AG01": ("NW", "PE", "PS", "TT"), "B": ("IN",)}
