"""A desk without a bot: one arm is played, and studies of two say what they need."""

import json

import pytest
from support.commands import DESK, tierzero, write_desk

import sim

NO_BOT = DESK.replace("bot: {resolution_rate: 65 %}\n", "").replace("{bot: null}", "{}")
COMMON = ("--quiet", "--json", "-n", "2")
STAFFED = ("--set", "targets.resolution_time_median='<= 8 h'", "--set", "demand.volume=20/month")
"""What one person is enough for."""


@pytest.fixture(autouse=True)
def _desk(folder):
    write_desk(folder, NO_BOT)


def document(*words: str) -> dict:
    result = tierzero(*words)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def refusal(*words: str) -> str:
    result = tierzero(*words)
    assert result.exit_code == 2
    return result.stderr.splitlines()[0]


def test_a_run_plays_the_baseline_and_reports_it(folder):
    found = document("run", "desk.yaml", *COMMON, "--no-target-exit")
    assert list(found["arms"]) == ["baseline"]
    assert found["gaps"] == []
    (report,) = folder.glob("results/*/report.html")
    assert "baseline" in report.read_text(encoding="utf-8")


def test_its_table_says_nothing_of_a_bot():
    shown = tierzero("run", "desk.yaml", "--quiet", "-n", "1", "--no-target-exit").stdout
    assert "Cases solved" in shown
    assert "AI" not in shown


def test_its_exit_code_is_about_the_baseline():
    goal = ("--set", 'targets.resolution_time_median="<= 1 s"')
    result = tierzero("run", "desk.yaml", "--quiet", "-n", "10", *goal)
    assert result.exit_code == 3


def test_its_outlook_is_about_people_alone():
    wish = ("--set", "run.outlook=null", *STAFFED)
    found = document("run", "desk.yaml", *COMMON, "--no-target-exit", *wish)
    assert {point["arm"] for point in found["curve"]["points"]} == {"baseline"}
    assert "roi" not in found
    assert not any("AI" in line for line in found["advice"])


def test_check_curve_and_stress_are_about_the_baseline():
    assert list(document("check", "desk.yaml", "--json")["arms"]) == ["baseline"]
    curve = document("curve", "desk.yaml", *COMMON, "--volumes", "1", *STAFFED)
    assert {point["arm"] for point in curve["points"]} == {"baseline"}
    few = ("--set", "stress.surge=null", "--set", "stress.growth=null")
    stress = document("stress", "desk.yaml", *COMMON, *STAFFED, *few)
    assert {case["arm"] for case in stress["stresses"]} == {"baseline"}
    assert "outage" not in {case["name"] for case in stress["stresses"]}


def test_a_comparison_needs_another_arm():
    assert refusal("compare", "desk.yaml") == (
        "desk.yaml:14:1 arms: a comparison needs two arms, and there is only `baseline`; write a "
        "`bot:`, or another arm under `arms`, or name a second scenario"
    )
    assert "policies are about a bot, and the arm `ai` has none; write `bot:`" in refusal(
        "compare", "desk.yaml", "--policies", "none,turn_limit"
    )


def test_a_comparison_with_another_desk_takes_the_baseline(folder):
    (folder / "bot.yaml").write_text(DESK.replace("Quick", "Bot"), encoding="utf-8")
    found = document("compare", "desk.yaml", "bot.yaml", *COMMON)
    assert list(found["arms"]) == ["Quick desk", "Bot desk"]


def test_a_return_on_investment_needs_a_bot():
    assert refusal("roi", "desk.yaml") == (
        "desk.yaml:1:1 bot: a return on investment sets the arm `ai` against the baseline, and "
        "this desk has neither a bot nor an arm `ai` of its own; write `bot:`, or `ai` under `arms`"
    )


def test_a_return_may_be_that_of_another_arm():
    plain = sim.load(
        "desk.yaml", ["arms.ai={people: {bot_time_counts: false}, money: {wage: 1/h}}"]
    )
    result = sim.roi(plain, months=1, replications=1, set={"people.staffing": "fixed"})
    assert result.document["formula"]["net_monthly_benefit"] is not None


def test_looking_into_it_needs_no_arms_name(folder):
    result = sim.run("desk.yaml", replications=1)
    assert len(result.contacts()) == len(result.contacts("baseline")) > 0
    kept = result.save(folder / "kept")
    assert json.loads((kept / "manifest.json").read_text())["scenario"]["arms"] == {"baseline": {}}
    assert list(sim.run(kept / "manifest.json").document["arms"]) == ["baseline"]
    assert tierzero("trace", str(kept), "0").exit_code == 0
