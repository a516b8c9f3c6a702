from __future__ import annotations

import numpy as np
import pytest
from scipy.special import pdtrc

from sim.theory.erlang_c import erlang_c
from sim.theory.infinite_server import Sinusoid, load_from_empty
from sim.theory.limited_mean import exponential
from sim.theory.modified_offered_load import erlang_a_at, erlang_c_at, staffing_profile
from sim.theory.staffing import Goal, min_agents_erlang_c

GOAL = Goal(level=0.8, within=1 / 3)


def test_exact_where_patience_and_service_have_the_same_law() -> None:
    # Feldman, Mandelbaum, Massey & Whitt (2008): N(t) is Poisson whatever the agents.
    load = Sinusoid(mean=100, amplitude=20, frequency=1).load_exponential(4.0, 1.0)
    moment = erlang_a_at(load, mean_service=1.0, mean_patience=1.0, agents=110)
    assert moment.delay_probability == pytest.approx(pdtrc(109, load), rel=1e-10)
    assert moment.mean_in_system == pytest.approx(load, rel=1e-12)


def test_a_constant_demand_is_the_stationary_queue() -> None:
    assert erlang_c_at(9.0, 3.0, 10).mean_wait == pytest.approx(erlang_c(3.0, 3.0, 10).mean_wait)


def test_staffing_follows_the_load_and_not_the_arrivals() -> None:
    rates = [5.0, 20.0, 5.0, 5.0]
    loads = load_from_empty(rates, 1.0, np.array([1.0, 2.0, 2.1, 4.0]), exponential(1.0))
    opening, peak, just_after, evening = staffing_profile(loads, 1.0, GOAL)
    assert opening < min_agents_erlang_c(5.0, 1.0, GOAL)
    assert peak < min_agents_erlang_c(20.0, 1.0, GOAL)
    assert just_after > evening >= min_agents_erlang_c(5.0, 1.0, GOAL)


def test_an_empty_desk_keeps_one_agent() -> None:
    assert staffing_profile([0.0], 1.0, GOAL) == (1,)


@pytest.mark.parametrize(
    "solve",
    [
        lambda: erlang_c_at(1.0, 0.0, 2),
        lambda: erlang_a_at(1.0, 0.0, 1.0, 2),
        lambda: staffing_profile([1.0], 0.0, GOAL),
    ],
)
def test_refuses_a_service_without_length(solve: object) -> None:
    with pytest.raises(ValueError, match=r"^mean_service must be .* above 0, got 0\.0$"):
        solve()  # type: ignore[operator]


def test_refuses_an_overload() -> None:
    with pytest.raises(ValueError, match=r"^an offered load of 12 needs more than 10 agents"):
        erlang_c_at(12.0, 1.0, 10)
