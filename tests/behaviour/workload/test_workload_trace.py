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

    def read_text(text, columns=ALL, types=TYPES, channels=CHANNELS, **declared):
        data = text if isinstance(text, bytes) else text.encode()
        Path("calls.csv").write_bytes(data)
        trace = Trace(file="calls.csv", columns=columns, **declared)
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


@pytest.mark.parametrize("field", ["yesterday", "nan", "-inf", ""])
def test_an_arrival_that_is_no_time_is_refused(read, field):
    text = f"x,at\n1,5\n12,{field}\n"
    message = complaint(read, text, {"arrival": "at"}, ["a"], ["b"])
    form = "write it as `2026-01-05T09:30:00` or in seconds from the run's start"
    assert message == f"calls.csv:3:4 arrival: {field!r}: not a time; {form}"


@pytest.mark.parametrize("field", ["1e13", "-3e9", "0001-01-01"])
def test_an_arrival_far_from_the_run_is_refused(read, field):
    message = complaint(read, f"at\n{field}\n", {"arrival": "at"}, ["a"], ["b"])
    rule = "over 68 years from the run's start; correct it or `run.start`"
    assert message == f"calls.csv:2:1 arrival: {field!r}: {rule}"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("5 Jan 2026,9:30", "2:1 date: '5 Jan 2026': not a date; write it as `2026-01-05`"),
        (
            "5/1/2026,9:30",
            "2:1 date: '5/1/2026': day or month may come first; write `dates: day_first` or "
            "`dates: month_first` beside `file`",
        ),
        (
            "2026-01-05 09:00,9:30",
            "2:1 date: '2026-01-05 09:00': not a date without a time of day; write it as "
            "`2026-01-05`",
        ),
        (
            "2026-01-05,9h30",
            "2:12 clock: '9h30': not a time of day; write it as `9:30`, `9:30:00` or `9:30 AM`",
        ),
        (
            "2026-01-05,24:00",
            "2:12 clock: '24:00': not a time of day; write it as `9:30`, `9:30:00` or `9:30 AM`",
        ),
        (
            "2026-01-05,9:60",
            "2:12 clock: '9:60': not a time of day; write it as `9:30`, `9:30:00` or `9:30 AM`",
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
    rule = "not a duration; write seconds >= 0 or h:mm:ss, or nothing if unknown"
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
    said = complaint(read, "")
    assert said.startswith("calls.csv:1:1: no column is called 'at'; the file is empty: export it")


@pytest.mark.parametrize(("line", "fields"), [("1,refund", 2), ("1,refund,chat,x", 4)])
def test_a_line_of_another_length_is_refused(read, line, fields):
    message = complaint(read, f"at,kind,via\n\n{line}\n")
    counts = f"{fields} fields under 3 columns"
    assert message == f"calls.csv:3:1: {counts}; correct or remove the line"


def test_a_missing_file_is_refused(tmp_path):
    trace = Trace(file=str(tmp_path / "none.csv"), columns={"arrival": "at"})
    with pytest.raises(ScenarioError, match=r"none\.csv: no such file or directory; correct the p"):
        read_arrivals(trace, FIRST_DAY, ["a"], ["b"])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"at\n1\nx\xff\xfe\n",
            ":3:2: the byte ff is no letter in utf-8; save it as CSV UTF-8, or declare "
            "`encoding: windows-1252` beside `file`",
        ),
        (b'at\n"1\n', ":2:1: a quotation mark is opened and never closed; correct the line, or"),
        (b'at\n"1"x\n', ":2:1: a quotation mark in a place where none can stand; correct the l"),
        (b"PK\x03\x04\x00", ": a workbook, not text; save its sheet as CSV UTF-8"),
        ("at\n1\n".encode("utf-16-le"), ": the file holds NUL bytes: it is no CSV text in utf-8"),
        (b"at\n1\nat\n2\n", ":3:1: the header stands here again; remove the line"),
        (b"at,at\n1,2\n", ":1:1: the column 'at' stands 2 times in the header; rename or remove"),
        (b"x,y\n1,2\n", ":1:1: no column is called 'at'; the header names 2 others"),
        (b"SECRET=abc\n", ":1:1: no column is called 'at'; the header names 1 others"),
        (b'at\n"' + b"x" * 200_000 + b'"\n', ":2:1: a field of over 131,072 characters: a quota"),
    ],
)
def test_what_is_no_such_table_is_refused(read, content, message):
    assert complaint(read, content, {"arrival": "at"}, ["a"], ["b"]).startswith(
        f"calls.csv{message}"
    )


@pytest.mark.parametrize("kind", ["folder", "device", "large"])
def test_only_a_regular_file_of_a_sensible_size_is_read(tmp_path, kind):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(60_000_000)
    path, rule = {
        "folder": (tmp_path, "a folder, not a file; name a file"),
        "device": ("/dev/zero", "a device or a pipe, not a file; name a file"),
        "large": (large, "60 MB are more than the 50 that are read"),
    }[kind]
    trace = Trace(file=str(path), columns={"arrival": "at"})
    with pytest.raises(ScenarioError) as caught:
        read_arrivals(trace, FIRST_DAY, ["a"], ["b"])
    assert str(caught.value) == f"{path}: {rule}; correct the path in the scenario"


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (b"id;at\n1;2026-01-05 09:30\n", {}),
        (b"sep=;\nid;at\n1;2026-01-05 09:30\n", {}),
        (b"id\tat\n1\t2026-01-05 09:30\n", {}),
        ("id,at\n\u00fc,2026-01-05 09:30\n".encode("utf-16"), {}),
        ("id,at\n\u00fc,2026-01-05 09:30\n".encode("latin-1"), {"encoding": "latin-1"}),
        (b"id,at\n1,5/1/2026 9:30 AM\n", {"dates": "day_first"}),
        (b"id,at\n1,2026-01-05T08:30:00Z\n", {"timezone": "Europe/Berlin"}),
        (b"id,at\n1,2026-01-05 09:30\n,\n,\n", {}),
    ],
)
def test_what_other_programs_write_is_read(read, content, declared):
    arrivals = read(content, {"arrival": "at"}, ["a"], ["b"], **declared)
    assert arrivals.time.tolist() == [34_200]


def test_talk_times_may_have_colons(read):
    day = "2021-01-01"
    text = f"Day,Clock,Talk\n{day},9:05:10,0:03:20\n{day},9:07:45,0:01:05\n{day},9:30:00,\n"
    columns = {"date": "Day", "clock": "Clock", "handle_time": "Talk"}
    given = read(text, columns, ["a"], ["b"]).given["handle_time"]
    assert np.array_equal(given, [200, 65, np.nan], equal_nan=True)


def test_a_cut_clock_is_noticed(read):
    text = "day,clock\n2026-01-05,0:00\n2026-01-06,00:00:00\n"
    (doubt,) = read(text, {"date": "day", "clock": "clock"}, ["a"], ["b"]).doubts
    assert doubt.startswith("calls.csv: all 2 times of `clock` are 0:00: has the export cut")


def test_a_trace_is_read_again_only_when_it_has_changed(read):
    first = read("at\n1\n", {"arrival": "at"}, ["a"], ["b"])
    trace = Trace(file="calls.csv", columns={"arrival": "at"})
    assert read_arrivals(trace, FIRST_DAY, ["a"], ["b"]) is first
    pinned = trace.model_copy(update={"sha256": first.sha256})
    assert read_arrivals(pinned, FIRST_DAY, ["a"], ["b"]) is first
    Path("calls.csv").write_text("at\n1\n22\n")
    with pytest.raises(
        ScenarioError, match=r"calls\.csv: its SHA-256 is .* not .*: it has changed"
    ):
        read_arrivals(pinned, FIRST_DAY, ["a"], ["b"])


def test_half_a_million_rows_are_enough(read, monkeypatch):
    monkeypatch.setattr("sim.workload.tables.table.MOST_ROWS", 2)
    message = complaint(read, "at\n1\n2\n3\n", {"arrival": "at"}, ["a"], ["b"])
    assert message == "calls.csv: over 2 rows, which is more than are read; give a part of them"
