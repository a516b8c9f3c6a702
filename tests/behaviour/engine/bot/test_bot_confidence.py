"""The reported confidence: its mean, and how well it knows what it can solve."""

from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import expit
from scipy.stats import norm, rankdata
from support.handmade import scenario
from support.playing import bound_again, values_of

from sim.engine import Bound
from sim.engine.bind.bot_values import centres


def bound(rates: tuple[float, ...] = (0.45,), accuracy: float = 1.0, **confidence: Any) -> Bound:
    share = 1 / len(rates)
    kinds = {
        f"kind {rate}": {"share": share, "handle_time": 60, "bot": {"resolution_rate": rate}}
        for rate in rates
    }
    return bound_again(
        scenario(
            run={"kind": "day"},
            demand={"volume": "20000/day"},
            inquiry_types=kinds,
            triage={"method": "ai", "accuracy": accuracy},
            bot={"confidence": confidence, "false_resolution": 0.01},
        )
    )


def signals(bound: Bound) -> tuple[np.ndarray, np.ndarray]:
    """Whether each session is solvable, and its reported confidence as log-odds."""
    values = values_of(bound)
    return np.isfinite(values["solve_turn"]), values["confidence"]


@pytest.mark.parametrize("rate", [0.1, 0.45, 0.8])
@pytest.mark.parametrize("over", [-0.05, 0.0, 0.15])
def test_the_mean_is_the_rate_plus_the_overconfidence(rate: float, over: float) -> None:
    _, log_odds = signals(bound((rate,), overconfidence=over))
    reported = expit(log_odds)
    error = reported.std() / np.sqrt(len(reported))
    assert abs(reported.mean() - (rate + over)) < 4 * error
    assert error < 0.01


def test_the_mean_is_at_most_98_percent() -> None:
    _, log_odds = signals(bound((0.95,), overconfidence=0.2))
    assert expit(log_odds).mean() == pytest.approx(0.98, abs=0.001)


@pytest.mark.parametrize("auroc", [0.95, 0.98, 0.995, 0.999])
@pytest.mark.parametrize(("rate", "wanted"), [(0.05, 0.5), (0.45, 0.45), (0.45, 0.9), (0.9, 0.4)])
def test_the_mean_is_met_however_well_the_bot_knows(
    auroc: float, rate: float, wanted: float
) -> None:
    """By integration of the two normal signals: a good bot's confidence lies far from its mean."""
    d = np.sqrt(2) * norm.ppf(auroc)
    centre = centres(np.array([[rate]]), d, np.array([[wanted]]))[0, 0]
    unsolvable, solvable = (mean_confidence(centre, d, at) for at in (0.0, d))
    mean = (1 - rate) * unsolvable + rate * solvable
    assert mean == pytest.approx(wanted, abs=2e-3)


def mean_confidence(centre: float, d: float, at: float) -> float:
    """The mean reported confidence of signals that are normal around `at`."""
    mean, _ = quad(lambda z: norm.pdf(z) * expit(centre + d * (z + at) - d * d / 2), -9, 9)
    return mean


def area_under_curve(solvable: np.ndarray, log_odds: np.ndarray) -> float:
    """The chance that a solvable session reports more than another (Mann-Whitney)."""
    ranks, hits = rankdata(log_odds)[solvable], np.count_nonzero(solvable)
    return (ranks.sum() - hits * (hits + 1) / 2) / (hits * (len(solvable) - hits))


@pytest.mark.parametrize("auroc", [0.5, 0.7, 0.9])
def test_the_area_under_the_curve_comes_back(auroc: float) -> None:
    found = area_under_curve(*signals(bound(auroc=auroc)))
    # The standard error of an area at these counts is at most that of 1/2 (Hanley and McNeil).
    assert abs(found - auroc) < 4 * np.sqrt(1 / (12 * 9_000) + 1 / (12 * 11_000))


def test_without_overconfidence_it_is_calibrated() -> None:
    solvable, log_odds = signals(bound(auroc=0.8, overconfidence=0.0))
    reported = expit(log_odds)
    for low in np.arange(0.1, 0.9, 0.1):
        group = (reported >= low) & (reported < low + 0.1)
        error = np.sqrt(0.25 / np.count_nonzero(group))
        assert abs(solvable[group].mean() - reported[group].mean()) < 4 * error


def test_a_bot_that_knows_nothing_reports_one_number() -> None:
    _, log_odds = signals(bound(auroc=0.5))
    assert expit(log_odds) == pytest.approx(0.6, abs=1e-9)


def test_the_signal_of_a_retry_is_drawn_anew_around_the_same_rate() -> None:
    both = bound()
    first, second = (values_of(both, attempt)["confidence"] for attempt in (0, 1))
    assert expit(second).mean() == pytest.approx(expit(first).mean(), abs=0.02)
    assert not np.any(first == second)


def test_the_predicted_type_sets_the_level() -> None:
    both = bound((0.2, 0.7), accuracy=0.5)
    predicted = values_of(both)["predicted_type"]
    reported = expit(signals(both)[1])
    means = [reported[predicted == kind].mean() for kind in (0, 1)]
    assert means == pytest.approx([0.35, 0.85], abs=0.1)
    kind = both.cases.type
    right, wrong = (reported[(kind == 1) & (predicted == of)].mean() for of in (1, 0))
    assert wrong < right - 0.3
