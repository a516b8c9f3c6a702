from __future__ import annotations

import math

import pytest

from sim.theory.erlang_b import blocking_probability


@pytest.mark.parametrize(
    ("load", "agents", "blocking"),
    [
        (1.0, 1, 1 / 2),
        (1.0, 2, 1 / 5),
        (1.0, 3, 1 / 16),
        (2.0, 2, 2 / 5),
        (5.0, 1, 5 / 6),
    ],
)
def test_values_that_can_be_done_by_hand(load: float, agents: int, blocking: float) -> None:
    assert blocking_probability(load, agents) == pytest.approx(blocking, rel=1e-14)


@pytest.mark.parametrize(("load", "agents"), [(0.3, 4), (7.0, 5), (20.0, 25)])
def test_equals_erlangs_sum(load: float, agents: int) -> None:
    terms = [load**k / math.factorial(k) for k in range(agents + 1)]
    assert blocking_probability(load, agents) == pytest.approx(terms[-1] / sum(terms), rel=1e-13)


def test_nobody_is_blocked_without_load() -> None:
    assert blocking_probability(0.0, 3) == 0.0


def test_thousands_of_agents_follow_the_square_root_law() -> None:
    # Jagerman (1974): sqrt(a) B -> phi(b) / Phi(b) with agents = a + b sqrt(a); here b = 0.
    load = 1_000_000
    limit = math.sqrt(2 / math.pi)
    assert math.sqrt(load) * blocking_probability(load, load) == pytest.approx(limit, rel=1e-3)


def test_falls_with_agents_and_grows_with_load() -> None:
    by_agents = [blocking_probability(10.0, agents) for agents in range(1, 40)]
    by_load = [blocking_probability(load, 10) for load in (1.0, 5.0, 10.0, 50.0)]
    assert by_agents == sorted(by_agents, reverse=True)
    assert by_load == sorted(by_load)


def test_carried_load_never_exceeds_the_agents() -> None:
    assert 500.0 * (1 - blocking_probability(500.0, 10)) < 10.0


def test_refuses_a_negative_load() -> None:
    with pytest.raises(ValueError, match=r"^offered_load must be"):
        blocking_probability(-1.0, 2)
