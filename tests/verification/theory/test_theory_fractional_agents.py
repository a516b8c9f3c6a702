"""Erlang B, C and A for any number of people: the known formulas at whole ones, smooth between."""

import numpy as np
import pytest

from sim.theory.erlang_a import erlang_a
from sim.theory.erlang_b import blocking_probability
from sim.theory.erlang_c import erlang_c
from sim.theory.fractional_agents import abandonment, blocking, mean_wait, waiting

AGENTS = [1, 2, 7, 50, 400]
USE = [0.1, 0.5, 0.9, 0.99]


@pytest.mark.parametrize("agents", AGENTS)
@pytest.mark.parametrize("use", [*USE, 1.0, 1.5, 4.0])
def test_whole_people_have_the_values_of_the_loss_formula(agents: int, use: float):
    exact = blocking_probability(use * agents, agents)
    assert blocking(use * agents, agents) == pytest.approx(exact, rel=1e-6)


@pytest.mark.parametrize("agents", AGENTS)
@pytest.mark.parametrize("use", USE)
def test_whole_people_have_the_waits_of_erlang_c(agents: int, use: float):
    queue = erlang_c(use * agents, 1.0, agents)
    assert waiting(use * agents, agents) == pytest.approx(queue.delay_probability, rel=1e-6)
    assert mean_wait(use * agents, agents, 1.0) == pytest.approx(queue.mean_wait, rel=1e-6)


@pytest.mark.parametrize("agents", AGENTS)
@pytest.mark.parametrize("use", [*USE, 1.0, 1.5, 4.0])
@pytest.mark.parametrize("patience", [0.2, 1.0, 10.0])
def test_whole_people_have_the_shares_of_erlang_a(agents: int, use: float, patience: float):
    queue = erlang_a(use * agents, 1.0, patience, agents)
    wait, leave = abandonment(use * agents, agents, 1.0, patience)
    assert wait == pytest.approx(queue.delay_probability, rel=1e-6, abs=1e-9)
    assert leave == pytest.approx(queue.abandonment, rel=1e-5, abs=1e-9)


def test_parts_of_people_lie_between():
    people = np.arange(0.25, 12, 0.25)
    for shares in (
        blocking(3.0, people),
        waiting(3.0, people),
        abandonment(3.0, people, 1.0, 2.0)[1],
    ):
        assert np.all(np.diff(shares) <= 0)
        assert np.all((shares >= 0) & (shares <= 1))
    # By the integral: 1 / B = integral of a exp(-a t) (1 + t)^n dt.
    t = np.linspace(0, 30, 300_001)
    integral = np.trapezoid(2.0 * np.exp(-2.0 * t) * (1 + t) ** 2.85, t)
    assert blocking(2.0, 2.85) == pytest.approx(1 / integral, rel=1e-6)


def test_less_than_one_person_can_do_less_than_an_erlang():
    assert 0 < waiting(0.41, 0.70) < 1
    assert 0 < mean_wait(0.41, 0.70, 1.0) < np.inf


def test_nobody_and_nothing():
    assert blocking(0.0, 3.0) == 0
    assert blocking(1.0, 0.0) == pytest.approx(1)
    assert waiting(3.0, 2.5) == 1
    assert mean_wait(3.0, 2.5, 1.0) == np.inf
    assert abandonment(0.0, 2.0, 1.0, 1.0)[1] == 0
    assert abandonment(1.0, 0.0, 1.0, 1.0)[1] == pytest.approx(1)
    assert abandonment(1.0, 2.0, 1.0, np.inf)[1] == 0
