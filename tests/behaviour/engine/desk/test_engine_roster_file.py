"""A roster read from a file, and what is said about a bad one."""

from datetime import date

import pytest

from sim.engine.bind.duties import read_roster
from sim.scenario.errors import ScenarioError

FIRST_DAY = date(2026, 1, 5)


def read(tmp_path, text):
    file = tmp_path / "roster.csv"
    file.write_text(text)
    return list(read_roster(file, FIRST_DAY))


def test_agents_are_numbered_as_they_appear(tmp_path):
    duties = read(tmp_path, "agent,on,off\nann,0,60\nbob,30,90\nann,100,160\n")
    assert [(duty.agent, duty.start, duty.end) for duty in duties] == [
        (0, 0.0, 60.0),
        (1, 30.0, 90.0),
        (0, 100.0, 160.0),
    ]


def test_times_may_be_dates(tmp_path):
    [duty] = read(tmp_path, "agent,on,off\nann,2026-01-05T09:00,2026-01-06 01:00:30\n")
    assert (duty.start, duty.end) == (9 * 3600.0, 25 * 3600.0 + 30)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("agent,on\nann,0\n", ":1: no column off; a roster has agent, on, off"),
        ("agent,on,off\nann,60,60\n", ":2 off: '60' is not after on: '60'"),
        (
            "agent,on,off\nann,nine,60\n",
            ":2 on: 'nine' is neither an ISO date-time nor a number of seconds; write "
            "`2026-01-05T09:00` or `32400`",
        ),
    ],
)
def test_what_is_wrong_is_said_where(tmp_path, text, message):
    with pytest.raises(ScenarioError) as caught:
        read(tmp_path, text)
    assert str(caught.value) == f"{tmp_path / 'roster.csv'}{message}"
