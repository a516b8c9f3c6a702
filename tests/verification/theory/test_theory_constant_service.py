from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from scipy.special import gammaln

from sim.theory.constant_service import constant_service
from sim.theory.erlang_c import erlang_c
from sim.theory.single_server import single_server


def number_in_system(load: float, agents: int, states: int) -> npt.NDArray[np.float64]:
    """Crommelin's chain N(t + D) = max(N(t) - c, 0) + Poisson(a), cut off and solved."""
    counts = np.arange(states)
    arrivals = np.exp(counts * np.log(load) - load - gammaln(counts + 1))
    chain = np.zeros((states, states))
    for state in range(states):
        left = max(state - agents, 0)
        chain[state, left:] = arrivals[: states - left]
    balance = chain.T - np.eye(states)
    balance[0] = 1.0
    return np.linalg.solve(balance, (counts == 0).astype(float))


@pytest.mark.parametrize(("load", "agents"), [(0.6, 1), (1.6, 2), (4.0, 5), (9.0, 10), (27.0, 30)])
def test_equals_the_cut_off_chain(load: float, agents: int) -> None:
    number = number_in_system(load, agents, 300)
    queue = constant_service(load, 1.0, agents)
    states = np.arange(number.size)
    assert queue.delay_probability == pytest.approx(number[agents:].sum(), rel=1e-9)
    assert queue.mean_queue == pytest.approx(np.maximum(states - agents, 0) @ number, rel=1e-9)


@pytest.mark.parametrize("load", [0.1, 0.5, 0.9])
def test_one_agent_makes_pollaczek_khinchine(load: float) -> None:
    queue = constant_service(load, 1.0, 1)
    assert queue.delay_probability == pytest.approx(load, rel=1e-13)
    assert queue.mean_wait == pytest.approx(single_server(load, 1.0, 0.0).mean_wait, rel=1e-12)


def test_ten_agents_at_ninety_percent() -> None:
    queue = constant_service(arrival_rate=4.5, service_time=2.0, agents=10)
    assert queue.delay_probability == pytest.approx(0.6468612839, rel=1e-9)
    assert queue.mean_wait == pytest.approx(2 * 0.3445820501, rel=1e-9)
    assert queue.mean_sojourn == pytest.approx(2 * 1.3445820501, rel=1e-9)
    assert queue.occupancy == 0.9


@pytest.mark.parametrize(("load", "agents"), [(8.0, 10), (45.0, 50), (190.0, 200)])
def test_waits_are_about_half_of_those_of_exponential_service(load: float, agents: int) -> None:
    # Cosmetatos (1975): a little more than half, towards half as the load grows.
    ratio = constant_service(load, 1.0, agents).mean_wait / erlang_c(load, 1.0, agents).mean_wait
    assert 0.5 < ratio < 0.6


def test_hundreds_of_agents_stay_in_range() -> None:
    queue = constant_service(490.0, 1.0, 500)
    assert 0 < queue.delay_probability < 1
    assert queue.mean_queue > 0


def test_hardly_anybody_waits_at_a_light_load() -> None:
    queue = constant_service(0.1, 1.0, 50)
    assert 0 <= queue.delay_probability < 1e-12
    assert 0 <= queue.mean_wait < 1e-12


def test_waits_grow_with_the_load() -> None:
    waits = [constant_service(load, 1.0, 10).mean_wait for load in (2.0, 5.0, 8.0, 9.5, 9.9)]
    assert waits == sorted(waits)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((10.0, 1.0, 10), r"^an offered load of 10 needs more than 10 agents"),
        ((0.0, 1.0, 1), r"^arrival_rate must be"),
        ((1.0, 0.0, 1), r"^service_time must be"),
        ((1.0, 1.0, 0), r"^agents must be"),
    ],
)
def test_refuses_bad_input(arguments: tuple[float, float, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        constant_service(*arguments)
