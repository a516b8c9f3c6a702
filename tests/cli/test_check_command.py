"""`tierzero check`: a verdict on the file, and work against people by formula."""

import json
import re
from pathlib import Path

import pytest
from support.commands import tierzero

LINE = """\
name: line
demand: {volume: 24/day, profile: flat}
channels:
  phone: {kind: live}
inquiry_types:
  order: {handle_time: 30 min, solved_by_person: 100 %}
bot: {resolution_rate: 60 %}
people:
  teams:
    desk: {headcount: 1}
"""


@pytest.fixture(autouse=True)
def _desk(folder):
    (folder / "line.yaml").write_text(LINE)


def rewrite(old: str, new: str) -> None:
    assert LINE.count(old) == 1
    Path("line.yaml").write_text(LINE.replace(old, new))


def check(*words: str):
    return tierzero("check", "line.yaml", *words)


def team(arm: str, *words: str, name: str = "desk"):
    return json.loads(check("--json", *words).stdout)["arms"][arm]["teams"][name]


def test_a_valid_scenario_is_ok():
    result = check()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("ok: line\n\nbaseline: 730 cases a month become 730 contacts")
    assert "\n\nbaseline, team desk\n" in result.stdout


def test_the_text_says_work_peak_and_erlang_c():
    lines = [line.strip() for line in check().stdout.splitlines()]
    assert lines[2:11] == [
        "baseline: 730 cases a month become 730 contacts and 0.50 erlangs: 1.00 contacts",
        "a case; people solve all that reach them",
        "",
        "baseline, team desk",
        "work      mean 0.50, most 0.50 erlangs (Mon 00:00)",
        "peak      Mon 00:00: 0.50 erlangs, 1.00 at work, occupancy 50.0 %",
        "week      occupancy 50.0 %",
        "Erlang C  50.0 % wait, 30 min 00 s on average, at the peak",
        "unstable  0 hours of the week",
    ]


def test_the_text_fits_80_columns_and_is_plain():
    text = check().stdout
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text


def test_json_is_one_document():
    found = json.loads(check("--json").stdout)
    assert list(found) == ["schema", "scenario", "solved", "holidays", "arms", "warnings"]
    assert found["schema"] == "tierzero.check/1"
    assert found["warnings"] == []


def test_the_bot_takes_its_share_of_the_load():
    assert team("baseline")["load_mean"] == pytest.approx(0.5)
    assert team("ai")["load_mean"] == pytest.approx(0.2)


def test_erlang_c_of_one_agent_is_the_formula_of_one_server():
    peak = team("baseline")["peak"]
    assert peak["erlang_c"]["delay_probability"] == pytest.approx(0.5)
    assert peak["erlang_c"]["wait_mean"] == pytest.approx(1800)


def test_a_line_says_what_the_cases_become_and_why():
    rewrite("solved_by_person: 100 %", "solved_by_person: 70 %")
    found = " ".join(check().stdout.split())
    assert (
        "baseline: 730 cases a month become 940 contacts and 0.64 erlangs: 1.29 contacts a case; "
        "people solve 70.0 % with an answer, and 75.0 % of the others come back"
    ) in found
    assert re.search(
        r"ai: 730 cases a month become (\d+) contacts \(\1 with the bot, \d+ for", found
    )
    traffic = json.loads(check("--json").stdout)["arms"]["baseline"]["traffic"]
    assert traffic["contacts"] / traffic["cases"] == pytest.approx(1.287, abs=1e-3)
    assert traffic["erlangs"] == pytest.approx(0.5 * 1.287, abs=1e-3)


def test_what_was_measured_and_what_it_became_is_said():
    settings = ("demand.volume={count: 940/month, of: contacts}", "bot.of=sessions")
    words = [word for setting in settings for word in ("--set", setting)]
    rewrite("solved_by_person: 100 %", "solved_by_person: 70 %")
    found = " ".join(check(*words).stdout.split())
    assert "ok: line demand.volume: 940 contacts a month are 730 cases: 1.29 contacts a" in found
    assert "bot.resolution_rate: 60.0 % of sessions is a true rate of 7" in found
    volume, rate = json.loads(check("--json", *words).stdout)["solved"]
    assert (volume["path"], volume["measured"], volume["of"], volume["into"]) == (
        "demand.volume",
        940,
        "contacts/month",
        "cases/month",
    )
    assert (rate["path"], rate["measured"], rate["of"]) == ("bot.resolution_rate", 0.6, "sessions")


def test_returns_add_to_the_load():
    twice = ("--set", "inquiry_types.order.solved_by_person=0", "--set", "returns.max_attempts=2")
    always = ("--set", "returns.after_person=1")
    assert team("baseline", *twice, *always)["load_mean"] == pytest.approx(1.0)


def test_a_retry_meets_a_bot_that_is_less_likely_to_solve_it():
    rewrite("solved_by_person: 100 %", "solved_by_person: 0")
    settings = ("returns.after_person=1", "returns.max_attempts=2", "bot.concentration=1")
    words = [word for setting in settings for word in ("--set", setting)]
    assert team("ai", *words)["load_mean"] == pytest.approx(0.5 * (0.4 + 0.4 * 0.7))


def test_a_bot_that_is_never_there_takes_nothing():
    assert team("ai", "--set", "channels.phone.bot=never")["load_mean"] == pytest.approx(0.5)


def test_a_type_that_the_bot_may_not_take_stays_with_people():
    not_eligible = ("--set", "inquiry_types.order.bot={eligible: false}")
    assert team("ai", *not_eligible)["load_mean"] == pytest.approx(0.5)


def test_the_multiplier_scales_the_load():
    assert team("baseline", "--set", "demand.multiplier=1.5")["load_mean"] == pytest.approx(0.75)


def test_contacts_that_are_lost_outside_the_hours_are_no_load():
    found = team("baseline", "--set", "channels.phone.hours=daily 08:30-10:00")
    assert found["load"][7:11] == pytest.approx([0, 0.25, 0.5, 0])


def test_staff_is_counted_by_hour_of_the_week():
    rewrite("headcount: 1", "shifts: [{hours: 'Tue 09:00-10:30', agents: 4}]")
    staff = team("baseline")["staff"]
    assert staff[24 + 8 : 24 + 12] == pytest.approx([0, 4, 2, 0])
    assert sum(staff) == pytest.approx(6)


def test_the_handle_factor_of_a_team_scales_its_load():
    slow = ("--set", "people.teams.desk.handle_factor=1.2")
    assert team("baseline", *slow)["load_mean"] == pytest.approx(0.6)


def test_a_handle_factor_by_type_scales_that_types_load():
    half = "{handle_time: 30 min, share: 0.5, solved_by_person: 1}"
    rewrite("order: {handle_time: 30 min, solved_by_person: 100 %}", f"a: {half}\n  b: {half}")
    slow = ("--set", "people.teams.desk.handle_factor={b: 1.4}")
    assert team("baseline", *slow)["load_mean"] == pytest.approx(0.25 + 0.25 * 1.4)


def test_teams_share_a_queue_by_their_people_at_work():
    rewrite("desk: {headcount: 1}", "a: {headcount: 3}\n    b: {headcount: 1}")
    loads = [team("baseline", name=name)["load_mean"] for name in "ab"]
    assert loads == pytest.approx([0.375, 0.125])


def test_where_nobody_is_at_work_teams_share_a_queue_evenly():
    rewrite("desk: {headcount: 1}", "a: {headcount: 0}\n    b: {headcount: 0}")
    loads = [team("baseline", name=name)["load_mean"] for name in "ab"]
    assert loads == pytest.approx([0.25, 0.25])


def test_a_day_run_looks_at_its_own_hours_only():
    day = ("--set", "run.kind=day", "--set", "run.start=2026-01-06", "--set", "run.until=90 min")
    found = team("baseline", *day)
    assert found["load"][24:27] == pytest.approx([0.5, 0.5, 0])
    assert sum(found["load"]) == pytest.approx(1.0)
    assert found["load_mean"] == pytest.approx(0.5)
    assert found["occupancy_week"] == pytest.approx(0.5)


def test_a_queue_without_volume_needs_no_team():
    rewrite(
        "  phone: {kind: live}",
        "  phone: {kind: live, share: 1}\n  fax: {kind: deferred, share: 0}",
    )
    assert team("baseline", "--set", "people.teams.desk.queues=['*/phone']")["load_mean"] == 0.5


# ---- Warnings


def warnings(*words: str) -> list[str]:
    result = check(*words)
    assert result.exit_code == 0
    return result.stderr.splitlines()


def test_hours_with_more_work_than_people_are_warned_of():
    found = warnings("--set", "demand.volume=48/day", "--set", "bot=null")
    assert found[:2] == [
        "Warning: baseline: team desk has 100.0 % of the work it can do: the queue grows without "
        "end",
        "Warning: baseline: in 168 hours of the week more live work reaches team desk than it can "
        "do, first Mon 00:00: 1.00 erlangs, 1.00 at work",
    ]


def test_deferred_work_may_wait_for_the_next_hour():
    rewrite("headcount: 1", "shifts: [{hours: 'daily 08:00-21:00'}]")
    assert warnings("--set", "channels.phone.kind=deferred") == []


def test_a_team_that_never_works_is_warned_of():
    (first, *_) = warnings("--set", "people.teams.desk.headcount=0")
    assert first == "Warning: baseline: nobody of team desk is ever at work"


def test_the_text_says_when_erlang_c_has_no_answer():
    text = check("--set", "demand.volume=72/day").stdout
    assert "Erlang C  no answer: the work at the peak is above the people there" in text


# ---- Mistakes


def test_a_mistake_is_located_and_exits_with_2():
    result = check("--set", "people.teams.desk.hedcount=1")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("--set:1:19 people.teams.desk.hedcount: ")


def test_an_unknown_kpi_in_a_target_is_found_without_playing():
    result = check("--set", 'targets={csat: ">= 4"}')
    assert result.exit_code == 2
    assert "targets.csat: no KPI is called `csat`" in result.stderr


def test_a_trace_is_left_to_the_run(folder):
    (folder / "calls.csv").write_text("at\n10\n20\n")
    trace = "{trace: {file: calls.csv, columns: {arrival: at}}}"
    rewrite("{volume: 24/day, profile: flat}", trace)
    found = json.loads(check("--set", "run.kind=day", "--json").stdout)
    assert found["arms"]["ai"] == {"traffic": None, "teams": {}}
    assert found["warnings"] == ["work against people is not estimated for a trace: run it"]
