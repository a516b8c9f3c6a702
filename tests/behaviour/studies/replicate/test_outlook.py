"""The outlook of a run: when it is given, and what the result then holds."""

import pytest
from support.commands import DESK, played, write_desk

from sim.api.outlook import cases_a_month, is_staffable, wants_outlook
from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import load
from sim.studies.experiment import make_experiment


def desk(tmp_path, *settings):
    return load(write_desk(tmp_path), settings).scenario


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        (("run.outlook=null",), True),
        (("run.outlook=null", "demand.volume=1001/month"), False),
        (("run.outlook=null", "demand.multiplier=6"), False),
        (("run.outlook=true", "demand.volume=1001/month"), True),
        (("run.outlook=false",), False),
        (("run.outlook=null", "run.kind=day"), False),
    ],
)
def test_when_it_is_given(tmp_path, settings, wanted):
    assert wants_outlook(desk(tmp_path, *settings)) is wanted


def test_cases_a_month(tmp_path):
    assert cases_a_month(desk(tmp_path, "demand.multiplier=2")) == pytest.approx(400)


def test_a_day_has_none(tmp_path):
    with pytest.raises(ScenarioError, match="`outlook` is for a typical run; leave it out"):
        desk(tmp_path, "run.kind=day", "run.outlook=true")


def test_without_it_the_result_has_no_curve_and_no_roi(tmp_path):
    assert not {"curve", "roi"} & set(played(tmp_path).document)


def test_with_it_the_result_holds_both_documents(tmp_path):
    settings = ("run.outlook=true", "run.replications=1", "people.staffing=fixed")
    document = played(tmp_path, *settings).document
    assert document["curve"]["schema"] == "tierzero.curve/1"
    assert {point["volume_multiplier"] for point in document["curve"]["points"]} >= {1.0, 1.3}
    assert document["roi"]["schema"] == "tierzero.roi/1"
    assert list(document)[-1] == "timing"


def test_without_targets_there_is_no_staircase(tmp_path):
    text = DESK.replace('  resolution_time_median: "<= 2 h"\n', "")
    settings = ("run.outlook=true", "run.replications=1", "people.staffing=fixed")
    from sim.api.run import run

    document = run(load(write_desk(tmp_path, text), settings)).document
    assert "curve" not in document
    assert "roi" in document


@pytest.mark.parametrize("asked", ["null", "true"])
def test_without_a_whole_period_the_staircase_is_left_out_unless_asked_for(tmp_path, asked):
    settings = ("run.window=1 week", "targets.period=month", f"run.outlook={asked}")
    loaded = load(write_desk(tmp_path), settings)
    assert is_staffable(loaded, make_experiment(loaded)) is (asked == "true")


def test_a_staircase_that_is_asked_for_says_what_is_missing(tmp_path):
    settings = ("run.window=1 week", "targets.period=month", "run.outlook=true")
    with pytest.raises(ScenarioError, match="the measured window does not hold a whole month"):
        played(tmp_path, *settings)
