"""`tierzero run`: its document, its exit codes, its two streams."""

import json

import pytest
from support.commands import DESK, run, tierzero, write_desk


@pytest.fixture(autouse=True)
def _desk(folder):
    write_desk(folder)


def target(goal: str, kpi: str = "resolution_time_median") -> tuple[str, str]:
    return "--set", f'targets.{kpi}="{goal}"'


# ---- The document


def test_json_is_one_document_and_nothing_else():
    result = run("--json", "--no-target-exit")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert list(found) == [
        "schema",
        "scenario",
        "seed",
        "replications",
        "engine",
        "arms",
        "gaps",
        "advice",
        "timing",
    ]
    assert found["schema"] == "tierzero.run/1"
    assert (found["scenario"], found["seed"], found["replications"]) == ("Quick desk", 1, 2)
    assert found["engine"] in ("compiled", "simpy")


def test_json_on_stdout_is_the_file_in_the_folder(folder):
    result = run("--json", "--no-target-exit")
    (path,) = folder.glob("results/*/result.json")
    assert result.stdout == path.read_text()


def test_each_arm_has_estimates_in_one_shape():
    arms = json.loads(run("--json", "--no-target-exit").stdout)["arms"]
    assert list(arms) == ["baseline", "ai"]
    for arm in arms.values():
        assert {"kpis", "by", "verdicts", "on_target", "week"} <= set(arm)
        for estimate in arm["kpis"].values():
            assert list(estimate)[:5] == ["mean", "low", "high", "unit", "n"]
    assert arms["baseline"]["kpis"]["containment_rate"]["status"] == "no_data"
    assert arms["ai"]["kpis"]["containment_rate"]["mean"] > 0


def test_breakdowns_stand_under_by():
    arms = json.loads(run("--json", "--no-target-exit").stdout)["arms"]
    by_channel = arms["ai"]["by"]["channel"]["email"]["kpis"]
    assert by_channel["wait_mean"] == arms["ai"]["kpis"]["wait_mean"]


def test_verdicts_say_goal_and_period():
    arms = json.loads(run("--json", "--no-target-exit").stdout)["arms"]
    assert arms["ai"]["verdicts"] == {
        "resolution_time_median": {
            "verdict": "inconclusive",
            "op": "<=",
            "value": 7200.0,
            "period": "week",
        }
    }
    assert arms["ai"]["on_target"]["n"] == 4


def test_without_targets_there_is_no_verdict_and_no_on_target(folder):
    head = DESK.partition("targets:")[0]
    write_desk(folder, head)
    result = run("--json")
    assert result.exit_code == 0
    arm = json.loads(result.stdout)["arms"]["ai"]
    assert (arm["verdicts"], arm["on_target"]) == ({}, None)


def test_seed_and_replications_are_settings_of_the_scenario():
    by_option = json.loads(run("--json", "--seed", "7", "-n", "1", "--no-target-exit").stdout)
    settings = ("--set", "run.seed=7", "--set", "run.replications=1")
    by_setting = json.loads(run("--json", *settings, "--no-target-exit").stdout)
    assert (by_option["seed"], by_option["replications"]) == (7, 1)
    assert by_option["arms"] == by_setting["arms"]


def test_another_seed_is_another_result():
    documents = [
        json.loads(run("--json", "--seed", seed, "-n", "1", "--no-target-exit").stdout)
        for seed in ("7", "8")
    ]
    assert documents[0]["arms"] != documents[1]["arms"]


# ---- Exit codes


def test_exit_0_when_all_targets_are_met():
    assert run("-n", "10", *target("<= 30 days")).exit_code == 0


def test_exit_3_when_a_target_is_missed():
    assert run("-n", "10", *target("<= 1 s")).exit_code == 3


def test_exit_4_when_it_cannot_be_told():
    assert run("-n", "2", *target("<= 30 days")).exit_code == 4


def test_exit_3_wins_over_4():
    no_data = target(">= 80 %", "abandonment_rate")
    assert run("-n", "10", *no_data, *target("<= 1 s")).exit_code == 3
    assert run("-n", "10", *no_data, *target("<= 30 days")).exit_code == 4


@pytest.mark.parametrize("goal", ["<= 1 s", "<= 2 h"])
def test_no_target_exit_turns_3_and_4_into_0(goal):
    assert run("-n", "10", *target(goal), "--no-target-exit").exit_code == 0


def test_the_exit_code_is_about_the_arm_ai(folder):
    easy = 'ai: {targets: {resolution_time_median: "<= 30 days"}}'
    write_desk(folder, DESK.replace("ai: {}", easy))
    result = run("-n", "10", "--json", *target("<= 1 s"))
    arms = json.loads(result.stdout)["arms"]
    assert arms["baseline"]["verdicts"]["resolution_time_median"]["verdict"] == "missed"
    assert result.exit_code == 0


# ---- Mistakes


def test_an_unknown_kpi_in_a_target_is_located():
    result = run("--set", 'targets.wait_p99="<= 1 h"')
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == (
        "--set:1:18 targets.wait_p99: no KPI is called `wait_p99`; did you mean `wait_p95`?\n"
        '    targets.wait_p99="<= 1 h"\n'
        "                     ^\n"
    )


def test_an_unknown_kpi_in_an_arm_is_located_there(folder):
    write_desk(folder, DESK.replace("ai: {}", 'ai: {targets: {csat: ">= 4"}}'))
    result = run()
    assert result.exit_code == 2
    assert result.stderr == (
        "desk.yaml:17:24 arms.ai.targets.csat: no KPI is called `csat`; "
        "`tierzero kpis` lists all\n"
        '      ai: {targets: {csat: ">= 4"}}\n'
        "                           ^\n"
    )


def test_an_arm_cannot_change_the_run(folder):
    write_desk(folder, DESK.replace("ai: {}", "ai: {run: {seed: 2}}"))
    result = run()
    assert result.exit_code == 2
    assert result.stderr == (
        "desk.yaml:17:8 arms.ai.run: arms are compared over one run; move this into the "
        "section `run` of all\n"
        "      ai: {run: {seed: 2}}\n"
        "           ^\n"
    )


def test_a_missing_file_is_a_mistake():
    result = tierzero("run", "dask.yaml")
    assert result.exit_code == 2
    assert result.stderr == ("there is no file or preset 'dask.yaml'; did you mean `desk.yaml`?\n")


@pytest.mark.parametrize(
    "words",
    [
        ("--engine", "fortran"),
        ("--jobs", "0"),
        ("--replications", "0"),
        ("--seed", "-1"),
        ("--nonsense",),
    ],
)
def test_wrong_options_are_usage_errors(words):
    result = run(*words)
    assert result.exit_code == 2
    assert words[0] in result.stderr


def test_a_results_folder_that_cannot_be_is_said_before_playing(folder):
    (folder / "taken").touch()
    result = run("--out", "taken")
    assert result.exit_code == 2
    assert result.stderr == "--out: 'taken' is a file; name a folder\n"


# ---- Streams


def test_progress_with_the_current_estimate_goes_to_stderr():
    result = run("--json", "--no-target-exit")
    lines = result.stderr.splitlines()
    assert lines[0].startswith("1/2 resolution_time_median ")
    assert lines[1].startswith("2/2 resolution_time_median ")


def test_quiet_says_nothing_on_stderr():
    assert run("--json", "--quiet", "--no-target-exit").stderr == ""


def test_the_table_names_the_folder(folder):
    result = run("--no-target-exit", "--out", "here")
    (path,) = (folder / "here").iterdir()
    assert result.stdout.endswith(f"\nResult: here/{path.name}\n")


def test_the_table_begins_with_the_targets():
    lines = run("--no-target-exit").stdout.splitlines()
    assert lines[:4] == [
        "Quick desk: 2 replications of each arm, seed 1",
        "",
        "Targets",
        "  resolution_time_median <= 2 h 00 min",
    ]
    assert lines[4].startswith("    baseline  inconclusive ")


def test_what_customers_lose_is_on_the_first_screen():
    lines = run("--no-target-exit").stdout.splitlines()
    first = "\n".join(lines[:24])
    for words in ("Cases solved", "Turned away", "Cost a month", "Cost per contact"):
        assert words in first
    assert "ai minus baseline" in first


def test_a_desk_of_mail_has_no_service_level_unless_one_is_asked_for():
    assert "Service level" not in run("--no-target-exit").stdout
    asked = run("--no-target-exit", "--set", 'targets.service_level=">= 80 % within 5 min"')
    assert "Service level (5 min)" in asked.stdout


def test_a_busy_desk_says_what_was_left_out_and_where_it_is(folder):
    write_desk(folder, DESK.replace(", outlook: false", "").replace("200/month", "1100/month"))
    text = " ".join(run("-n", "1", "--no-target-exit", "--quiet").stdout.split())
    assert "left out above 1,000 cases a month (here 1,100): `tierzero curve`" in text
    assert "left out" not in run("-n", "1", "--no-target-exit", "--no-outlook").stdout


def test_the_table_is_plain_and_fits_80_columns():
    text = run("--no-target-exit").stdout
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80


# ---- Precision


def test_precision_stops_at_a_look():
    result = run("--json", "--precision", "ai_resolution_rate=30%", "--no-target-exit")
    assert json.loads(result.stdout)["replications"] == 10


def test_precision_that_is_not_reached_is_said():
    words = ("--precision", "wait_mean=0.1%", "-n", "12", "--no-target-exit", "--json")
    result = run(*words)
    assert json.loads(result.stdout)["replications"] == 12
    assert result.stderr.endswith(
        "The wished precision was not reached: allow more --replications.\n"
    )


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (
            "wait_mean",
            "--precision: 'wait_mean' is not a KPI with a half-width; write `service_level=2%` "
            "or `wait_mean=5%`\n",
        ),
        ("csat=5%", "--precision: no KPI is called 'csat'; `tierzero kpis` lists all\n"),
        ("wait_men=5%", "--precision: no KPI is called 'wait_men'; did you mean `wait_mean`?\n"),
        (
            "wait_mean=5 min",
            "--precision: '5 min' is not a share; write `65 %` or `0.65`; such as "
            "`service_level=2%` or `wait_mean=5%`\n",
        ),
    ],
)
def test_a_precision_that_says_nothing_is_a_mistake(wish, message):
    result = run("--precision", wish)
    assert result.exit_code == 2
    assert result.stderr == message
