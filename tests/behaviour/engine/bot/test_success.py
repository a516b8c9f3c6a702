"""The chances that a bot solves cases: bracketed by quantiles, and exact where that decides."""

import numpy as np
import pytest
from scipy.special import betaincinv

from sim.engine.bind import success
from sim.engine.bind.success import Success

CASES = 40_000


def drawn(seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.random(CASES), rng.random(CASES)


def exact(concentration: float, m: np.ndarray, u: np.ndarray) -> np.ndarray:
    inside = (m > 0) & (m < 1)
    a, b = concentration * m[inside], concentration * (1 - m[inside])
    chances = m.copy()
    chances[inside] = betaincinv(a, b, u[inside])
    return chances


@pytest.mark.parametrize("concentration", [0.01, 0.5, 3.0, 40.0, 1e6])
def test_the_bracket_says_what_the_chances_say(concentration: float) -> None:
    u, v = drawn(1)
    m = np.random.default_rng(2).choice([0.0, 1e-9, 0.05, 0.4, 0.65, 0.99, 1.0], CASES)
    chances = Success.of(concentration, m, u)
    assert np.array_equal(chances.above(v), v < exact(concentration, m, u))
    # At the chance itself, too, where one bit decides.
    edge = np.clip(exact(concentration, m, u), 2.0**-53, 1 - 2.0**-53)
    assert np.array_equal(chances.above(edge), edge < exact(concentration, m, u))


def test_few_chances_are_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    computed: list[int] = []

    def counted(a: np.ndarray, b: np.ndarray, u: np.ndarray) -> np.ndarray:
        computed.append(np.size(u))
        return betaincinv(a, b, u)

    u, v = drawn(3)
    chances = Success.of(7.0, np.full(CASES, 0.55), u)
    monkeypatch.setattr(success, "betaincinv", counted)
    chances.above(v)
    assert sum(computed) < 0.02 * CASES


def test_as_many_means_as_cases_are_computed_one_by_one() -> None:
    u, v = drawn(4)
    m = np.random.default_rng(5).random(CASES)
    chances = Success.of(7.0, m, u)
    assert not len(chances.quantiles)
    assert np.array_equal(chances.above(v), v < exact(7.0, m, u))


def test_some_cases_are_those_of_all() -> None:
    u, v = drawn(6)
    m = np.random.default_rng(7).choice([0.2, 0.6], CASES)
    rows = np.arange(0, CASES, 7)
    chances = Success.of(7.0, m, u)
    assert np.array_equal(chances.take(rows).above(v[rows]), chances.above(v)[rows])
