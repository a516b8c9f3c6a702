from __future__ import annotations

import math

import pytest

from sim.theory.requirements import (
    require_agents,
    require_inner_share,
    require_nonnegative,
    require_positive,
    require_share,
    require_stable,
)


@pytest.mark.parametrize("value", [0.0, -1.0, math.inf, math.nan])
def test_positive_names_the_argument_and_its_value(value: float) -> None:
    with pytest.raises(ValueError, match=rf"^mean_service must be .* above 0, got {value!r}$"):
        require_positive(mean_service=value)


@pytest.mark.parametrize("value", [-1e-9, math.inf, math.nan])
def test_nonnegative_refuses(value: float) -> None:
    with pytest.raises(ValueError, match=r"^arrival_rate must be a finite number of at least 0"):
        require_nonnegative(arrival_rate=value)


@pytest.mark.parametrize("value", [-0.01, 1.01, math.nan])
def test_share_refuses(value: float) -> None:
    with pytest.raises(ValueError, match=r"^closed must be a share in 0\.\.1, got"):
        require_share(closed=value)


@pytest.mark.parametrize("value", [0.0, 1.0, math.nan])
def test_inner_share_refuses_the_ends(value: float) -> None:
    with pytest.raises(ValueError, match=r"^level must be strictly between 0 and 1, got"):
        require_inner_share(level=value)


@pytest.mark.parametrize("agents", [0, -3, 2.5, math.inf, math.nan])
def test_agents_are_whole_and_at_least_one(agents: float) -> None:
    with pytest.raises(ValueError, match=r"^agents must be a whole number of at least 1, got"):
        require_agents(agents)  # type: ignore[arg-type]


@pytest.mark.parametrize("load", [3.0, 3.5, math.nan])
def test_an_overloaded_queue_is_refused_with_the_reason(load: float) -> None:
    with pytest.raises(ValueError, match=r"needs more than 3 agents: without abandonment"):
        require_stable(load, agents=3)


def test_the_second_bad_argument_is_named_too() -> None:
    with pytest.raises(ValueError, match=r"^mean_patience must be"):
        require_positive(mean_service=1.0, mean_patience=0.0)
