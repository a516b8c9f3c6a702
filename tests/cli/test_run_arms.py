"""`tierzero run --arms`: which arms are played."""

import json

import pytest
from support.commands import DESK, run, write_desk

import sim
from sim.scenario.errors import ScenarioError

THREE = DESK + "  strict: {bot: {turn_limit: 2}}\n"


@pytest.fixture(autouse=True)
def _desk(folder):
    write_desk(folder, THREE)


def arms(*words: str) -> dict:
    return json.loads(run("--json", "--no-target-exit", *words).stdout)["arms"]


def test_all_arms_are_played_unless_some_are_named():
    assert list(arms()) == ["baseline", "ai", "strict"]


def test_the_named_arms_are_played_in_their_order():
    assert list(arms("--arms", "strict, baseline")) == ["strict", "baseline"]


def test_an_arm_is_the_same_whoever_is_played_beside_it():
    assert arms("--arms", "strict")["strict"] == arms()["strict"]


def test_an_unknown_arm_is_refused_with_those_that_there_are():
    result = run("--arms", "baseline,strickt")
    assert result.exit_code == 2
    assert result.stderr.strip() == "--arms: no arm is called 'strickt'; did you mean `strict`?"
    result = run("--arms", "x")
    assert "possible: `baseline`, `ai`, `strict`" in result.stderr


def test_an_arm_that_is_named_twice_is_refused():
    result = run("--arms", "ai,ai")
    assert result.exit_code == 2
    assert result.stderr.strip() == "--arms: 'ai,ai' names an arm twice; name each arm once"


def test_gaps_are_against_the_baseline_where_it_is_played():
    document = json.loads(run("--json", "--no-target-exit", "--arms", "baseline,strict").stdout)
    assert {gap["arm"] for gap in document["gaps"]} == {"strict"}
    document = json.loads(run("--json", "--no-target-exit", "--arms", "ai,strict").stdout)
    assert document["gaps"] == []


def test_the_exit_code_is_about_the_last_arm_where_ai_is_not_played():
    wishes = ("-n", "10", "--set", 'targets.resolution_time_median="<= 1 h"')
    assert run(*wishes, "--arms", "ai,baseline").exit_code == 0
    assert run(*wishes, "--arms", "baseline,strict").exit_code == 0
    assert run(*wishes, "--arms", "strict,baseline").exit_code == 3


def test_python_names_arms_as_well(folder):
    result = sim.run("desk.yaml", arms=["strict"])
    assert list(result.document["arms"]) == ["strict"]
    assert len(result.contacts()) == len(result.contacts("strict"))
    with pytest.raises(ScenarioError, match="no arm is called 'ai'"):
        result.contacts("ai")
    (command,) = (
        json.loads((result.save(folder / "kept") / "manifest.json").read_text())["command"],
    )
    assert command == ["tierzero", "run", "manifest.json", "--arms", "strict"]


def test_only_arms_that_are_played_have_journals(folder):
    run("--arms", "strict", "--journal", "--no-target-exit")
    (journal,) = folder.glob("results/*/journal")
    assert {path.name for path in journal.iterdir() if path.is_dir()} == {"strict"}


def test_the_outlook_is_about_the_arms_that_are_played():
    document = json.loads(
        run("--json", "--no-target-exit", "--arms", "baseline", "--set", "run.outlook=null").stdout
    )
    assert {point["arm"] for point in document["curve"]["points"]} == {"baseline"}
    assert "roi" not in document
    assert document["advice"][0] == (
        "What the AI is worth is left out: --arms: a return on investment sets the arm `ai` "
        "against the baseline; name both."
    )


def test_an_outlook_that_is_asked_for_needs_both_arms():
    result = run("--outlook", "--arms", "baseline")
    assert result.exit_code == 2
    assert result.stderr.strip().endswith("against the baseline; name both")
