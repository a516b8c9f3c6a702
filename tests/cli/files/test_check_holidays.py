"""`tierzero check` and holidays: which fall into the run, and an ordinary week without them."""

import json

import pytest
from support.commands import tierzero

LINE = """\
name: line
run: {kind: typical, start: 2026-01-05, warm_up: 1 week, window: 1 week, run_out: 0}
demand: {volume: 24/day, profile: flat}
calendar:
  holidays: [2026-01-14, {date: 2026-01-17, like: sunday}, 2026-01-19]
channels:
  phone: {kind: live, hours: 'daily 08:00-20:00'}
inquiry_types:
  order: {handle_time: 30 min, solved_by_person: 100 %}
people:
  teams:
    desk: {shifts: [{hours: 'daily 08:00-20:00', agents: 2}]}
"""


@pytest.fixture(autouse=True)
def _desk(folder):
    (folder / "line.yaml").write_text(LINE)


def check(*settings: str):
    words = [word for setting in settings for word in ("--set", setting)]
    return tierzero("check", "line.yaml", *words)


def team(*settings: str):
    words = [word for setting in settings for word in ("--set", setting)]
    found = tierzero("check", "line.yaml", "--json", *words)
    return json.loads(found.stdout)["arms"]["baseline"]["teams"]["desk"]


def test_the_holidays_of_the_run_are_listed():
    lines = check().stdout.splitlines()
    assert lines[2:5] == [
        "holidays of the run",
        "  Wed 2026-01-14   closed",
        "  Sat 2026-01-17   like Sunday",
    ]


def test_json_lists_them_too():
    found = json.loads(tierzero("check", "line.yaml", "--json").stdout)
    assert found["holidays"] == [
        {"date": "2026-01-14", "like": "closed"},
        {"date": "2026-01-17", "like": "sunday"},
    ]


def test_without_holidays_nothing_is_listed():
    assert "holidays" not in check("calendar.holidays=[]").stdout


def test_the_week_is_that_of_ordinary_days():
    found = team("run.window=2 weeks")
    plain = team("run.window=2 weeks", "calendar.holidays=[]")
    assert found["staff"] == pytest.approx(plain["staff"])
    assert found["load"] == pytest.approx(plain["load"])
    assert found["load_mean"] == pytest.approx(plain["load_mean"])


def test_an_hour_that_only_holidays_have_is_left_out():
    found = team()
    assert found["load"][48:72] == [0] * 24
    assert found["staff"][48:72] == [0] * 24
    assert found["load_mean"] == pytest.approx(0.25)


def test_a_day_run_on_a_holiday_looks_at_the_holiday():
    profile = [0] * 144 + [7] * 24
    day = ("run.kind=day", "run.start=2026-01-17", "run.until=1 day")
    found = team(*day, f"demand.profile={profile}")
    assert found["load"][120 + 7 : 120 + 10] == pytest.approx([0, 3.5, 3.5])
    assert found["staff"][120 + 7 : 120 + 10] == pytest.approx([0, 2, 2])


def test_on_a_closed_day_nothing_reaches_anybody():
    day = ("run.kind=day", "run.start=2026-01-14", "run.until=1 day")
    assert set(team(*day)["load"]) == {0.0}


def test_a_wrong_date_is_located():
    result = check("calendar.holidays=[2026-02-30]")
    assert result.exit_code == 2
    assert (
        "calendar.holidays.0: '2026-02-30' is not a date; write it as `2026-01-05`" in result.stderr
    )


def test_a_wrong_day_is_located():
    result = check("calendar.holidays=[{date: 2026-02-20, like: sundae}]")
    assert result.exit_code == 2
    assert (
        "calendar.holidays.0.like: 'sundae' is not a valid choice; did you mean `sunday`?"
        in result.stderr
    )
