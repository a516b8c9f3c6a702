from __future__ import annotations

import math

import numpy as np
import pytest

from sim.theory.infinite_server import Sinusoid, load_from_empty
from sim.theory.limited_mean import LimitedMean, constant, exponential, lognormal

LAWS = {"exponential": exponential(10.0), "constant": constant(10.0), "log": lognormal(10.0, 1.2)}
law_names = pytest.mark.parametrize("law", LAWS.values(), ids=LAWS.keys())


@law_names
def test_a_limited_mean_grows_from_zero_to_the_mean(law: LimitedMean) -> None:
    limits = np.array([0.0, 1.0, 5.0, 20.0, 1e6])
    values = law(limits)
    assert values[0] == 0.0
    assert values[-1] == pytest.approx(10.0, rel=1e-6)
    assert (np.diff(values) > 0).sum() >= 3
    assert (values <= np.minimum(limits, 10.0) + 1e-12).all()


def test_lognormal_limited_mean_equals_a_sample() -> None:
    sigma = math.sqrt(math.log1p(1.2**2))
    quantiles = np.random.default_rng(1).lognormal(-(sigma**2) / 2, sigma, 400_000)
    sample = np.minimum(10.0 * quantiles, 15.0)
    error = 3 * sample.std() / math.sqrt(sample.size)
    assert lognormal(10.0, 1.2)(np.array(15.0)) == pytest.approx(sample.mean(), abs=error)


def test_lognormal_of_hardly_any_variation_is_constant() -> None:
    limits = np.array([0.0, 5.0, 20.0])
    assert lognormal(10.0, 1e-9)(limits) == pytest.approx(constant(10.0)(limits), rel=1e-9)


@law_names
def test_the_load_from_empty_ends_at_rate_times_mean(law: LimitedMean) -> None:
    assert load_from_empty([2.0], 1e7, [1e6], law) == pytest.approx([20.0], rel=1e-6)


def test_mm_inf_from_empty() -> None:
    load = load_from_empty([3.0], 100.0, [0.0, 2.0, 8.0], exponential(4.0))
    assert load == pytest.approx([0.0, 12 * (1 - math.exp(-0.5)), 12 * (1 - math.exp(-2))])


def test_lognormal_from_empty_after_an_hour() -> None:
    # 2 x integral of P(S > u) over 0..60, by adaptive quadrature with 30 digits.
    load = load_from_empty([2.0], 60.0, 60.0, lognormal(10.0, 1.2))
    assert float(load) == pytest.approx(19.52728307042137, rel=1e-13)


@law_names
def test_cutting_a_period_in_two_changes_nothing(law: LimitedMean) -> None:
    times = np.linspace(0.0, 30.0, 13)
    whole = load_from_empty([5.0, 1.0], 10.0, times, law)
    halves = load_from_empty([5.0, 5.0, 1.0, 1.0], 5.0, times, law)
    assert halves == pytest.approx(whole, rel=1e-12, abs=1e-12)


def test_the_load_dies_out_after_the_last_period() -> None:
    load = load_from_empty([4.0], 10.0, [10.0, 14.0], exponential(4.0))
    assert load[1] == pytest.approx(load[0] * math.exp(-1.0), rel=1e-12)


def test_the_load_lags_behind_the_arrivals() -> None:
    at_end_of_peak, after = load_from_empty([1.0, 9.0, 1.0], 1.0, [2.0, 2.2], exponential(1.0))
    assert 1.0 < after < at_end_of_peak < 9.0


def test_constant_service_counts_the_arrivals_of_the_last_service_time() -> None:
    load = load_from_empty([1.0, 2.0, 3.0], 1.0, [2.5], constant(1.0))
    assert load == pytest.approx([0.5 * 2.0 + 0.5 * 3.0])


def test_sinusoidal_load_of_exponential_service() -> None:
    # 100 + 10 (sin t - cos t): the base case of Feldman, Mandelbaum, Massey & Whitt (2008).
    wave = Sinusoid(mean=100, amplitude=20, frequency=1)
    load = [wave.load_exponential(t, 1.0) for t in (0.0, 3.0)]
    assert load == pytest.approx([90.0, 100 + 10 * (math.sin(3) - math.cos(3))], rel=1e-14)


def test_sinusoidal_load_of_constant_service() -> None:
    wave = Sinusoid(mean=50, amplitude=25, frequency=2 * math.pi / 24)
    arrivals = 50 * 2 + 25 * 24 / (2 * math.pi) * (
        math.cos(math.pi / 4) - math.cos(5 * math.pi / 12)
    )
    assert wave.load_constant(5.0, 2.0) == pytest.approx(arrivals, rel=1e-14)


@pytest.mark.parametrize(("name", "law"), [("exponential", exponential), ("constant", constant)])
def test_sinusoidal_load_equals_many_short_periods(name: str, law: object) -> None:
    wave = Sinusoid(mean=50, amplitude=25, frequency=0.5)
    middles = 0.01 * (np.arange(6_000) + 0.5)
    rates = wave.mean + wave.amplitude * np.sin(wave.frequency * middles)
    load = load_from_empty(rates.tolist(), 0.01, [55.0], law(2.0))  # type: ignore[operator]
    assert getattr(wave, f"load_{name}")(55.0, 2.0) == pytest.approx(load[0], rel=1e-5)


def test_slow_waves_are_followed_and_fast_ones_smoothed() -> None:
    slow, fast = Sinusoid(10.0, 5.0, 1e-6), Sinusoid(10.0, 5.0, 1e6)
    assert slow.load_exponential(math.pi / 2e-6, 1.0) == pytest.approx(15.0, rel=1e-5)
    assert fast.load_exponential(1.0, 1.0) == pytest.approx(10.0, rel=1e-5)


def test_refuses_bad_periods_rates_and_times() -> None:
    law = exponential(1.0)
    with pytest.raises(ValueError, match=r"^period must be"):
        load_from_empty([1.0], 0.0, [1.0], law)
    with pytest.raises(ValueError, match=r"^arrival_rate must be"):
        load_from_empty([1.0, -1.0], 1.0, [1.0], law)
    with pytest.raises(ValueError, match=r"^times must be finite numbers of at least 0$"):
        load_from_empty([1.0], 1.0, [1.0, -1.0], law)


def test_refuses_a_rate_that_would_be_negative() -> None:
    with pytest.raises(ValueError, match=r"^amplitude must be in 0\.\.5, got 6\.0$"):
        Sinusoid(mean=5.0, amplitude=6.0, frequency=1.0)


def test_refuses_bad_laws() -> None:
    with pytest.raises(ValueError, match=r"^mean must be"):
        exponential(0.0)
    with pytest.raises(ValueError, match=r"^value must be"):
        constant(-1.0)
    with pytest.raises(ValueError, match=r"^cv must be"):
        lognormal(1.0, 0.0)


def test_refuses_bad_services_of_a_sinusoid() -> None:
    wave = Sinusoid(5.0, 1.0, 1.0)
    with pytest.raises(ValueError, match=r"^mean_service must be"):
        wave.load_exponential(1.0, 0.0)
    with pytest.raises(ValueError, match=r"^service_time must be"):
        wave.load_constant(1.0, 0.0)
