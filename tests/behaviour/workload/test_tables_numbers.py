"""Numbers and lengths of time in tables."""

import math

import pytest

from sim.scenario.sections.data_file import DataFile
from sim.workload.tables.clocks import length_of_time, time_of_day
from sim.workload.tables.durations import Durations
from sim.workload.tables.numbers import AMBIGUOUS, Numbers
from sim.workload.tables.places import column_of


def numbers(delimiter: str = ",", decimal: str | None = None) -> Numbers:
    return Numbers(DataFile(file="any.csv", decimal=decimal), delimiter)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("180", 180),
        ("-1.5", -1.5),
        ("1e3", 1000),
        (".5", 0.5),
        ("1,200", 1200),
        ("1,234,567.5", 1234567.5),
        ("1 200", 1200),
        ("1\u00a0200", 1200),
        ("1'200", 1200),
        ("1,20", None),
        ("12,00,000", None),
        ("nan", None),
        ("inf", None),
        ("1_000", None),
        ("٣", None),
        ("", None),
        ("0x10", None),
    ],
)
def test_numbers_with_a_decimal_point(text, value):
    assert numbers()(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("1,5", 1.5), ("1.200,5", 1200.5), ("1.200", 1200), ("1.5", None)]
)
def test_numbers_with_a_decimal_comma(text, value):
    assert numbers(decimal="comma")(text) == value


@pytest.mark.parametrize("text", ["1,5", "1,200"])
def test_a_comma_between_semicolons_must_be_declared(text):
    with pytest.raises(ValueError, match="may mean thousands or decimals") as caught:
        numbers(";")(text)
    assert str(caught.value) == AMBIGUOUS
    assert numbers(";", "point")("1,200") == 1200
    assert numbers(";")("1.5") == 1.5


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9:30", 9.5),
        ("09:30:00", 9.5),
        ("9:30 AM", 9.5),
        ("9:30pm", 21.5),
        ("12:00 am", 0),
        ("12:00 p.m.", 12),
        ("9 PM", 21),
        ("23:59", 23 + 59 / 60),
        ("24:00", None),
        ("9:60", None),
        ("13:00 PM", None),
        ("0:30 AM", None),
        ("9", None),
    ],
)
def test_clocks(text, hours):
    seconds = time_of_day(text)
    assert seconds == (None if hours is None else pytest.approx(hours * 3600))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0:03:20", 200), ("26:00:01", 93_601), ("0:00:01.5", 1.5), ("3:20", None), ("1:60:00", None)],
)
def test_lengths(text, seconds):
    assert length_of_time(text) == seconds


def test_durations():
    read = Durations(numbers())
    assert [read("180"), read("0:03:20"), read("1,200")] == [180, 200, 1200]
    assert math.isnan(read(""))
    with pytest.raises(ValueError, match="may mean minutes or hours; write h:mm:ss"):
        read("3:20")


def test_parts_of_a_day_are_noticed():
    read = Durations(numbers())
    for text in ("0.0023", "0.0007", ""):
        read(text)
    (doubt,) = read.doubts("handle_time")
    assert doubt.startswith("all 2 values of `handle_time` are below 1 second: are they parts of a")


@pytest.mark.parametrize(
    ("line", "position", "column"),
    [("a,b,c", 2, 5), ('"x, y",b', 1, 8), ('"a ""q"", z",b', 1, 14), ("a,", 1, 3), ("a", 3, 1)],
)
def test_columns_are_counted_in_the_line_itself(line, position, column):
    assert column_of(line, ",", position) == column
