"""`tierzero stress`: its document, its two streams, its errors."""

import json

import pytest
from support.commands import DEADLINE, started, tierzero, write_desk
from support.desks.chatdesk import CHAT

WORDS = ("--arms", "ai", "-n", "2")


@pytest.fixture(autouse=True)
def _desk(folder):
    write_desk(folder, CHAT.replace("20/hour", "5/hour").replace("headcount: 4", "headcount: 2"))


def stress(*words: str):
    return tierzero("stress", "desk.yaml", "--jobs", "1", *WORDS, *words)


def document(*words: str) -> dict:
    return json.loads(stress("--json", *words).stdout)


def test_json_is_one_document_and_the_file_in_the_folder(folder):
    result = stress("--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["schema"] == "tierzero.stress/1"
    assert [one["name"] for one in found["stresses"]] == ["growth", "surge", "outage", "absence"]
    (path,) = folder.glob("results/*/result.json")
    assert result.stdout == path.read_text()


def test_the_same_seed_gives_the_same_bytes_with_any_number_of_processes():
    first, again = stress("--json"), stress("--json")
    assert first.stdout == again.stdout
    with started("stress", "desk.yaml", "--jobs", "2", "--json", "--quiet", *WORDS) as process:
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert (process.returncode, stderr) == (0, "")
    assert stdout == first.stdout


def test_growth_is_an_option():
    assert document()["stresses"][0]["text"] == "30 % more contacts"
    assert document("--growth", "45%")["stresses"][0]["text"] == "45 % more contacts"


def test_growth_over_a_time_is_another():
    at_once = document("--growth", "900%")["stresses"][0]
    slowly = document("--growth", "900%", "--growth-over", "5 days")["stresses"][0]
    assert at_once["heads_needed"] > slowly["heads_needed"]


def test_what_happens_can_be_set():
    settings = ("--set", "stress.surge=null", "--set", "stress.absence.share=50%")
    found = document(*settings)["stresses"]
    assert [one["name"] for one in found] == ["growth", "outage", "absence"]
    assert found[-1]["text"] == "everybody is away with a chance of 50 % for 7 days"


def test_the_table_gives_the_answer_and_a_row_a_stress():
    text = stress().stdout
    assert text.startswith("Chat desk: 2 replications of each desk, seed 1\n\n30 % more contacts: ")
    rows = [line.split()[:2] for line in text.splitlines() if " ai " in line and "[" in line]
    assert rows == [["growth", "ai"], ["surge", "ai"], ["outage", "ai"], ["absence", "ai"]]
    assert max(map(len, text.splitlines())) <= 80


def test_planning_and_progress_go_to_stderr_and_quiet_leaves_them_out():
    lines = stress("--json").stderr.splitlines()
    assert lines[0].startswith("planning: ai under growth (desk 2): ")
    assert lines[-1].startswith("2/2 ai under absence on target ")
    assert stress("--json", "--quiet").stderr == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--growth", "much"), "'--growth': 'much' is not a growth rate; write `150 %` or `1.5`"),
        (("--growth-over", "soon"), "'--growth-over': 'soon' is not a duration"),
        (("--arms", "robot"), "no arm is called 'robot'"),
        (
            ("--set", "stress.outage.start=2 days"),
            "stress.outage.start: it does not touch a whole ",
        ),
    ],
)
def test_what_is_wrong_is_said_and_exits_with_2(words: tuple[str, ...], message: str):
    result = stress(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_the_exit_code_is_0_even_where_the_desk_does_not_hold():
    result = stress("--growth", "900%")
    assert result.exit_code == 0
    assert "is on the edge with today's people" in " ".join(result.stdout.split())
