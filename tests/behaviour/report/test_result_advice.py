"""Advice: what a run's numbers suggest to do next."""

from dataclasses import replace

import pytest
from support.commands import played

from sim.measures.statistics.estimator import Estimate
from sim.measures.targets import Verdict
from sim.measures.warmup import WarmUp
from sim.report.run.advice import advice
from sim.scenario.values.bounds import Goal


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return played(tmp_path_factory.mktemp("desk")).run


@pytest.fixture
def advised(run):
    """Return what is advised when the arm `ai` had other numbers, after 30 replications."""
    calm = {"verdicts": (), "warm_up": None, "replications": 30}
    kpis = {key: share(0.0) for key in ("open_share", "give_up_rate", "cases_open")}

    def advise(**changes) -> list[str]:
        quiet = {
            name: replace(summary, **calm, kpis={**summary.kpis, **kpis})
            for name, summary in run.summaries.items()
        }
        changes["kpis"] = {**quiet["ai"].kpis, **changes.get("kpis", {})}
        ai = replace(quiet["ai"], **changes)
        return advice(replace(run, replications=30, summaries=quiet | {"ai": ai}))

    return advise


def share(mean: float) -> Estimate:
    return Estimate(mean, mean, mean, "share", 1000)


def verdict(mean, low, high, outcome="inconclusive", status="ok") -> Verdict:
    estimate = Estimate(mean, low, high, "s", 100, status)
    return Verdict("wait_mean", Goal(op="<=", value=100.0), estimate, outcome)


def test_a_run_without_trouble_needs_no_advice(advised):
    assert advised() == []


def test_few_replications_are_told_once(run):
    assert advice(run)[0] == (
        "With fewer than 10 replications every verdict is inconclusive: play at least 10 "
        "(--replications)."
    )
    assert not [line for line in advice(run) if "too near" in line]


def test_open_contacts_are_told_above_half_a_percent(advised):
    assert advised(kpis={"open_share": share(0.005)}) == []
    assert advised(kpis={"open_share": share(0.0123)}) == [
        "ai: 1.2 % of the measured contacts are still open at the run's end: the desk falls "
        "behind, or run.run_out is too short."
    ]


def test_open_cases_are_told_above_half_a_percent(advised):
    assert advised(kpis={"cases_open": share(0.02)}) == [
        "ai: 2.0 % of the cases are still open at the run's end and count as unsolved: a longer "
        "run.run_out tells what becomes of them."
    ]


def test_cases_that_gave_up_are_told_above_half_a_percent(advised):
    assert advised(kpis={"give_up_rate": share(0.02)}) == [
        "ai: 2.0 % of the cases gave up after their last attempt: raise returns.max_attempts if "
        "customers would go on."
    ]


def test_a_longer_warm_up_is_suggested(advised):
    assert advised(warm_up=WarmUp(1, reliable=True)) == []
    assert advised(warm_up=WarmUp(3, reliable=True)) == [
        "ai: the first 3 weeks look unsettled (MSER): raise run.warm_up to that."
    ]
    assert advised(warm_up=WarmUp(7, reliable=True, unit="day")) == []
    assert advised(warm_up=WarmUp(8, reliable=True, unit="day")) == [
        "ai: the first 8 days look unsettled (MSER): raise run.warm_up to that."
    ]


def test_a_desk_that_never_settles_is_told(advised):
    assert advised(warm_up=WarmUp(1, reliable=False)) == [
        "ai: the desk does not settle down within the run: make run.warm_up longer."
    ]


def test_an_inconclusive_verdict_says_what_might_settle_it(advised):
    # A half-width of 20 around 110 must become 10: four times the replications, and some more.
    assert advised(verdicts=(verdict(110.0, 90.0, 130.0),)) == [
        "ai: `wait_mean` is too near its target for a verdict; about 150 replications might "
        "settle it."
    ]


def test_no_number_is_named_that_nobody_would_play(advised):
    assert (
        advised(verdicts=(verdict(100.0, 90.0, 130.0), verdict(100.1, 90.0, 130.0)))
        == [
            "ai: `wait_mean` is too near its target for a verdict; more replications may settle it."
        ]
        * 2
    )


def test_a_target_without_data_is_told(advised):
    assert advised(verdicts=(verdict(None, None, None, status="no_data"),)) == [
        "ai: `wait_mean` has no data, so that its target can be neither met nor missed."
    ]


def test_a_settled_verdict_needs_no_advice(advised):
    assert advised(verdicts=(verdict(50.0, 40.0, 60.0, "met"),)) == []
