import json
from pathlib import Path

import pytest

from sim.api.stress import stress
from sim.report.stress.result import StressResult
from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import Loaded, load

GOAL = "first_response_time_human_business_p90"
MAIL = f"""\
name: Mail desk
run: {{warm_up: 1 week, window: 3 weeks, run_out: 1 week, replications: 6}}
demand: {{volume: 300/month}}
channels:
  email: {{hours: Mon-Fri 09:00-17:00}}
inquiry_types:
  question: {{handle_time: 15 min, solved_by_person: 1}}
bot: {{resolution_rate: 65 %}}
people:
  teams:
    desk: {{shifts: [{{hours: Mon-Fri 09:00-17:00, agents: 1}}]}}
targets:
  {GOAL}: "<= 6 h"
  period: week
stress:
  growth: {{growth: 200 %}}
  surge: {{growth: 1500 %}}
  absence: {{share: 100 %, duration: 2 days}}
"""
ONLY_GROWTH = ("stress.surge=null", "stress.absence=null", "stress.outage=null")


def mail_desk(folder: Path, *settings: str, text: str = MAIL) -> Loaded:
    path = folder / "mail.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path, settings)


@pytest.fixture(scope="module")
def result(tmp_path_factory) -> StressResult:
    return stress(mail_desk(tmp_path_factory.mktemp("stress")))


def found(result: StressResult, name: str, arm: str) -> dict:
    (one,) = (
        one for one in result.document["stresses"] if (one["name"], one["arm"]) == (name, arm)
    )
    return one


def test_the_document_is_the_promised_one(result):
    document = json.loads(result.to_json())
    assert document["schema"] == "tierzero.stress/1"
    assert set(document["stresses"][0]) >= {
        "name",
        "arm",
        "broken",
        "first_break",
        "recovery",
        "heads_needed",
        "on_target",
    }
    assert isinstance(document["answer"], str)
    assert "timing" not in document


def test_every_arm_goes_through_every_stress_that_befalls_it(result):
    assert [(one["name"], one["arm"]) for one in result.document["stresses"]] == [
        ("growth", "baseline"),
        ("surge", "baseline"),
        ("absence", "baseline"),
        ("growth", "ai"),
        ("surge", "ai"),
        ("outage", "ai"),
        ("absence", "ai"),
    ]


def test_without_stress_the_desk_is_on_target(result):
    for one in result.document["stresses"]:
        assert one["on_target_unstressed"] > 0.9
        assert one["missed_anyway"] == []


def test_growth_breaks_the_goal_until_somebody_is_hired(result):
    one = found(result, "growth", "baseline")
    assert one["broken"] == [GOAL]
    assert one["on_target"] < 0.2
    assert one["heads_needed"] > one["heads_today"] == 1
    assert one["on_target_with_needed"] > one["on_target"] + 0.4
    assert one["recovery"] is None


def test_with_the_bot_growth_takes_fewer_people(result):
    with_bot, without = (found(result, "growth", arm) for arm in ("ai", "baseline"))
    assert with_bot["heads_needed"] < without["heads_needed"]
    assert with_bot["on_target"] > without["on_target"]


def test_a_surge_breaks_days_and_the_desk_recovers(result):
    one = found(result, "surge", "baseline")
    assert one["broken"] == [GOAL]
    assert one["first_break"]["never"] == 0.0
    assert one["first_break"]["median"] == 0.0
    assert one["recovery"]["median"] > 86_400.0


def test_where_everybody_is_away_no_number_of_people_helps(result):
    one = found(result, "absence", "baseline")
    assert one["broken"] == [GOAL]
    assert (one["heads_needed"], one["steps_more"]) == (None, None)
    assert one["on_target_with_needed"] is None


def test_after_two_days_off_the_desk_works_its_backlog_off(result):
    one = found(result, "absence", "baseline")
    assert one["ends"] - one["begins"] == 2 * 86_400.0
    assert one["recovery"]["never"] == 0.0
    assert one["recovery"]["p90"] <= 3 * 86_400.0


def test_only_the_period_that_a_stress_touches_counts(result):
    one = found(result, "absence", "baseline")
    assert one["on_target"] < 0.2  # of three weeks two are as usual


def test_an_outage_that_people_can_take_is_held_with_todays(result):
    one = found(result, "outage", "ai")
    assert (one["steps_more"], one["heads_needed"], one["broken"]) == (0, 1, [])
    assert one["on_target"] == one["on_target_with_needed"] >= 0.8


def test_the_answer_tells_what_to_do(result):
    answer = result.document["answer"]
    assert answer.startswith("200 % more contacts: baseline is on the edge with today's people")
    assert "The bot is down for 8 h: ai cannot be told yet with today's people" in answer
    assert f"{GOAL} breaks, it takes " in answer
    assert "To do for baseline: look beyond people, no number of them stands it all" in answer


def test_a_frame_has_a_row_a_stress_and_arm(result):
    frame = result.to_frame()
    assert len(frame) == 7
    assert {"first_break_median", "recovery_p90"} <= set(frame.columns)


def test_a_target_missed_anyway_is_not_broken_by_the_stress(tmp_path):
    hopeless = MAIL.replace("<= 6 h", "<= 1 min")
    desk = mail_desk(tmp_path, "run.replications=2", *ONLY_GROWTH, text=hopeless)
    document = stress(desk, arms=["baseline"]).document
    for one in document["stresses"]:
        assert (one["broken"], one["missed_anyway"]) == ([], [GOAL])
    assert "is missed even without it" in document["answer"]


def test_hours_are_needed_where_hours_are_bought(tmp_path):
    bought = MAIL.replace("agents: 1}]", "agents: 1}], labour: hours, hours_step: 4 h")
    desk = mail_desk(tmp_path, "run.replications=2", *ONLY_GROWTH, text=bought)
    document = stress(desk, arms=["baseline"]).document
    (one,) = document["stresses"]
    assert one["paid_hours_week_today"] == 40.0
    assert one["paid_hours_week_needed"] == 40.0 + 4.0 * one["steps_more"]
    assert one["steps_more"] > 0


def test_growth_as_a_ramp_breaks_later(tmp_path):
    at_once = stress(mail_desk(tmp_path, *ONLY_GROWTH), arms=["baseline"])
    over = mail_desk(tmp_path, *ONLY_GROWTH, "stress.growth.over=3 weeks")
    ramp = stress(over, arms=["baseline"])
    first, later = (found(one, "growth", "baseline") for one in (at_once, ramp))
    assert later["first_break"]["median"] > first["first_break"]["median"]


def test_interrupted_the_finished_replications_are_kept(tmp_path):
    def stop(now) -> None:
        if now.replications == 2:
            raise KeyboardInterrupt

    small = (*ONLY_GROWTH, "stress.growth.growth=10%")
    whole = stress(mail_desk(tmp_path, *small, "run.replications=2"), arms=["baseline"])
    part = stress(mail_desk(tmp_path, *small), arms=["baseline"], on_progress=stop)
    assert part.document.pop("interrupted")
    assert part.document == whole.document


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            ["stress.surge.start=4 weeks"],
            "stress.surge.start: it does not touch a whole week of the measured window; write an",
        ),
        (
            ["stress.growth.over=1 week", "demand.multiplier=1.1"],
            "stress.growth.over: a ramp begins at a `demand.multiplier` of 1",
        ),
        (
            [f"stress.{name}=null" for name in ("growth", "surge", "outage", "absence")],
            "stress: nothing is left that would befall these arms",
        ),
    ],
)
def test_what_cannot_be_stressed_is_said(tmp_path, settings: list[str], message: str):
    with pytest.raises(ScenarioError) as error:
        stress(mail_desk(tmp_path, *settings))
    assert message in str(error.value)
