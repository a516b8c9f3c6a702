"""A roster read from a file, and what is said about a bad one."""

from datetime import date

import pytest

from sim.engine.bind.people.roster_file import read_roster
from sim.scenario.errors import ScenarioError
from sim.scenario.sections.data_file import RosterFile

FIRST_DAY = date(2026, 1, 5)


@pytest.fixture
def read(folder):
    def read_text(text, **declared):
        data = text if isinstance(text, bytes) else text.encode()
        (folder / "roster.csv").write_bytes(data)
        return read_roster(RosterFile(file="roster.csv", **declared), FIRST_DAY)

    return read_text


def test_agents_are_numbered_as_they_appear(read):
    listed = read("agent,on,off\nann,0,60\nbob,30,90\nann,100,160\n")
    assert listed.agent.tolist() == [0, 1, 0]
    assert listed.on.tolist() == [0.0, 30.0, 100.0]
    assert listed.off.tolist() == [60.0, 90.0, 160.0]


def test_times_may_be_dates(read):
    listed = read("agent,on,off\nann,2026-01-05T09:00,2026-01-06 01:00:30\n")
    assert (*listed.on, *listed.off) == (9 * 3600.0, 25 * 3600.0 + 30)


def test_columns_dates_and_delimiters_of_others_can_be_declared(read):
    text = "Name;Start;Ende\nAnn;05.01.2026 09:00;05.01.2026 17:00\n"
    columns = {"agent": "Name", "on": "Start", "off": "Ende"}
    listed = read(text, dates="day_first", columns=columns)
    assert (*listed.on, *listed.off) == (9 * 3600.0, 17 * 3600.0)


def test_a_byte_order_mark_does_not_matter(read):
    assert len(read(b"\xef\xbb\xbfagent,on,off\nann,0,60\n").on) == 1


def test_a_shift_may_begin_when_another_ends(read):
    assert len(read("agent,on,off\nann,0,60\nann,60,90\n").on) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "agent,on\nann,0\n",
            "1:1: no column is called 'off'; the header names 2 others: correct it, or map it",
        ),
        (
            "agent,on,off\nann,60,60\n",
            "2:8 off: '60': not after `on`, which is 2026-01-05 00:01; a shift over midnight ends "
            "on the next date",
        ),
        (
            "agent,on,off\nann,nine,60\n",
            "2:5 on: 'nine': not a time; write it as `2026-01-05T09:30:00` or in seconds from the "
            "run's start",
        ),
        ("agent,on,off\nann,0\n", "2:1: 2 fields under 3 columns; correct or remove the line"),
        (
            "agent,on,off\n,0,60\n",
            "2:1 agent: '': nobody is named; write who is on duty, or remove the line",
        ),
        (
            "agent,on,off\na,2026-01-05 09:00,2026-01-05 17:00\n"
            "a,2026-01-05 16:00,2026-01-05 19:00\n",
            "3:3 on: '2026-01-05 16:00': agent 'a' is already on duty until 2026-01-05 17:00; join "
            "or remove the line",
        ),
        (
            "agent,on,off\na,9000,9500\nb,0,1\na,8000,9001\n",
            "4:3 on: '8000': agent 'a' is already on duty until 2026-01-05 02:38:20; join or "
            "remove the line",
        ),
        (
            "agent,on,off\nann,nan,60\n",
            "2:5 on: 'nan': not a time; write it as `2026-01-05T09:30:00` or in seconds from the "
            "run's start",
        ),
    ],
)
def test_what_is_wrong_is_said_where(read, text, message):
    with pytest.raises(ScenarioError) as caught:
        read(text)
    assert str(caught.value) == f"roster.csv:{message}"


def test_a_time_zone_needs_the_desks_zone(read):
    text = "agent,on,off\nann,2026-01-05T08:00Z,2026-01-05T17:00+01:00\n"
    with pytest.raises(ScenarioError, match=r"roster\.csv:2:5 on: '2026-01-05T08:00Z': an offset"):
        read(text)
    listed = read(text, timezone="Europe/Berlin")
    assert (*listed.on, *listed.off) == (9 * 3600.0, 17 * 3600.0)


def test_latin_1_is_read_where_it_is_declared(read):
    text = "agent,on,off\nJürgen,0,60\n".encode("latin-1")
    with pytest.raises(ScenarioError, match=r"roster\.csv:2:2: the byte fc is no letter in utf-8"):
        read(text)
    assert len(read(text, encoding="latin-1").on) == 1
