"""`tierzero curve`: its document, its two streams, its errors."""

import json
import signal

import pytest
from support.commands import DEADLINE, interrupt, started, tierzero, write_desk
from support.desks.chatdesk import CHAT

WORDS = ("--volumes", "1,2", "--arms", "ai", "-n", "2")


@pytest.fixture(autouse=True)
def _desk(folder):
    write_desk(folder, CHAT.replace("20/hour", "8/hour"))


def curve(*words: str):
    return tierzero("curve", "desk.yaml", "--jobs", "1", *WORDS, *words)


def test_json_is_one_document_and_the_file_in_the_folder(folder):
    result = curve("--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["schema"] == "tierzero.curve/1"
    (path,) = folder.glob("results/*/result.json")
    assert result.stdout == path.read_text()


def test_the_same_seed_gives_the_same_bytes_with_any_number_of_processes():
    first, again = curve("--json"), curve("--json")
    assert first.stdout == again.stdout
    with started("curve", "desk.yaml", "--jobs", "2", "--json", "--quiet", *WORDS) as process:
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert (process.returncode, stderr) == (0, "")
    assert stdout == first.stdout


def test_the_table_gives_the_answer_and_the_staircase():
    text = curve().stdout
    assert text.startswith("Chat desk: 2 replications of each desk, seed 1\n\nCan today's people ")
    assert "The fewest people that are on target in at least 80 % of runs" in text
    rows = [line.split() for line in text.splitlines() if line.startswith("ai ")]
    assert [row[:3] for row in rows] == [["ai", "x", "1"], ["ai", "x", "2"]]
    assert max(map(len, text.splitlines())) <= 80


def test_planning_and_progress_go_to_stderr_and_quiet_leaves_them_out():
    lines = curve("--json").stderr.splitlines()
    assert lines[0].startswith("planning: ai x1 (desk ")
    assert lines[-1].startswith("2/2 ai x1.3 (desk 4) on target ")
    assert curve("--json", "--quiet").stderr == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--volumes", "much"),
            "--volumes: 'much' is not a valid range or list of volumes; write `0.5..3`",
        ),
        (("--arms", "robot"), "no arm is called 'robot'"),
    ],
)
def test_what_is_wrong_is_said_and_exits_with_2(words: tuple[str, ...], message: str):
    result = curve(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


LONG = ("curve", "desk.yaml", "--jobs", "1", "--json", "--volumes", "1", "-n", "20000")


def interrupted_after(process, begins: str) -> tuple[str, str]:
    """What a process says that is interrupted when a line that begins so has come to stderr."""
    assert any(line.startswith(begins) for line in process.stderr), "it never came"
    interrupt(process)
    stdout, stderr = process.communicate(timeout=DEADLINE)
    return stdout, stderr


def test_ctrl_c_keeps_what_is_finished():
    with started(*LONG) as process:
        stdout, stderr = interrupted_after(process, "1/20000 ")
    assert process.returncode == 130
    found = json.loads(stdout)
    assert found["interrupted"] is True
    assert len(found["points"]) == 2
    assert f"Interrupted: {found['replications']} of 20000 replications were finished" in stderr


def test_ctrl_c_in_planning_leaves_nothing(folder, monkeypatch):
    """It comes with the first line, wherever the search then is."""
    monkeypatch.setattr(
        "sim.studies.staffing.planning.share_on_target",
        lambda *_: signal.raise_signal(signal.SIGINT),
    )
    result = curve()
    assert (result.exit_code, result.stdout) == (130, "")
    assert "Interrupted: no result yet; add `--resume " in result.stderr
    assert list(folder.glob("results/[!.]*")) == []
