"""`tierzero trace`: one case's journey."""

import json

import pytest
from support.commands import run, tierzero, write_desk


@pytest.fixture(autouse=True)
def _desk(folder):
    write_desk(folder)


def test_a_case_of_a_scenario():
    result = tierzero("trace", "desk.yaml", "3")
    assert result.exit_code == 0
    assert result.stdout.startswith("Case 3: question, urgency 3\n\nContact 1\n  ")
    assert "begins with the bot" in result.stdout


def test_a_run_that_was_kept_says_the_same_as_its_scenario(folder):
    run("--no-target-exit", "--quiet", "--seed", "7")
    (kept,) = folder.glob("results/*")
    told = tierzero("trace", str(kept), "5").stdout
    assert told == tierzero("trace", "desk.yaml", "5", "--seed", "7").stdout
    assert told != tierzero("trace", "desk.yaml", "5").stdout


def test_another_arm_and_another_replication():
    first = tierzero("trace", "desk.yaml", "3", "--arm", "baseline").stdout
    assert "bot" not in first
    assert tierzero("trace", "desk.yaml", "3", "--replication", "1").stdout != first


def test_as_json():
    result = tierzero("trace", "desk.yaml", "3", "--json")
    document = json.loads(result.stdout)
    assert (document["schema"], document["case"]) == ("tierzero.trace/1", 3)


def test_an_unknown_case_is_the_users_error():
    result = tierzero("trace", "desk.yaml", "100000")
    assert result.exit_code == 2
    assert result.stderr.startswith("CASE: there is no case 100000; the replication has cases ")


def test_an_unknown_arm_is_the_users_error():
    result = tierzero("trace", "desk.yaml", "3", "--arm", "bot")
    assert result.exit_code == 2
    assert "bot" in result.stderr
