"""`tierzero roi`: what it prints, keeps and answers with."""

import json
from pathlib import Path

import pytest
from support.commands import DEADLINE, interrupt, started, tierzero
from support.projects import DESK, NULL, WITHOUT_TARGETS
from typer.testing import Result


@pytest.fixture(autouse=True)
def desk(folder: Path) -> Path:
    """The quick project in the current folder."""
    (folder / "desk.yaml").write_text(DESK, encoding="utf-8")
    return folder


def roi(*words: str) -> Result:
    """`tierzero roi desk.yaml` over two months in this process."""
    return tierzero("roi", "desk.yaml", "--months", "2", "--jobs", "1", *words)


def text(*words: str) -> str:
    """What `--json` prints."""
    answer = roi("--json", *words)
    assert answer.exit_code == 0
    return answer.stdout


def document(*words: str) -> dict:
    return json.loads(text(*words))


def test_the_golden_spreadsheet():
    answer = tierzero(
        *("roi", "sme", "--months", "1", "-n", "2", "--jobs", "1", "--json", "--quiet"),
        *("--set", "people.staffing=fixed"),
    )
    sheet = json.loads(answer.stdout)["formula"]
    assert {key: value for key, value in sheet.items() if key != "inputs"} == {
        "current_monthly_cost": 1666.67,
        "remaining_labour_cost": 583.33,
        "new_monthly_cost": 783.33,
        "labour_saving": 1083.33,
        "net_monthly_benefit": 883.33,
        "payback_months": 9.06,
    }


def test_stdout_is_one_document_and_stderr_the_progress():
    answer = roi("--json")
    assert json.loads(answer.stdout)["schema"] == "tierzero.roi/1"
    assert "2/2 net present value" in answer.stderr


def test_the_same_command_gives_the_same_bytes():
    words = ("--seed", "7", "--set", "people.staffing=fewest")
    assert text(*words) == text(*words)


def test_processes_change_nothing():
    assert text("--jobs", "2") == text()


def test_another_seed_is_another_world():
    overtime = ("--set", "people.teams.desk.at_shift_end=finish")
    values = [
        document("--seed", seed, *overtime)["simulated"]["npv"]["mean"] for seed in ("1", "2")
    ]
    assert values[0] != values[1]


def test_the_table_says_where_the_result_is(desk: Path):
    answer = roi()
    assert answer.exit_code == 0
    assert "Why they differ" in answer.stdout
    (folder,) = (desk / "results").iterdir()
    assert f"Result: {Path('results') / folder.name}" in answer.stdout
    assert json.loads((folder / "result.json").read_text())["schema"] == "tierzero.roi/1"


def test_a_manifest_plays_the_same_again(desk: Path):
    first = text("--labour", "hours", "-n", "3", "--out", "kept")
    (folder,) = (desk / "kept").iterdir()
    again = tierzero("roi", str(folder / "manifest.json"), "--jobs", "1", "--json", "--quiet")
    assert again.stdout == first


def test_quiet_says_nothing_on_stderr():
    answer = roi("--quiet")
    assert (answer.exit_code, answer.stderr) == (0, "")


@pytest.mark.parametrize("labour", ["salaried", "hours", "as_used"])
def test_labour_is_chosen(labour: str):
    found = document("--labour", labour)
    assert found["labour"] == labour
    assert next(iter(found["labours"])) == labour


def test_a_null_ai_is_worth_nothing():
    settings = [word for setting in NULL for word in ("--set", setting)]
    npv = document(*settings)["simulated"]["npv"]
    assert (npv["mean"], npv["low"], npv["high"]) == (0.0, 0.0, 0.0)


def test_replications_are_those_asked_for():
    assert document("-n", "3")["replications"] == 3


@pytest.mark.parametrize("months", ["0", "121"])
def test_months_have_bounds(months: str):
    answer = tierzero("roi", "desk.yaml", "--months", months)
    assert answer.exit_code == 2
    assert "Invalid value for '--months'" in answer.stderr


def test_staffing_without_targets_is_a_located_error(desk: Path):
    (desk / "desk.yaml").write_text(WITHOUT_TARGETS, encoding="utf-8")
    answer = roi("--set", "people.staffing=fewest")
    assert answer.exit_code == 2
    assert "people are counted by the goals that they must meet" in answer.stderr
    assert "desk.yaml" in answer.stderr


def test_a_goal_that_no_number_of_people_meets():
    impossible = 'targets={"first_response_time_human_mean": "<= 1 s"}'
    answer = roi("--set", "people.staffing=fewest", "--set", impossible)
    assert answer.exit_code == 2
    assert "no number of people is on target in month 1 of `baseline`" in answer.stderr


def test_ctrl_c_keeps_what_is_finished():
    words = ("--jobs", "1", "-n", "20000", "--months", "1", "--json")
    with started("roi", "desk.yaml", *words) as process:
        line = process.stderr.readline()
        assert line.startswith("1/20000 net present value")
        interrupt(process)
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert process.returncode == 130
    kept = json.loads(stdout)["replications"]
    assert f"Interrupted: {kept} of 20000 replications were finished and are kept; " in stderr
    assert 1 <= kept < 20000


def test_help_says_what_it_does():
    answer = tierzero("roi", "--help")
    assert answer.exit_code == 0
    assert "spreadsheet" in answer.stdout
