"""The result of a run: its document, its DataFrame, its table."""

import io
import json
import math

import pytest
from rich.console import Console
from support.commands import played

from sim.measures.kpis.registry import BY_KEY
from sim.report.run.table import run_tables


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    return played(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def ai(result):
    return result.document["arms"]["ai"]


# ---- The document


def test_all_kpis_are_there(ai):
    assert set(ai["kpis"]) == set(BY_KEY)


def test_the_week_has_every_half_hour_of_every_team(ai):
    assert {"waiting", "busy", "available"} <= set(ai["week"])
    assert list(ai["week"]["busy"]) == ["desk"]
    band = ai["week"]["busy"]["desk"]
    assert {name: len(values) for name, values in band.items()} == {
        "mean": 336,
        "low": 336,
        "high": 336,
    }


def test_the_team_is_there_from_nine_to_five(ai):
    week = ai["week"]
    busy, available = (week[name]["desk"]["mean"] for name in ("busy", "available"))
    monday = [b + a for b, a in zip(busy[:48], available[:48], strict=True)]
    assert monday[18:34] == pytest.approx([1.0] * 16, rel=1e-3)
    assert monday[:18] == [0.0] * 18


def test_one_replication_has_no_intervals_and_still_no_nan(tmp_path):
    document = played(tmp_path, "run.replications=1").document
    arm = document["arms"]["ai"]
    assert arm["kpis"]["wait_mean"]["low"] is None
    assert arm["week"]["busy"]["desk"]["low"] == [None] * 336
    assert "NaN" not in json.dumps(document)


def test_a_typical_run_suggests_a_warm_up(ai):
    assert set(ai["warm_up"]) == {"weeks", "reliable"}


def test_a_day_run_has_none(tmp_path):
    document = played(tmp_path, "run.kind=day").document
    assert "warm_up" not in document["arms"]["ai"]


def test_a_time_limit_stands_in_the_verdict(tmp_path):
    goal = 'targets.service_level=">= 80 % within 30 s"'
    verdicts = played(tmp_path, goal).document["arms"]["ai"]["verdicts"]
    assert verdicts["service_level"]["within"] == 30.0


@pytest.mark.parametrize(
    ("queues", "limits"),
    [
        ("{}", {"within": 20.0}),
        ('{"*/email": {"service_limit": "1 h"}}', {"within": 3600.0}),
        ('{"story": {"service_limit": "1 h"}}', {"within": 20.0, "within_up_to": 3600.0}),
    ],
)
def test_time_limits_of_queues_stand_beside_the_service_level(tmp_path, queues, limits):
    types = '{"question": {"share": 0.5, "handle_time": "4 min"},'
    types += ' "story": {"share": 0.5, "handle_time": "4 min"}}'
    settings = (f"inquiry_types={types}", f"queues={queues}", 'targets.service_level=">= 50 %"')
    arm = played(tmp_path, *settings).document["arms"]["baseline"]

    def said(document):
        return {key: document[key] for key in document if key.startswith("within")}

    assert said(arm["kpis"]["service_level"]) == limits
    # A goal without a limit has one to say only where a queue has.
    assert said(arm["verdicts"]["service_level"]) == (limits if queues != "{}" else {})
    story = arm["by"]["queue"]["story/email"]["kpis"]["service_level"]
    assert said(story) == {"within": max(limits.values())}


def test_where_nobody_comes_over_a_line_the_usual_limit_stands(tmp_path):
    chat = ("channels.email.share=1", 'channels.chat={"kind": "live", "share": 0}')
    kpis = played(tmp_path, *chat).document["arms"]["baseline"]["kpis"]
    assert kpis["service_level"]["within"] == 20.0
    assert kpis["service_level"]["mean"] is None


def test_timing_is_all_that_two_plays_differ_in(result, tmp_path):
    again = played(tmp_path).document
    assert {**again, "timing": None} == {**result.document, "timing": None}


# ---- The DataFrame


def test_a_row_is_an_arm_a_member_and_a_kpi(result):
    frame = result.to_frame()
    assert list(frame.columns) == [
        "arm",
        "breakdown",
        "member",
        "kpi",
        "mean",
        "low",
        "high",
        "unit",
        "n",
        "status",
    ]
    assert not frame.duplicated(["arm", "breakdown", "member", "kpi"]).any()


def test_the_frame_holds_the_document(result, ai):
    frame = result.to_frame().set_index(["arm", "breakdown", "member", "kpi"])
    row = frame.loc["ai", "", "", "wait_mean"]
    assert (row["mean"], row["unit"], row["status"]) == (ai["kpis"]["wait_mean"]["mean"], "s", "ok")
    by_type = ai["by"]["type"]["question"]["kpis"]["wait_mean"]["mean"]
    assert frame.loc["ai", "type", "question", "wait_mean"]["mean"] == by_type


def test_what_has_no_data_is_not_a_number_in_the_frame(result):
    frame = result.to_frame().set_index(["arm", "breakdown", "member", "kpi"])
    row = frame.loc["baseline", "", "", "containment_rate"]
    assert math.isnan(row["mean"])
    assert row["status"] == "no_data"


def test_a_notebook_shows_the_kpis_of_the_arms(result):
    html = result._repr_html_()
    assert html.startswith("<table")
    assert html.count("Cases solved") == html.count("AI resolution rate") == 1


# ---- The table


def shown(document, width=80, **options) -> str:
    file = io.StringIO()
    Console(file=file, width=width, highlight=False, **options).print(run_tables(document))
    return file.getvalue()


def test_a_result_prints_itself(result):
    file = io.StringIO()
    Console(file=file, width=80, highlight=False).print(result)
    assert file.getvalue() == shown(result.document)


def test_arms_stand_side_by_side_with_intervals(result):
    (header,) = [line for line in shown(result.document).splitlines() if line.startswith("KPI")]
    assert " ".join(header.split()) == "KPI baseline 95 % interval ai 95 % interval"


def test_a_waiting_time_is_never_a_mean_only(result):
    lines = [line.strip() for line in shown(result.document, width=160).splitlines()]
    place = lines.index("Wait")
    assert [line.split()[0] for line in lines[place + 1 : place + 5]] == [
        "mean",
        "median",
        "p90",
        "p95",
    ]


def test_what_no_arm_has_is_left_out(result):
    assert "Abandonment rate" not in shown(result.document)


def test_on_target_stands_with_its_period(result):
    lines = shown(result.document).splitlines()
    place = lines.index("  on target often enough? By the share of weeks that meet every goal")
    assert [lines[place + number].split()[0] for number in (1, 2)] == ["baseline", "ai"]


def test_a_time_limit_is_shown(tmp_path):
    goal = 'targets.service_level=">= 80 % within 30 s"'
    assert "\n  service_level >= 80.0 % within 30 s\n" in shown(played(tmp_path, goal).document)


def test_without_targets_there_is_no_heading_for_them(result):
    arms = {n: {**a, "verdicts": {}, "on_target": None} for n, a in result.document["arms"].items()}
    assert "Targets" not in shown({**result.document, "arms": arms})


def test_verdicts_are_coloured_on_a_terminal_only(result):
    assert "\x1b[33m" in shown(result.document, force_terminal=True, color_system="standard")
    assert "\x1b" not in shown(result.document)


def test_no_color_is_honoured(result, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    text = shown(result.document, force_terminal=True, color_system="standard")
    assert "\x1b[33m" not in text


def test_advice_stands_below(result):
    document = {**result.document, "advice": ["do this", "do that"]}
    assert shown(document).endswith("\nNote: do this\n\nNote: do that\n")
