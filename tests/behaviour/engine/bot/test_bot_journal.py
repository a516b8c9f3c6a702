"""What is put in about confidence comes back from a simulated journal."""

from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import expit, logit, ndtri
from scipy.stats import norm, rankdata
from support.handmade import scenario
from support.playing import play_out, z_of_share

from sim.engine import Journal, Plan
from sim.engine.columns import Columns
from sim.engine.journal import Ending

RATE, AUROC, OVER = 0.45, 0.75, 0.10
UNTIL_SOLVED = {"asks_at_once": 0, "asks_per_turn": 0, "leaves_per_turn": 0}


def played(**sections: Any) -> tuple[Plan, Journal]:
    bot = {
        "resolution_rate": RATE,
        "confidence": {"auroc": AUROC, "overconfidence": OVER},
        "false_resolution": 0,
        "turn_time": "10 s",
    }
    return play_out(
        scenario(
            run={"kind": "day"},
            demand={"volume": "6000/day"},
            inquiry_types={"how": {"handle_time": "constant 1 s"}},
            bot=bot | UNTIL_SOLVED,
            people={"teams": {"desk": {"headcount": 20}}},
            **sections,
        )
    )


def first(journal: Journal) -> Columns:
    return journal.contacts.take(journal.contacts.attempt == 0)


@pytest.fixture(scope="module")
def sessions() -> Columns:
    _, journal = played()
    return first(journal)


def below(log_odds: float, centre: float) -> tuple[float, float]:
    """The share of unsolvable and of solvable sessions that report less (two shifted normals)."""
    d = np.sqrt(2) * ndtri(AUROC)
    at = (log_odds - centre + d * d / 2) / d
    return norm.cdf(at), norm.cdf(at - d)


def centre() -> float:
    """The level at which the mean of both is the rate plus the overconfidence."""
    d = np.sqrt(2) * ndtri(AUROC)

    def mean(level: float) -> float:
        def density(z: float) -> float:
            reported = [expit(level + d * (z + hit * d) - d * d / 2) for hit in (0, 1)]
            return ((1 - RATE) * reported[0] + RATE * reported[1]) * norm.pdf(z)

        return quad(density, -9, 9)[0] - (RATE + OVER)

    return brentq(mean, -5, 5)


def test_the_mean_reported_confidence(sessions: Columns):
    reported = expit(sessions.confidence)
    assert abs(reported.mean() - (RATE + OVER)) < 4 * reported.std() / np.sqrt(len(reported))


def test_the_area_under_the_curve_of_first_attempts(sessions: Columns):
    solved = sessions.ending == Ending.BOT_RESOLVED
    hits, misses = np.count_nonzero(solved), np.count_nonzero(~solved)
    ranks = rankdata(sessions.confidence)[solved]
    area = (ranks.sum() - hits * (hits + 1) / 2) / (hits * misses)
    assert abs(area - AUROC) < 4 * np.sqrt(1 / (12 * hits) + 1 / (12 * misses))


@pytest.mark.parametrize("threshold", [0.3, 0.55, 0.8])
def test_so_many_report_less_than_a_threshold(sessions: Columns, threshold: float):
    solved = sessions.ending == Ending.BOT_RESOLVED
    under = sessions.confidence < logit(threshold)
    for group, share in zip((~solved, solved), below(logit(threshold), centre()), strict=True):
        assert abs(z_of_share(under[group], share)) < 4


@pytest.mark.parametrize("threshold", [0.45, 0.65])
def test_a_threshold_escalates_exactly_those_below_it(sessions: Columns, threshold: float):
    rule = {"name": "unsure", "when": {"turn": ">= 1", "confidence": f"< {threshold}"}}
    plan, journal = played(policy={"rules": [rule | {"then": "person"}]})
    found = first(journal)
    assert np.array_equal(found.confidence, sessions.confidence)
    unsure = sessions.confidence < logit(threshold)
    at_once = (sessions.turns == 1) & (sessions.ending == Ending.BOT_RESOLVED)
    assert np.array_equal(found.rule == plan.rules.index("unsure"), unsure & ~at_once)
    kept = ~unsure
    assert np.array_equal(found.ending[kept], sessions.ending[kept])
