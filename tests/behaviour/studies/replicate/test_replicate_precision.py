"""Precision: when an estimate is narrow enough, and where an estimate of one KPI comes from."""

import pytest
from support.commands import write_desk

from sim.measures.statistics.estimator import Estimate
from sim.measures.summary import summarise
from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import load
from sim.studies import precision
from sim.studies.experiment import make_experiment
from sim.studies.played_run import play_run
from sim.studies.precision import Precision, estimate
from sim.studies.progress import Progress


@pytest.fixture(scope="module")
def experiment(tmp_path_factory):
    return make_experiment(load(write_desk(tmp_path_factory.mktemp("desk"))))


@pytest.fixture(scope="module")
def results(experiment):
    return [experiment.measure(number) for number in range(3)]


@pytest.mark.parametrize(
    "key", ["wait_mean", "wait_p90", "ai_resolution_rate", "occupancy", "containment_rate"]
)
def test_the_estimate_of_one_kpi_is_that_of_the_summary(results, experiment, key):
    samples = [arms["ai"] for arms in results]
    whole = summarise(samples, experiment.arms[1].scenario.targets).kpis[key]
    one = estimate(samples, key)
    assert (one.mean, one.low, one.high, one.n) == (whole.mean, whole.low, whole.high, whole.n)


def test_a_wish_is_read_as_a_share():
    assert Precision.parse("service_level=2%") == Precision("service_level", 0.02)
    assert Precision.parse("wait_mean=0.05") == Precision("wait_mean", 0.05)


def test_a_wish_out_of_bounds_is_a_mistake():
    with pytest.raises(ScenarioError, match="--precision: '200%' is out of bounds: a share lies"):
        Precision.parse("wait_mean=200%")


def reached(monkeypatch, wish: Precision, *estimates: Estimate) -> bool:
    """Whether arms with these estimates are precise enough."""
    found = iter(estimates)
    monkeypatch.setattr(precision, "estimate", lambda *_: next(found))
    return wish.reached([dict.fromkeys(range(len(estimates)))])


def test_shares_are_wished_in_points(monkeypatch):
    wish = Precision("service_level", 0.02)
    assert reached(monkeypatch, wish, Estimate(0.1, 0.081, 0.119, "share", 99))
    assert not reached(monkeypatch, wish, Estimate(0.9, 0.879, 0.921, "share", 99))


def test_other_values_are_wished_as_a_part_of_the_mean(monkeypatch):
    wish = Precision("wait_mean", 0.02)
    assert reached(monkeypatch, wish, Estimate(100.0, 98.1, 101.9, "s", 99))
    assert not reached(monkeypatch, wish, Estimate(100.0, 97.9, 102.1, "s", 99))


def test_every_arm_must_be_precise(monkeypatch):
    wish = Precision("wait_mean", 0.02)
    narrow, wide = Estimate(1.0, 0.99, 1.01, "s", 9), Estimate(1.0, 0.9, 1.1, "s", 9)
    assert reached(monkeypatch, wish, narrow, narrow)
    assert not reached(monkeypatch, wish, narrow, wide)


def test_an_arm_without_data_is_left_out(monkeypatch):
    wish = Precision("wait_mean", 0.02)
    narrow = Estimate(1.0, 0.99, 1.01, "s", 9)
    nothing = Estimate(None, None, None, "s", 0, "no_data")
    assert reached(monkeypatch, wish, nothing, narrow)
    assert not reached(monkeypatch, wish, nothing, nothing)


def test_an_estimate_without_an_interval_is_not_precise(monkeypatch):
    wish = Precision("wait_p90", 0.5)
    assert not reached(monkeypatch, wish, Estimate(1.0, None, None, "s", 9, "withheld"))
    assert not reached(monkeypatch, wish, Estimate(1.0, 0.9, None, "s", 9, "more_than"))


# ---- Runs


def test_a_run_has_a_summary_for_each_arm(experiment):
    run = play_run(experiment, 2)
    assert list(run.summaries) == ["baseline", "ai"]
    assert (run.replications, run.interrupted, run.precise) == (2, False, None)


def test_a_run_reports_the_first_goal_of_the_last_arm(experiment):
    told: list[Progress] = []
    run = play_run(experiment, 2, on_progress=told.append)
    assert [now.replications for now in told] == [1, 2]
    assert {now.key for now in told} == {"resolution_time_median"}
    assert told[-1].estimate == run.summaries["ai"].kpis["resolution_time_median"]


def test_a_run_says_whether_the_precision_was_reached(experiment):
    assert play_run(experiment, 2, precision=Precision("containment_rate", 1.0)).precise is True
    assert play_run(experiment, 2, precision=Precision("wait_mean", 0.0)).precise is False


def test_an_interrupt_before_the_first_replication_leaves_no_summary(experiment, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(type(experiment), "measure", stop)
    run = play_run(experiment, 2)
    assert (run.summaries, run.replications, run.interrupted) == ({}, 0, True)
