import json
from itertools import pairwise

import pytest
from support.desks.chatdesk import CHAT, chat_desk

from sim.api.curve import curve
from sim.report.curve.result import CurveResult
from sim.scenario.errors import ScenarioError

ARMS = ("baseline", "ai")


@pytest.fixture(scope="module")
def result(tmp_path_factory) -> CurveResult:
    return curve(chat_desk(tmp_path_factory.mktemp("curve")), volumes="0.5..3/0.5")


@pytest.fixture(scope="module")
def points(result: CurveResult) -> dict[str, list[dict]]:
    return {arm: [p for p in result.document["points"] if p["arm"] == arm] for arm in ARMS}


@pytest.mark.parametrize("arm", ARMS)
def test_heads_never_fall_as_volume_grows(points, arm: str):
    heads = [point["headcount"] for point in points[arm]]
    assert all(few <= more for few, more in pairwise(heads))
    assert heads[0] < heads[-1]


def test_the_bot_saves_heads_at_every_volume(points):
    for baseline, ai in zip(points["baseline"], points["ai"], strict=True):
        assert ai["headcount"] < baseline["headcount"]


@pytest.mark.parametrize("arm", ARMS)
def test_a_head_less_is_on_target_less_often(points, arm: str):
    steps = [(point["on_target_one_less"], point["on_target"]) for point in points[arm]]
    assert all(fewer <= enough for fewer, enough in steps)
    assert sum(fewer for fewer, _ in steps) < 0.6 * sum(enough for _, enough in steps)


def test_a_volume_without_the_bot_is_staffed_by_erlang_c(points):
    assert [point["headcount"] for point in points["baseline"]][1] in (4, 5)


def test_the_document_is_the_promised_one(result: CurveResult):
    document = json.loads(result.to_json())
    assert list(document)[:5] == ["schema", "scenario", "seed", "replications", "engine"]
    assert document["schema"] == "tierzero.curve/1"
    assert document["replications"] == 4
    assert {"points", "max_volume_without_hiring", "growth_30"} <= document.keys()
    assert set(document["points"][0]) >= {
        "volume_multiplier",
        "arm",
        "headcount",
        "fte",
        "paid_hours_week",
        "on_target",
        "on_target_one_less",
    }
    assert set(document["growth_30"]["ai"]) >= {"feasible", "probability"}
    assert "timing" not in document


def test_30_percent_are_part_of_the_range(points):
    assert [point["volume_multiplier"] for point in points["ai"]] == [0.5, 1, 1.3, 1.5, 2, 2.5, 3]


def test_four_replications_are_too_few_for_a_yes_or_a_no(result: CurveResult):
    for growth in result.document["growth_30"].values():
        assert (growth["verdict"], growth["feasible"]) == ("too few replications", None)
        assert growth["low"] <= growth["probability"] <= growth["high"]


def test_with_the_bot_todays_people_can_take_more(result: CurveResult):
    largest = result.document["max_volume_without_hiring"]
    assert largest["baseline"] < largest["ai"]


def test_up_to_its_reserve_the_staircase_needs_no_more_than_todays_people(result, points):
    for arm in ARMS:
        largest = result.document["max_volume_without_hiring"][arm]
        for point in points[arm]:
            assert (point["headcount"] <= 4) == (point["volume_multiplier"] <= largest)


def test_the_reserve_is_the_growth_that_it_allows(result: CurveResult):
    document = result.document
    for arm in ARMS:
        growth = document["max_volume_without_hiring"][arm] - 1
        assert document["reserve"][arm]["growth"] == pytest.approx(growth)


def test_todays_people_are_told(result: CurveResult):
    today = result.document["today"]["ai"]
    assert (today["headcount"], today["paid_hours_week"], today["fte"]) == (4, 672.0, 4.0)


def test_the_answer_says_both_arms_and_when_the_next_hire_is_due(result: CurveResult):
    answer = result.document["answer"]
    assert answer.startswith("Can today's people take 30 % more contacts? baseline: ")
    assert " ai: too few replications, on target in " in answer
    assert "the next hire is due above" in answer


def test_a_frame_has_a_row_a_point(result: CurveResult):
    frame = result.to_frame()
    assert len(frame) == 14
    assert list(frame["arm"].unique()) == ["baseline", "ai"]
    assert "<table" in result._repr_html_()


def test_other_replications_are_reported_than_planned_on(tmp_path):
    lines: list[str] = []
    desk = chat_desk(tmp_path, "run.replications=1")
    found = curve(desk, volumes="1", arms=["ai"], on_planning=lines.append)
    assert lines[0].startswith("ai x1 (desk ")
    assert found.document["points"][0]["on_target"] in (0.0, 1.0)
    assert found.document["points"][0]["on_target_low"] is None


def test_one_volume_is_enough_to_look_for_the_reserve_up_to_30_percent(tmp_path):
    plenty = chat_desk(tmp_path, "people.teams.desk.headcount=20")
    document = curve(plenty, volumes="0.5", arms=["ai"]).document
    assert document["max_volume_without_hiring"] == {"ai": 1.3}
    assert document["reserve"]["ai"]["at_least"]
    assert "nobody need be hired up to 1.3 times today's volume" in document["answer"]


def test_too_few_people_have_no_reserve(tmp_path):
    few = chat_desk(tmp_path, "people.teams.desk.headcount=0")
    document = curve(few, volumes="1", arms=["baseline"]).document
    assert document["max_volume_without_hiring"] == {"baseline": 0.0}
    assert document["growth_30"]["baseline"]["probability"] == 0.0
    assert "they are too few at any volume" in document["answer"]


def test_one_less_than_one_head_is_nobody_and_off_target(tmp_path):
    quiet = chat_desk(tmp_path, "demand.volume=1/hour")
    (point,) = curve(quiet, volumes="1", arms=["ai"]).document["points"]
    assert (point["headcount"], point["on_target_one_less"]) == (1, 0.0)


def test_what_people_cannot_reach_is_said(tmp_path):
    goal = CHAT.replace('service_level: ">= 80 % within 60 s"', 'ai_resolution_rate: ">= 99 %"')
    document = curve(chat_desk(tmp_path, text=goal), volumes="1,2", arms=["ai"]).document
    for point in document["points"]:
        assert point["headcount"] is None
        assert point["on_target"] is None


def test_hours_are_counted_where_they_are_bought(tmp_path):
    mail = CHAT.replace("chat: {kind: live, patience: never}", "mail: {}")
    mail = mail.replace('service_level: ">= 80 % within 60 s"', 'wait_mean: "<= 30 min"')
    week = "{hours: 'daily 00:00-24:00'}"
    team = f"{{shifts: [{week}], labour: hours, hours_step: 12 h}}"
    mail = mail.replace("{headcount: 4, contract: 168 h}", team)
    document = curve(chat_desk(tmp_path, text=mail), volumes="0.5,1,2", arms=["baseline"]).document
    hours = [point["paid_hours_week"] for point in document["points"]]
    assert all(value % 12 == 0 for value in hours)
    assert hours == sorted(hours)
    assert [point["fte"] for point in document["points"]] == [value / 40 for value in hours]


def test_interrupted_the_finished_replications_are_kept(tmp_path):
    def stop(now) -> None:
        if now.replications == 2:
            raise KeyboardInterrupt

    whole = curve(chat_desk(tmp_path, "run.replications=2"), volumes="1", arms=["ai"])
    found = curve(chat_desk(tmp_path), volumes="1", arms=["ai"], on_progress=stop)
    assert found.document.pop("interrupted")
    assert found.document == whole.document


def test_interrupted_in_planning_nothing_is_finished(tmp_path):
    def stop(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        curve(chat_desk(tmp_path), volumes="1", on_planning=stop)


def test_without_a_target_it_says_what_to_write(tmp_path):
    aimless = CHAT.replace('  service_level: ">= 80 % within 60 s"', "  period: day")
    with pytest.raises(ScenarioError) as error:
        curve(chat_desk(tmp_path, text=aimless))
    rule = "people are counted by the goals that they must meet, and there is none; write "
    example = '`first_response_time_human_business_p90: "<= 8 h"` under `targets`'
    assert str(error.value).splitlines()[0].endswith(f" targets: {rule}{example}")


def test_without_a_whole_period_it_says_what_to_write(tmp_path):
    short = CHAT.replace("kind: day, until: 12 h", "window: 2 weeks")
    rule = "the measured window does not hold a whole month; write a shorter `period`, or a longer"
    with pytest.raises(ScenarioError, match=f"targets.period: {rule} `run.window`"):
        curve(chat_desk(tmp_path, text=short))


def test_a_roster_file_cannot_grow(tmp_path):
    (tmp_path / "who.csv").write_text("agent,on,off\nann,0,43200\n", encoding="utf-8")
    listed = CHAT.replace("headcount: 4", "roster: who.csv")
    with pytest.raises(ScenarioError, match="no team can grow: a roster file says who works when"):
        curve(chat_desk(tmp_path, text=listed))


def test_an_unknown_arm_is_named(tmp_path):
    with pytest.raises(ScenarioError, match="no arm is called 'robot'"):
        curve(chat_desk(tmp_path), arms=["robot"])
    with pytest.raises(ScenarioError, match="--arms: 'ai,ai' names an arm twice"):
        curve(chat_desk(tmp_path), arms=["ai", "ai"])
