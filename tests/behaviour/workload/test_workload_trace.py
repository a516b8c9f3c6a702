"""Traces: arrivals read from a CSV file, and clear messages when it is wrong."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sim.scenario.errors import ScenarioError
from sim.scenario.sections.demand import Trace
from sim.workload.traces.trace import read_arrivals

FIRST_DAY = date(2026, 1, 5)
TYPES = ["refund", "other"]
CHANNELS = ["phone", "chat"]
ALL = {"arrival": "at", "type": "kind", "channel": "via"}


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read a text as `calls.csv`."""
    monkeypatch.chdir(tmp_path)

    def read_text(text, columns=ALL, types=TYPES, channels=CHANNELS):
        Path("calls.csv").write_text(text, encoding="utf-8")
        trace = Trace(file="calls.csv", columns=columns)
        return read_arrivals(trace, FIRST_DAY, types, channels)

    return read_text


def times(read, *fields):
    """Read arrivals of the only type on the only channel."""
    text = "\n".join(("at", *fields))
    return read(text, {"arrival": "at"}, ["refund"], ["phone"]).time.tolist()


def complaint(read, text, *arguments):
    with pytest.raises(ScenarioError) as caught:
        read(text, *arguments)
    return str(caught.value)


def test_rows_become_numbers_of_the_scenario(read):
    arrivals = read("at,kind,via\n60,other,chat\n30,refund,phone\n")
    assert arrivals.time.tolist() == [60, 30]
    assert arrivals.type.tolist() == [1, 0]
    assert arrivals.channel.tolist() == [1, 0]
    assert arrivals.given == {}


def test_columns_are_found_by_name_in_any_order(read):
    arrivals = read("via,x,at,kind\nchat,?,60,other\n")
    assert (arrivals.time[0], arrivals.type[0], arrivals.channel[0]) == (60, 1, 1)


def test_iso_times_count_from_the_runs_first_midnight(read):
    stamps = [
        "2026-01-05T00:00:00",
        "2026-01-06 10:00:30",
        "2026-01-04T23:59",
        "2026-01-05T00:00:01.5",
    ]
    assert times(read, *stamps) == [0, 86_400 + 36_030, -60, 1.5]


def test_seconds_are_taken_as_they_are(read):
    assert times(read, "0", "12.5", "-3", "1e3") == [0, 12.5, -3, 1000]


def test_times_are_rounded_to_the_grid(read):
    assert times(read, "0.1") == [104858 / 2**20]


def test_a_date_and_a_clock(read):
    text = "day,clock\n2026-01-05,0:10:10\n2026-01-06,23:59\n2026-01-05,09:00:00.25\n"
    columns = {"date": "day", "clock": "clock"}
    assert read(text, columns, ["a"], ["b"]).time.tolist() == [610, 2 * 86_400 - 60, 32_400.25]


def test_given_durations_may_be_missing(read):
    text = "at,ht,p,bot\n0,180,,5\n1,,60,\n2,0,0.1,7\n"
    columns = {"arrival": "at", "handle_time": "ht", "patience": "p", "bot_time": "bot"}
    given = read(text, columns, ["a"], ["b"]).given
    assert list(given) == ["handle_time", "patience", "bot_time"]
    assert np.array_equal(given["handle_time"], [180, np.nan, 0], equal_nan=True)
    assert np.array_equal(given["patience"], [np.nan, 60, 104858 / 2**20], equal_nan=True)
    assert np.array_equal(given["bot_time"], [5, np.nan, 7], equal_nan=True)


def test_blanks_empty_lines_and_a_byte_order_mark_do_not_matter(read):
    arrivals = read("\ufeffat,kind,via\r\n\r\n 60 , other ,chat\r\n\r\n")
    assert arrivals.time.tolist() == [60]
    assert arrivals.type.tolist() == [1]


def test_quoted_fields_may_hold_commas(read):
    arrivals = read('at,kind,via\n60,"re, fund",chat\n', types=["re, fund", "b"])
    assert arrivals.type.tolist() == [0]


def test_a_file_without_rows_has_no_arrivals(read):
    assert len(read("at,kind,via\n").time) == 0


@pytest.mark.parametrize(
    "field", ["yesterday", "2026-01-05T09:30:00Z", "2026-01-05T09:30+02:00", ""]
)
def test_an_arrival_that_is_no_local_time_is_refused(read, field):
    text = f"x,at\n1,5\n12,{field}\n"
    message = complaint(read, text, {"arrival": "at"}, ["a"], ["b"])
    form = "write it as `2026-01-05T09:30:00` or in seconds from the run's start"
    rule = f"not a local time without a time zone; {form}"
    assert message == f"calls.csv:3:4 arrival: {field!r}: {rule}"


@pytest.mark.parametrize("field", ["1e12", "nan", "-inf", "0001-01-01"])
def test_an_arrival_far_from_the_run_is_refused(read, field):
    message = complaint(read, f"at\n{field}\n", {"arrival": "at"}, ["a"], ["b"])
    rule = "over 68 years from the run's start; correct it or `run.start`"
    assert message == f"calls.csv:2:1 arrival: {field!r}: {rule}"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("5/1/2026,9:30", "2:1 date: '5/1/2026': not a date; write it as `2026-01-05`"),
        (
            "2026-01-05,9h30",
            "2:12 clock: '9h30': not a time of day; write it as `9:30` or `9:30:00`",
        ),
        (
            "2026-01-05,24:00",
            "2:12 clock: '24:00': not a time of day; write it as `9:30` or `9:30:00`",
        ),
        (
            "2026-01-05,9:60",
            "2:12 clock: '9:60': not a time of day; write it as `9:30` or `9:30:00`",
        ),
        (
            "1826-01-05,9:30",
            "2:1 date: '1826-01-05': over 68 years from the run's start; correct it or `run.start`",
        ),
    ],
)
def test_a_wrong_date_or_clock_is_refused(read, line, message):
    columns = {"date": "day", "clock": "clock"}
    text = f"day,clock\n{line}\n"
    assert complaint(read, text, columns, ["a"], ["b"]) == f"calls.csv:{message}"


@pytest.mark.parametrize("field", ["-1", "nan", "inf", "3 min", "1e10"])
def test_a_wrong_duration_is_refused(read, field):
    columns = {"arrival": "at", "handle_time": "ht"}
    message = complaint(read, f"at,ht\n0,{field}\n", columns, ["a"], ["b"])
    rule = "not a duration; write seconds >= 0, or nothing if unknown"
    assert message == f"calls.csv:2:3 handle_time: {field!r}: {rule}"


def test_an_unknown_type_is_refused_with_a_guess(read):
    message = complaint(read, "at,kind,via\n1,refund,chat\n2,refnud,chat\n")
    expected = "'refnud': not in section `inquiry_types`; did you mean `refund`?"
    assert message == f"calls.csv:3:3 type: {expected}"


def test_an_unknown_channel_is_refused_with_the_choices(read):
    message = complaint(read, "at,kind,via\n1,refund,letter\n")
    expected = "'letter': not in section `channels`; possible: `phone`, `chat`"
    assert message == f"calls.csv:2:10 channel: {expected}"


def test_a_column_that_the_file_lacks_is_refused(read):
    message = complaint(read, "at,kind,vial\n")
    assert message == "calls.csv:1:1: no column is called 'via'; did you mean `vial`?"


def test_an_empty_file_is_refused(read):
    assert complaint(read, "") == "calls.csv:1:1: no column is called 'at'; the file is empty"


@pytest.mark.parametrize(("line", "fields"), [("1,refund", 2), ("1,refund,chat,x", 4)])
def test_a_line_of_another_length_is_refused(read, line, fields):
    message = complaint(read, f"at,kind,via\n\n{line}\n")
    counts = f"{fields} fields under 3 columns"
    assert message == f"calls.csv:3:1: {counts}; correct or remove the line"


def test_a_missing_file_is_refused(tmp_path):
    trace = Trace(file=str(tmp_path / "none.csv"), columns={"arrival": "at"})
    with pytest.raises(ScenarioError, match=r"none\.csv: no such file or directory; correct the p"):
        read_arrivals(trace, FIRST_DAY, ["a"], ["b"])


@pytest.mark.parametrize("content", [b"at\n\xff\xfe\n", b'at\n"1\n'])
def test_what_is_no_csv_text_is_refused(tmp_path, content):
    file = tmp_path / "calls.csv"
    file.write_bytes(content)
    trace = Trace(file=str(file), columns={"arrival": "at"})
    with pytest.raises(
        ScenarioError, match=r"calls\.csv: not CSV text in UTF-8 \(.*\); export it again"
    ):
        read_arrivals(trace, FIRST_DAY, ["a"], ["b"])


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"arival": "at"}, ".arival: not a column of a trace; did you mean `arrival`?"),
        ({"type": "kind", "channel": "via"}, ": map either `arrival`, or `date` and `clock`"),
        (ALL | {"clock": "at"}, ": map either `arrival`, or `date` and `clock`"),
        ({"date": "at"}, ": map either `arrival`, or `date` and `clock`"),
        ({"arrival": "at", "type": "kind"}, ": map `channel` as well; the scenario has 2 of them"),
        ({"arrival": "at", "channel": "via"}, ": map `type` as well; the scenario has 2 of them"),
    ],
)
def test_a_wrong_mapping_is_refused(read, columns, message):
    assert complaint(read, "at,kind,via\n", columns) == f"demand.trace.columns{message}"
