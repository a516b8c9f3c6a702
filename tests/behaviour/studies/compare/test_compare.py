import json

import pytest
from support.desks.chatdesk import CHAT, chat_desk

from sim.api.compare import COMPARED, compare
from sim.report.compare.result import CompareResult
from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import Loaded, load

TRAP = """\
name: Trap
run: {warm_up: 1 week, window: 2 weeks, run_out: 1 week, replications: 10}
demand: {volume: 60/day, profile: office}
channels:
  chat: {kind: live, hours: "Mon-Fri 08:00-18:00", patience: 10 min}
inquiry_types:
  easy: {share: 40 %, handle_time: 4 min, bot: {resolution_rate: 75 %}}
  hard: {share: 60 %, handle_time: 8 min, bot: {resolution_rate: 10 %, false_resolution: 60 %}}
bot: {turn_limit: 6, leaves_per_turn: 0.10}
people:
  teams:
    desk: {shifts: [{hours: "Mon-Fri 08:00-18:00", agents: 2}]}
targets:
  service_level: ">= 60 % within 60 s per week"
  period: week
arms:
  baseline: {bot: null}
  ai: {policy: {rules: [{name: unsure, when: {turn: ">= 1", confidence: "< 0.6"}, then: person}]}}
  pushy: {policy: {rules: [{name: keep, when: {asked_for_person: true}, then: bot}]}}
"""

FAMILY = ["service_level", "cases_solved", "cost_per_month_staffed"]
"""On what the chat desk's comparisons give verdicts: its goal, and what is always judged."""


@pytest.fixture(scope="module")
def trap(tmp_path_factory) -> CompareResult:
    path = tmp_path_factory.mktemp("trap") / "trap.yaml"
    path.write_text(TRAP, encoding="utf-8")
    return compare(load(path), against="ai")


def kpi(result: CompareResult, key: str) -> dict[str, float]:
    return {arm: its["kpis"][key]["mean"] for arm, its in result.document["arms"].items()}


def difference(result: CompareResult, arm: str, key: str) -> dict:
    (found,) = (
        one for one in result.document["differences"] if (one["arm"], one["kpi"]) == (arm, key)
    )
    return found


def test_the_pushiest_policy_has_the_best_containment(trap):
    containment = kpi(trap, "containment_rate")
    assert containment["pushy"] > containment["ai"] + 0.1
    assert difference(trap, "pushy", "ai_resolution_rate")["low"] > 0


@pytest.mark.parametrize("key", ["cost_per_resolution_staffed", "repeat_contact_rate_7d"])
def test_and_neither_the_best_cost_per_resolution_nor_the_best_repeat_rate(trap, key: str):
    values = kpi(trap, key)
    assert values["pushy"] > values["ai"]
    assert difference(trap, "pushy", key)["low"] > 0


def test_pairing_pays(trap):
    paired = [one["variance_ratio"] for one in trap.document["differences"]]
    assert sum(ratio > 1 for ratio in paired if ratio) > len(paired) / 2


def test_what_differs_in_the_settings_comes_first(trap):
    document = trap.document
    assert list(document).index("settings") < list(document).index("differences")
    paths = [setting["path"] for setting in document["settings"]]
    assert paths == ["bot", "policy.rules"]


def test_the_document_is_the_promised_one(trap):
    document = json.loads(trap.to_json())
    assert document["schema"] == "tierzero.compare/1"
    assert (document["against"], document["same_workload"]) == ("ai", True)
    assert set(document["differences"][0]) >= {
        "arm",
        "against",
        "kpi",
        "mean",
        "low",
        "high",
        "p_better",
        "adjusted_p",
        "variance_ratio",
        "verdict",
    }
    assert document["family"] == {"kpis": FAMILY, "tests": 2 * len(FAMILY)}
    # No programme acts, so that a need is a case.
    assert len(document["differences"]) == 2 * (len({*FAMILY, *COMPARED}) - 1 + 1)
    assert list(document["arms"]["ai"]) == ["kpis", "verdicts", "on_target", "on_target_verdict"]
    assert "timing" not in document


def test_the_bot_kpis_of_a_desk_without_a_bot_have_no_data(trap):
    found = difference(trap, "baseline", "containment_rate")
    assert (found["mean"], found["status"], found["verdict"]) == (None, "no_data", None)


def test_verdicts_are_on_the_family_alone(trap):
    differences = trap.document["differences"]
    judged = {one["kpi"] for one in differences if one["verdict"] is not None}
    assert judged == set(FAMILY)
    assert {one["kpi"] for one in differences if one["adjusted_p"] is not None} == judged


def test_the_front_is_of_cost_service_speed_and_repeats(trap):
    pareto = trap.document["pareto"]
    assert pareto["kpis"] == [
        "cost_per_month_staffed",
        "cases_solved",
        "first_response_time_mean",
        "repeat_contact_rate_7d",
    ]
    assert "ai" in pareto["front"]


def test_a_frame_has_a_row_a_difference(trap):
    frame = trap.to_frame()
    assert len(frame) == len(trap.document["differences"])
    assert set(frame["verdict"].dropna()) <= {"better", "worse", "no evidence"}


def test_policies_take_the_place_of_the_ai_arms(tmp_path):
    desk = chat_desk(tmp_path)
    document = compare(desk, policies=["always_human", "none"], kpis=["wait_mean"]).document
    assert list(document["arms"]) == ["always_human", "none"]
    assert document["arms"]["always_human"]["kpis"]["ai_resolution_rate"]["mean"] == 0.0
    assert [one["kpi"] for one in document["differences"]] == [*FAMILY, "wait_mean"]


def test_a_policy_that_never_offers_the_bot_is_the_desk_without_one(tmp_path):
    desk = chat_desk(tmp_path)
    human = compare(desk, policies=["always_human", "confidence"]).document["arms"]["always_human"]
    baseline = compare(desk).document["arms"]["baseline"]
    assert human["kpis"]["wait_mean"] == baseline["kpis"]["wait_mean"]


def test_against_turns_a_difference_round(tmp_path):
    desk = chat_desk(tmp_path)
    forth = compare(desk, kpis=["wait_p90"]).document["differences"][-1]
    back = compare(desk, kpis=["wait_p90"], against="ai").document["differences"][-1]
    assert (back["arm"], back["against"]) == ("baseline", "ai")
    assert back["mean"] == -forth["mean"]


def other(folder, old: str, new: str) -> Loaded:
    path = folder / "other.yaml"
    path.write_text(CHAT.replace(old, new), encoding="utf-8")
    return load(path)


def test_scenarios_are_compared_by_their_ai_arms(tmp_path):
    more = other(tmp_path, "headcount: 4", "headcount: 5")
    document = compare(chat_desk(tmp_path), more).document
    assert list(document["arms"]) == ["Chat desk 1", "Chat desk 2"]
    assert document["same_workload"]
    assert [setting["path"] for setting in document["settings"]] == ["people.teams.desk.headcount"]


def test_several_arms_of_scenarios_have_both_names(tmp_path):
    more = other(tmp_path, "name: Chat desk", "name: Rival")
    document = compare(chat_desk(tmp_path), more, arms=["baseline", "ai"]).document
    assert list(document["arms"]) == [
        "Chat desk/baseline",
        "Chat desk/ai",
        "Rival/baseline",
        "Rival/ai",
    ]
    assert document["differences"][0]["against"] == "Chat desk/baseline"


def test_scenarios_with_other_volumes_share_no_workload(tmp_path):
    busier = other(tmp_path, "20/hour", "25/hour")
    assert not compare(chat_desk(tmp_path), busier).document["same_workload"]


def test_scenarios_are_compared_over_one_run(tmp_path):
    longer = other(tmp_path, "until: 12 h", "until: 24 h")
    with pytest.raises(ScenarioError, match="until: it differs from that of 'Chat desk'"):
        compare(chat_desk(tmp_path), longer)


def test_without_goals_being_on_target_is_not_compared(tmp_path):
    aimless = CHAT.replace('  service_level: ">= 80 % within 60 s"', "  period: day")
    document = compare(chat_desk(tmp_path, text=aimless)).document
    keys = ["cases_solved", "cost_per_month_staffed"]
    usual = [key for key in COMPARED if key not in (*keys, "cost_per_need")]
    assert [one["kpi"] for one in document["differences"]] == [*keys, *usual]


def test_interrupted_the_finished_replications_are_kept(tmp_path):
    def stop(now) -> None:
        if now.replications == 2:
            raise KeyboardInterrupt

    found = compare(chat_desk(tmp_path), on_progress=stop)
    whole = compare(chat_desk(tmp_path, "run.replications=2"))
    assert found.document.pop("interrupted")
    assert found.document == whole.document


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"policies": ["confident"]}, "--policies: no policy is called 'confident'; did you mean"),
        ({"policies": ["mood", "mood"]}, "--policies: 'mood,mood' names a policy twice"),
        (
            {"policies": ["mood"]},
            "--policies: a comparison needs two arms, and there is",
        ),
        ({"policies": ["mood"], "arms": ["ai"]}, "--policies: policies are compared in the arm"),
        ({"arms": ["ai"]}, "--arms: a comparison needs two arms"),
        ({"arms": ["ai", "base"]}, "--arms: no arm is called 'base'"),
        ({"against": "base"}, "--against: no arm is called 'base'; did you mean `baseline`?"),
        ({"kpis": ["waits"]}, "--kpis: no KPI is called 'waits'"),
    ],
)
def test_what_cannot_be_compared_is_said(tmp_path, options: dict, message: str):
    with pytest.raises(ScenarioError) as error:
        compare(chat_desk(tmp_path), **options)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("policy", "lacking"),
    [("vip", "no segment is for VIPs"), ("cost_sensitive", "no customer has")],
)
def test_a_policy_needs_what_it_looks_at(tmp_path, policy, lacking):
    with pytest.raises(ScenarioError, match=f"segments: policy `{policy}`: {lacking}"):
        compare(chat_desk(tmp_path), policies=["none", policy])


def test_policies_need_a_bot(tmp_path):
    people = chat_desk(tmp_path, "arms.ai.bot=null")
    with pytest.raises(ScenarioError, match="policies are about a bot, and the arm `ai` has none"):
        compare(people, policies=["mood", "confidence"])
