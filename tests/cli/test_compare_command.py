"""`tierzero compare`: its document, its two streams, its errors."""

import json

import pytest
from support.commands import DEADLINE, interrupt, started, tierzero, write_desk
from support.desks.chatdesk import CHAT


@pytest.fixture(autouse=True)
def _desk(folder):
    write_desk(folder, CHAT)


def compare(*words: str):
    return tierzero("compare", "desk.yaml", "--jobs", "1", *words)


def test_json_is_one_document_and_the_file_in_the_folder(folder):
    result = compare("--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["schema"] == "tierzero.compare/1"
    (path,) = folder.glob("results/*/result.json")
    assert result.stdout == path.read_text()


def test_the_same_seed_gives_the_same_bytes_with_any_number_of_processes():
    first, again, other = compare("--json"), compare("--json"), compare("--json", "--seed", "2")
    assert first.stdout == again.stdout != other.stdout
    with started("compare", "desk.yaml", "--jobs", "2", "--json", "--quiet") as process:
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert (process.returncode, stderr) == (0, "")
    assert stdout == first.stdout


def test_a_manifest_gives_the_same_comparison(folder):
    first = compare("--json")
    (manifest,) = folder.glob("results/*/manifest.json")
    assert json.loads(manifest.read_text())["timing"]["interrupted"] is False
    again = tierzero("compare", str(manifest), "--jobs", "1", "--json", "--out", "again")
    assert again.stdout == first.stdout


def test_the_table_says_first_what_differs_in_the_settings():
    text = compare().stdout
    lines = [line.strip() for line in text.splitlines()]
    assert lines[0] == "Chat desk: 4 replications of each arm, seed 1"
    assert lines.index("bot: baseline none, ai given") < lines.index("ai minus baseline")
    assert any(line.endswith(("better", "worse", "evidence")) for line in lines)
    words = [line.split("  ")[0] for line in lines]
    assert "service level (1 min)" in " ".join(words)
    assert "3 tests, adjusted together (Holm)" in " ".join(lines)
    assert "satisfaction is not modelled yet; repeat contacts stand for it." in text


def test_the_table_fits_80_columns():
    assert max(map(len, compare().stdout.splitlines())) <= 80


def test_policies_are_named_after_each_other():
    result = compare("--policies", "always_human, turn_limit", "--json")
    assert list(json.loads(result.stdout)["arms"]) == ["always_human", "turn_limit"]


def test_arms_kpis_and_what_to_compare_with_can_be_chosen():
    words = ("--arms", "ai,baseline", "--against", "baseline", "--kpis", "wait_mean,on_target")
    found = json.loads(compare(*words, "--json").stdout)
    assert list(found["arms"]) == ["ai", "baseline"]
    assert [(one["arm"], one["kpi"]) for one in found["differences"]] == [
        ("ai", "service_level"),
        ("ai", "cases_solved"),
        ("ai", "cost_per_month_staffed"),
        ("ai", "wait_mean"),
        ("ai", "on_target"),
    ]


def test_files_are_compared(folder):
    (folder / "more.yaml").write_text("extends: desk.yaml\nname: More\nbot: {turn_limit: 6}\n")
    result = tierzero("compare", "desk.yaml", "more.yaml", "--jobs", "1", "--json")
    assert list(json.loads(result.stdout)["arms"]) == ["Chat desk", "More"]


def test_settings_are_laid_over_every_file(folder):
    (folder / "more.yaml").write_text("extends: desk.yaml\nname: More\n")
    words = ("compare", "desk.yaml", "more.yaml", "--set", "people.teams.desk.headcount=5")
    result = tierzero(*words, "--jobs", "1", "--json")
    assert json.loads(result.stdout)["settings"] == []


def test_progress_goes_to_stderr_and_quiet_leaves_it_out():
    assert compare("--json").stderr.startswith("1/4 service_level ")
    assert compare("--json", "--quiet").stderr == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--arms", "ai,robot"), "no arm is called 'robot'"),
        (("--policies", "polite,mood"), "--policies: no policy is called 'polite'"),
        (("--kpis", "wait_p99"), "--kpis: no KPI is called 'wait_p99'"),
        (("--set", "bot.turns=3"), "--set:1:5 bot.turns: "),
    ],
)
def test_what_is_wrong_is_said_and_exits_with_2(words: tuple[str, ...], message: str):
    result = compare(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_ctrl_c_keeps_what_is_finished(folder):
    with started("compare", "desk.yaml", "--jobs", "1", "--json", "-n", "20000") as process:
        assert process.stderr.readline().startswith("1/20000 ")
        interrupt(process)
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert process.returncode == 130
    found = json.loads(stdout)
    count = found["replications"]
    assert found["interrupted"] is True
    assert f"Interrupted: {count} of 20000 replications were finished and are kept; " in stderr
    (path,) = folder.glob("results/*/manifest.json")
    assert json.loads(path.read_text())["replications"] == count
