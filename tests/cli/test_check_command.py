"""`tierzero check`: a verdict on the file, and work against people by formula."""

import json
from pathlib import Path

import pytest
from support.commands import tierzero

from sim.report.check.hours import DAYS
from sim.theory.erlang_a import erlang_a
from sim.theory.erlang_b import blocking_probability
from sim.theory.fractional_agents import waiting

LINE = """\
name: line
demand: {volume: 24/day, profile: flat}
channels:
  phone: {kind: live, patience: never}
inquiry_types:
  order: {handle_time: 30 min, solved_by_person: 100 %}
bot: {resolution_rate: 60 %}
returns: {after_bot: 0}
people:
  teams:
    desk: {headcount: 1}
"""


@pytest.fixture(autouse=True)
def _desk(folder):
    (folder / "line.yaml").write_text(LINE)


def rewrite(old: str, new: str) -> None:
    text = Path("line.yaml").read_text()
    assert text.count(old) == 1
    Path("line.yaml").write_text(text.replace(old, new))


def check(*words: str):
    return tierzero("check", "line.yaml", *words)


QUIET = [
    word
    for setting in ("asks_at_once=0", "asks_per_turn=0", "leaves_per_turn=0", "handover_saves=0")
    for word in ("--set", f"bot.{setting}")
]
"""A bot of which nobody asks for a person, and that nobody leaves."""
PLAIN = [*QUIET, "--set", "bot.escalated_handling=1", "--set", "bot.false_resolution=0"]


def team(arm: str, *words: str, name: str = "desk"):
    return json.loads(check("--json", *words).stdout)["arms"][arm]["teams"][name]


def test_a_valid_scenario_is_ok():
    result = check()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("ok: line\n\na month\n  baseline: 730 cases make 730 contacts")


def test_the_text_has_a_line_for_each_team_the_worst_first():
    lines = check(*QUIET).stdout.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("arm, team"))
    assert lines[place : place + 3] == [
        "arm, team       busy  peak       work  people  wait         leave  mail done",
        "baseline, desk  50 %  Mon 00:00  0.50  1.00    30 min 00 s                  ",
        "ai, desk        16 %  Mon 00:00  0.16  1.00    6 min 22 s                   ",
    ]


def test_the_text_fits_80_columns_and_is_plain():
    text = check().stdout
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text


def test_json_is_one_document():
    found = json.loads(check("--json").stdout)
    assert list(found) == ["schema", "scenario", "solved", "holidays", "arms", "notes", "advice"]
    assert found["schema"] == "tierzero.check/1"
    assert [each["level"] for each in found["advice"]] == ["hint", "hint"]


def test_the_bot_takes_its_share_of_the_load():
    assert team("baseline")["load_mean"] == pytest.approx(0.5)
    assert team("ai", *PLAIN)["load_mean"] == pytest.approx(0.2)


def test_erlang_c_of_one_agent_is_the_formula_of_one_server():
    peak = team("baseline")["peak"]
    assert (peak["formula"], peak["leaves"]) == ("erlang_c", 0)
    assert peak["waits"] == pytest.approx(0.5)
    assert peak["wait_mean"] == pytest.approx(1800)


def test_who_loses_patience_is_reckoned_by_erlang_a():
    found = team("baseline", "--set", "channels.phone.patience=30 min")
    queue = erlang_a(arrival_rate=1, mean_service=0.5, mean_patience=0.5, agents=1)
    assert found["peak"]["formula"] == "erlang_a"
    assert found["peak"]["leaves"] == pytest.approx(queue.abandonment)
    assert found["peak"]["wait_mean"] == pytest.approx(queue.mean_wait * 3600)
    assert found["abandoning"] == pytest.approx(queue.abandonment)
    assert found["upper_bound"]
    # What leaves is in the load all the same.
    assert found["load_mean"] == pytest.approx(0.5)


def test_people_need_not_be_whole():
    peak = team("baseline", "--set", "people.teams.desk.absence=30 %")["peak"]
    assert peak["staff"] == pytest.approx(0.7)
    assert peak["waits"] == pytest.approx(float(waiting(0.5, 0.7)))
    assert 1800 < peak["wait_mean"] < float("inf")


def test_a_line_says_what_the_cases_become_and_why():
    rewrite("solved_by_person: 100 %", "solved_by_person: 70 %")
    found = " ".join(check().stdout.split())
    assert (
        "baseline: 730 cases make 940 contacts, 940 for people: 0.64 erlangs (1.29 contacts a "
        "case; people solve 70.0 % with an answer, and 75.0 % of the others come back)"
    ) in found
    contacts = json.loads(check("--json").stdout)["arms"]["baseline"]["contacts"]
    assert contacts["contacts"] / contacts["cases"] == pytest.approx(1.287, abs=1e-3)


def test_what_was_measured_and_what_it_became_is_said():
    settings = ("demand.volume={count: 940/month, of: contacts}", "bot.of=sessions")
    words = [word for setting in settings for word in ("--set", setting)]
    rewrite("solved_by_person: 100 %", "solved_by_person: 70 %")
    found = " ".join(check(*words).stdout.split())
    assert "ok: line demand.volume: 940 contacts a month are 730 cases: 1.29 contacts a" in found
    assert "bot.resolution_rate: 60.0 % of sessions is a true rate of 69.6 %" in found
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
    # A session that fails says something of the case: m s / (1 + s) is left of m.
    assert team("ai", *PLAIN, *words)["load_mean"] == pytest.approx(0.5 * (0.4 + 0.4 * 0.7))


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


def test_the_first_team_takes_what_finds_it_free():
    rewrite("desk: {headcount: 1}", "a: {headcount: 3}\n    b: {headcount: 1}")
    first, second = (team("baseline", name=name)["load_mean"] for name in "ab")
    assert first + second == pytest.approx(0.5)
    assert first == pytest.approx(0.5 * (1 - blocking_probability(0.5, 3)), rel=0.01)


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
    assert found["occupancy"] == pytest.approx(0.5, abs=0.02)


def test_a_queue_without_volume_needs_no_team():
    rewrite("patience: never}", "patience: never, share: 1}\n  fax: {kind: deferred, share: 0}")
    assert team("baseline", "--set", "people.teams.desk.queues=['*/phone']")["load_mean"] == 0.5


# ---- Warnings


def warnings(*words: str) -> list[str]:
    result = check(*words)
    assert result.exit_code == 0
    return result.stderr.splitlines()


def test_hours_with_more_work_than_people_are_warned_of():
    assert warnings("--set", "demand.volume=48/day", "--set", "bot=null")[0] == (
        "Warning: arm baseline, team desk: 100.0 % of the work it can do in a week; it needs 1.11 "
        "times its people, or less work"
    )


def test_unstable_hours_are_those_in_which_live_work_is_too_much():
    rewrite("headcount: 1", "shifts: [{hours: 'daily 08:00-20:00', agents: 1}]")
    rewrite("kind: live", "kind: live, hours: 'daily 08:00-21:00'")
    found = team("baseline", "--set", "demand.volume=36/day")
    assert len(found["unstable_hours"]) == 7
    assert set(found["unstable_hours"]) == {f"{day} 20:00" for day in DAYS}


def test_deferred_work_may_wait_for_the_next_hour():
    rewrite("headcount: 1", "shifts: [{hours: 'daily 08:00-21:00'}]")
    rewrite("kind: live, patience: never", "kind: deferred")
    assert warnings() == []


def test_a_team_that_never_works_is_warned_of():
    (first, *_) = warnings("--set", "people.teams.desk.headcount=0")
    assert first.startswith("Warning: arm baseline, team desk: nobody is ever at work, and work")


def test_the_text_says_when_the_wait_has_no_end():
    lines = check("--set", "demand.volume=72/day").stdout.splitlines()
    (line,) = [line for line in lines if line.startswith("baseline, desk")]
    assert "grows" in line


def test_a_backlog_says_when_it_is_gone():
    rewrite("kind: live, patience: never", "kind: deferred")
    rewrite("headcount: 1", "shifts: [{hours: 'Mon-Fri 08:00-16:00', agents: 3}]")
    found = team("baseline")
    # From Friday 16:00 to Monday 08:00 32 hours of work come. Three people do 20 of them by 16:00,
    # beside what comes; another 8 come in the night, and Tuesday's 20 are all that is left.
    assert found["backlog"]["most"] == pytest.approx(32, rel=0.01)
    assert found["backlog"]["cleared_after"] == 24 + 16
    # What is in hand at 16:00 is finished in overtime.
    assert found["weeks"][0]["work_hours"] == pytest.approx(84, rel=0.01)
    hours = 120 + found["weeks"][0]["overtime_hours"]
    assert found["occupancy"] == pytest.approx(84 / hours, rel=0.01)


def test_a_backlog_that_only_grows_is_warned_of():
    rewrite("kind: live, patience: never", "kind: deferred")
    rewrite("headcount: 1", "shifts: [{hours: 'Mon-Fri 08:00-16:00', agents: 2}]")
    first = warnings()[0]
    assert (
        "105.0 % of the work it can do in a week; the backlog grows by 4.00 hours a week" in first
    )
    assert team("baseline")["backlog"]["cleared_after"] is None


def test_deferred_work_that_a_shift_end_breaks_off_is_no_overtime():
    rewrite("  phone: {kind: live, patience: never}", "  email: {}")
    rewrite("{headcount: 1}", "{shifts: [{hours: Sat 09:00-11:00}]}")
    busy = {
        rule: team("baseline", "--set", f"people.teams.desk.at_shift_end={rule}")["occupancy"]
        for rule in ("finish", "pause", "hand_over")
    }
    assert busy["pause"] == busy["hand_over"] == pytest.approx(1.0)
    # Two hours are worked, and what is in hand then lasts longer.
    assert busy["finish"] < 0.9


# ---- Hints


def hints(*words: str) -> list[str]:
    advice = json.loads(check("--json", *words).stdout)["advice"]
    return [each["place"] for each in advice if each["level"] == "hint"]


WELL = ("--set", "people.teams.desk.absence=5 %", "--set", 'targets={wait_p90: "<= 1 min"}')


def test_a_live_channel_without_a_target_and_people_who_are_never_away_are_told():
    assert hints() == ["targets", "people.teams"]
    assert hints(*WELL) == []


def test_a_spoken_channel_that_is_deferred_is_told():
    rewrite("kind: live, patience: never", "kind: deferred")
    assert hints(*WELL) == ["channels.phone.kind"]


def test_a_service_level_without_a_limit_is_told():
    settings = (
        "--set",
        "people.teams.desk.absence=5 %",
        "--set",
        'targets={service_level: ">= 80 %"}',
    )
    assert hints(*settings) == ["targets.service_level"]


def test_a_team_that_nothing_reaches_is_told():
    rewrite(
        "desk: {headcount: 1}", "desk: {headcount: 1}\n    idle: {headcount: 1, queues: [other]}"
    )
    rewrite("  order: {", "  other: {handle_time: 1 min, share: 0}\n  order: {share: 1, ")
    assert "people.teams.idle" in hints(*WELL)


def test_contacts_that_are_lost_at_the_door_are_told():
    assert hints(*WELL, "--set", "channels.phone.hours=daily 08:00-17:00") == ["channels.phone"]


def test_a_bot_whose_rate_nobody_wrote_is_told():
    rewrite("bot: {resolution_rate: 60 %}", "bot: {}")
    assert hints(*WELL) == ["bot.resolution_rate"]
    rewrite("handle_time: 30 min", "handle_time: 30 min, bot: {resolution_rate: 50 %}")
    assert hints(*WELL) == []


def test_a_team_that_serves_all_beside_specialists_is_told():
    rewrite("headcount: 1}", "headcount: 1}\n    special: {headcount: 1, queues: [order]}")
    assert hints(*WELL) == ["people.teams.desk.queues"]
    assert hints(*WELL, "--set", "people.teams.desk.queues=all") == []


def test_a_line_that_is_open_while_nobody_is_there_is_told():
    rewrite("{headcount: 1}", "{shifts: [{hours: daily 08:00-17:00, agents: 2}]}")
    assert hints(*WELL) == ["channels.phone.hours"]
    assert hints(*WELL, "--set", "channels.phone.hours=always") == []
    around = "people.teams.desk.shifts=[{hours: daily 08:00-20:00}, {hours: daily 20:00-08:00}]"
    assert hints(*WELL, "--set", around) == []


def test_deferred_channels_may_be_open_while_nobody_is_there():
    rewrite("{headcount: 1}", "{shifts: [{hours: daily 08:00-17:00, agents: 2}]}")
    rewrite("  phone: {kind: live, patience: never}", "  email: {}")
    assert hints(*WELL) == []
    words = ("--set", 'targets={first_response_time_business_mean: "<= 1 h"}')
    assert hints(*WELL[:2], *words) == ["channels.email.hours"]


def test_cases_that_are_dealt_out_evenly_are_told():
    rewrite("  phone: {", "  email: {}\n  phone: {")
    assert hints(*WELL) == ["channels"]
    shares = ("--set", "channels.email.share=0.3", "--set", "channels.phone.share=0.7")
    assert hints(*WELL, *shares) == []


# ---- Policies


def people(rules: str) -> float:
    words = ("--set", f"policy={{rules: [{rules}]}}")
    return json.loads(check("--json", *PLAIN, *words).stdout)["arms"]["ai"]["contacts"][
        "for_people"
    ]


def test_a_policy_is_in_the_load():
    assert people("{name: all, when: {turn: '>= 0'}, then: person}") == pytest.approx(730)
    assert people("{name: later, when: {turn: '>= 7'}, then: person}") == pytest.approx(292)
    # A fifth of the solvable sessions end with the first turn.
    assert people("{name: one, when: {turn: '>= 1'}, then: person}") == pytest.approx(
        730 * (1 - 0.6 * 0.2)
    )


def test_what_a_policy_asks_of_the_queue_gives_bounds():
    rule = "{name: short, when: {queue_length: '< 3'}, then: person}"
    found = team("ai", *PLAIN, "--set", f"policy={{rules: [{rule}]}}")
    assert found["occupancy"] == pytest.approx(0.5, abs=0.02)
    assert found["occupancy_least"] == pytest.approx(0.2, abs=0.02)


def test_a_full_bot_leaves_the_rest_to_people():
    words = [*PLAIN, "--set", "bot.session_limit=1", "--set", "bot.turn_time=60 min"]
    found = json.loads(check("--json", *words).stdout)["arms"]["ai"]["contacts"]
    assert 292 < found["for_people"] < 730


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


# ---- Files


def test_a_trace_is_read(folder):
    (folder / "calls.csv").write_text("at,took\n" + "".join(f"{k * 600},1800\n" for k in range(12)))
    columns = "{arrival: at, handle_time: took}"
    rewrite(
        "{volume: 24/day, profile: flat}", f"{{trace: {{file: calls.csv, columns: {columns}}}}}"
    )
    day = ("--set", "run={kind: day, start: 2026-01-05, until: 3 h}")
    long = ("--set", "inquiry_types.order.handle_time=10 min")
    assert team("baseline", *day, *long)["load"][:3] == pytest.approx([3, 3, 0])


def test_a_trace_that_cannot_be_read_is_refused(folder):
    (folder / "calls.csv").write_text("at;who\n2026-01-05;1\n")
    trace = "{trace: {file: calls.csv, columns: {arrival: when}}}"
    rewrite("{volume: 24/day, profile: flat}", trace)
    result = check("--set", "run.kind=day")
    assert result.exit_code == 2
    assert "calls.csv" in result.stderr


def test_a_roster_file_is_counted(folder):
    (folder / "roster.csv").write_text("agent,on,off\na,2026-02-02T08:00,2026-02-02T10:30\n")
    rewrite("headcount: 1", "roster: roster.csv, absence: 20 %")
    week = ("--set", "run={kind: typical, start: 2026-02-02, warm_up: 0 weeks, window: 1 week}")
    assert team("baseline", *week)["staff"][7:12] == pytest.approx([0, 0.8, 0.8, 0.4, 0])


def test_a_large_team_is_counted():
    found = team("baseline", "--set", "people.teams.desk.headcount=10000")
    assert found["staff"] == [10000] * 168
