"""The share with a first response by each time, over replications."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.measures.response_curve import RESPONDERS, TIMES, response_curves
from sim.measures.statistics.band import band


def sample(anyone=(), ai=(), human=()):
    """What one replication contributes: seconds to the first response by who responds."""
    values = dict(zip(RESPONDERS.values(), (anyone, ai, human), strict=True))
    pools = {key: SimpleNamespace(values=np.array(its, float)) for key, its in values.items()}
    return SimpleNamespace(pools=pools)


def at(curve, seconds):
    return curve[int(np.searchsorted(TIMES, seconds))]


def test_times_go_from_a_second_to_eleven_days():
    assert TIMES[0] == 1
    assert TIMES[-1] == pytest.approx(1e6)


def test_the_share_counts_who_is_answered_by_then():
    curve = response_curves([sample([5, 50, 500, 5000]), sample([5, 5, 5, 5])])["anyone"].mean
    assert [at(curve, seconds) for seconds in (1, 10, 100, 1000, 10_000)] == [
        0,
        5 / 8,
        6 / 8,
        7 / 8,
        1,
    ]


def test_who_still_waits_is_never_answered():
    curve = response_curves([sample([5, np.inf]), sample([np.inf, np.inf])])["anyone"].mean
    assert curve[-1] == 0.25


def test_who_never_responds_is_left_out():
    assert set(response_curves([sample([5]), sample([5], ai=[5])])) == {"anyone", "ai"}


def test_bands_narrow_to_nothing_where_all_are_answered():
    curve = response_curves([sample([5, 50]), sample([5, 5]), sample([50, 50])])["anyone"]
    assert at(curve.low, 10) < at(curve.mean, 10) < at(curve.high, 10)
    assert (curve.low[-1], curve.high[-1]) == (1, 1)


def test_shares_stay_within_their_bounds():
    found = band(np.array([[0.0], [9.0]]), np.array([[10.0], [10.0]]), share=True)
    assert (found.low, found.high) == (0, 1)


def test_levels_have_no_upper_bound():
    found = band(np.array([[0.0], [9.0]]), np.array([[10.0], [10.0]]))
    assert found.low == 0
    assert found.high > 1


def test_a_series_keeps_its_shape():
    found = band(np.ones((3, 2, 5)), np.full((3, 1, 5), 2.0))
    assert found.mean.shape == found.low.shape == found.high.shape == (2, 5)
    assert (found.mean == 0.5).all()


def test_one_replication_has_no_band():
    curve = response_curves([sample([5])])["anyone"]
    assert np.isnan(curve.low).all()
    assert np.isnan(curve.high).all()
