"""Ratios of totals: the jackknife, Student's t, Wilson's interval, and what withholds them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.measures.statistics.estimator import Estimate, interval, jackknife, ratios, student, wilson

RNG = np.random.default_rng(5)
NUMERATORS = RNG.poisson(60, (12, 3)).astype(float)
DENOMINATORS = RNG.poisson(100, (12, 3)).astype(float)


def column(*values: float) -> np.ndarray:
    return np.array(values, float)[:, None]


def test_the_ratio_is_that_of_the_totals():
    ratio, _ = jackknife(column(1, 9), column(10, 10))
    assert ratio == [0.5]


def test_replications_count_by_their_size():
    ratio, _ = jackknife(column(0, 30), column(10, 30))
    assert ratio == [0.75]


def test_the_jackknife_by_hand():
    # Without each: 5/6, 4/6, 3/6 around 6/9.
    _, error = jackknife(column(1, 2, 3), column(3, 3, 3))
    assert error == pytest.approx(np.sqrt(2 / 3 * (1 / 36 + 0 + 1 / 36)), rel=1e-14)


def test_the_jackknife_is_centred_on_the_ratio():
    numerators, denominators = column(1, 5, 4), column(2, 5, 20)
    ratio = 10 / 27
    left_out = np.array([9 / 25, 5 / 22, 6 / 7])
    expected = np.sqrt(2 / 3 * ((left_out - ratio) ** 2).sum())
    assert jackknife(numerators, denominators)[1] == pytest.approx(expected, rel=1e-14)
    assert left_out.mean() != pytest.approx(ratio)


def test_with_equal_denominators_it_is_the_standard_error_of_the_mean():
    values = RNG.normal(5, 2, (10, 1))
    _, error = jackknife(values, np.ones((10, 1)))
    assert error == pytest.approx(values.std(ddof=1) / np.sqrt(10), rel=1e-12)


@pytest.mark.parametrize(
    ("replications", "quantile"), [(2, 12.7062), (3, 4.30265), (10, 2.26216), (30, 2.04523)]
)
def test_student_quantiles(replications: int, quantile: float):
    assert student(replications) == pytest.approx(quantile, abs=1e-4)


def test_the_interval_is_student_times_the_error():
    ratio, error = jackknife(NUMERATORS, DENOMINATORS)
    found = ratios(NUMERATORS, DENOMINATORS, ["s"] * 3)
    for estimate, centre, width in zip(found, ratio, student(12) * error, strict=True):
        assert (estimate.low, estimate.high) == (centre - width, centre + width)


def test_several_ratios_are_the_same_one_by_one():
    together = ratios(NUMERATORS, DENOMINATORS, ["s"] * 3)
    alone = [ratios(NUMERATORS[:, [k]], DENOMINATORS[:, [k]], ["s"])[0] for k in range(3)]
    assert [e.mean for e in together] == [e.mean for e in alone]
    assert [e.low for e in together] == pytest.approx([e.low for e in alone], rel=1e-14)


def test_one_replication_gives_no_interval():
    (estimate,) = ratios(column(3), column(4), ["share"])
    assert estimate == Estimate(0.75, None, None, "share", 4, "withheld")


def test_a_zero_denominator_is_no_data():
    (estimate,) = ratios(column(0, 0), column(0, 0), ["share"])
    assert estimate == Estimate(None, None, None, "share", 0, "no_data")


def test_data_from_one_replication_only_give_no_interval():
    (estimate,) = ratios(column(3, 0, 0), column(4, 0, 0), ["share"])
    assert estimate == Estimate(0.75, None, None, "share", 4, "withheld")


def test_a_replication_without_data_does_not_count_as_zero():
    (estimate,) = ratios(column(3, 3, 0), column(4, 4, 0), ["s"])
    assert estimate.mean == 0.75


def test_a_share_stays_within_its_bounds():
    low, high = ratios(column(0, 0, 1, 0), column(5, 5, 5, 5), ["share"])[0].low, 1
    assert low == 0
    high = ratios(column(5, 5, 4, 5), column(5, 5, 5, 5), ["share"])[0].high
    assert high == 1


def test_a_positive_quantity_has_positive_bounds_those_of_its_logarithm():
    numerators, fives = column(0, 0, 1, 0), column(5, 5, 5, 5)
    (found,) = ratios(numerators, fives, ["contacts"])
    half = student(4) * jackknife(numerators, fives)[1][0]
    assert half > found.mean
    assert found.low == pytest.approx(found.mean * np.exp(-half / found.mean), rel=1e-12)
    assert found.low * found.high == pytest.approx(found.mean**2, rel=1e-12)


def test_what_may_be_negative_keeps_its_plain_interval():
    (found,) = ratios(column(0, 0, 1, 0), column(5, 5, 5, 5), ["money"], signed=True)
    assert found.low < 0
    assert found.low + found.high == pytest.approx(2 * found.mean)


def test_an_interval_that_stays_above_zero_is_students():
    found = ratios(NUMERATORS, DENOMINATORS, ["s"] * 3)
    assert all(e.low + e.high == pytest.approx(2 * e.mean) for e in found)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_share_without_variance_has_wilsons_interval(share: float):
    numerators = np.full((10, 1), share * 7)
    (estimate,) = ratios(numerators, np.full((10, 1), 7.0), ["share"])
    reach = 1.959963984540054**2 / (10 + 1.959963984540054**2)
    expected = (0.0, reach) if share == 0 else (1 - reach, 1.0)
    assert (estimate.low, estimate.high) == pytest.approx(expected, abs=1e-12)


def test_a_mean_without_variance_is_certain():
    (estimate,) = ratios(np.full((10, 1), 60.0), np.full((10, 1), 2.0), ["s"])
    assert (estimate.low, estimate.mean, estimate.high) == (30, 30, 30)


def test_wilson_by_the_textbook():
    # 15 of 20: Newcombe 1998, table I, method 3 has these forms; computed with 40 digits.
    low, high = wilson(np.array(0.75), 20)
    assert (low, high) == pytest.approx((0.53129, 0.88814), abs=1e-5)


def test_n_is_the_denominator():
    assert ratios(column(1, 2), column(3, 4), ["s"])[0].n == 7


@given(arrays(float, (6, 1), elements=st.integers(0, 50)), st.integers(1, 40))
def test_a_multiple_of_all_totals_changes_nothing(numerators: np.ndarray, factor: int):
    denominators = np.full((6, 1), 50.0)
    one = ratios(numerators, denominators, ["s"])[0]
    other = ratios(numerators * factor, denominators * factor, ["s"])[0]
    assert (other.mean, other.low) == pytest.approx((one.mean, one.low), abs=1e-12)


@given(st.permutations(range(8)))
def test_the_order_of_replications_does_not_matter_for_whole_numbers(order: list[int]):
    one = ratios(NUMERATORS[:8], DENOMINATORS[:8], ["s"] * 3)
    other = ratios(NUMERATORS[order], DENOMINATORS[order], ["s"] * 3)
    assert [e.mean for e in one] == [e.mean for e in other]
    assert [e.high for e in one] == pytest.approx([e.high for e in other], rel=1e-12)


def test_the_interval_covers_as_often_as_it_says():
    rng = np.random.default_rng(20)
    busy = rng.gamma(20, 1 / 20, (20, 2000))
    denominators = rng.poisson(100 * busy).astype(float)
    # Busier replications answer fewer: numerator and denominator are dependent.
    numerators = rng.binomial(denominators.astype(int), np.clip(0.9 - 0.3 * busy, 0, 1)).astype(
        float
    )
    truth = (0.9 * 1.0 - 0.3 * (1 + 1 / 20)) / 1.0
    ratio, error = jackknife(numerators, denominators)
    low, high = interval(ratio, error, np.ones(2000, bool), 20)
    covered = ((low <= truth) & (truth <= high)).mean()
    assert 0.935 < covered < 0.965


JSON = [
    (Estimate(0.5, 0.4, 0.6, "share", 9), {"mean": 0.5, "low": 0.4, "high": 0.6}, {}),
    (
        Estimate(None, None, None, "share", 0, "no_data"),
        {"mean": None, "low": None, "high": None},
        {"status": "no_data"},
    ),
    (
        Estimate(0.5, None, None, "share", 9, "withheld"),
        {"mean": 0.5, "low": None, "high": None},
        {"status": "withheld"},
    ),
    (
        Estimate(60.0, 30.0, None, "s", 9, "more_than"),
        {"mean": None, "low": 30.0, "high": None},
        {"status": "more_than", "more_than": 60.0},
    ),
    (
        Estimate(60.0, 50.0, 70.0, "s", 9, censored=2),
        {"mean": 60.0, "low": 50.0, "high": 70.0},
        {"censored": 2},
    ),
]


@pytest.mark.parametrize(("estimate", "values", "more"), JSON)
def test_json(estimate: Estimate, values: dict, more: dict):
    assert estimate.to_json() == values | {"unit": estimate.unit, "n": estimate.n} | more
