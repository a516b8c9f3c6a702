from __future__ import annotations

import pytest

from sim.theory.erlang_c import erlang_c
from sim.theory.single_server import mean_residual_work, single_server


@pytest.mark.parametrize("load", [0.1, 0.5, 0.9])
def test_exponential_service_makes_an_mm1_queue(load: float) -> None:
    assert single_server(load, 1.0, 1.0).mean_wait == pytest.approx(
        erlang_c(load, 1.0, 1).mean_wait
    )


@pytest.mark.parametrize("load", [0.1, 0.5, 0.9])
def test_constant_service_halves_the_wait(load: float) -> None:
    exponential, constant = single_server(load, 1.0, 1.0), single_server(load, 1.0, 0.0)
    assert constant.mean_wait == pytest.approx(exponential.mean_wait / 2, rel=1e-14)


def test_erlang_2_service() -> None:
    queue = single_server(0.9, 1.0, 0.5**0.5)
    assert queue.mean_wait == pytest.approx(6.75, rel=1e-13)
    assert queue.mean_queue == pytest.approx(6.075, rel=1e-13)
    assert queue.mean_sojourn == pytest.approx(7.75, rel=1e-13)


def test_the_wait_grows_with_the_square_of_the_variation() -> None:
    waits = [single_server(0.25, 2.0, cv).mean_wait for cv in (0.0, 1.0, 2.0)]
    assert waits == pytest.approx([1.0, 2.0, 5.0], rel=1e-14)


def test_occupancy_is_the_load() -> None:
    assert single_server(0.25, 2.0, 3.0).occupancy == 0.5


def test_residual_work_of_constant_service() -> None:
    # Busy half of the time, half a service left on average.
    assert mean_residual_work(0.5, 1.0, 0.0) == 0.25


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((1.0, 1.0, 1.0), r"^an offered load of 1 needs more than 1 agents"),
        ((0.5, 1.0, -1.0), r"^service_cv must be"),
        ((-0.5, 1.0, 1.0), r"^arrival_rate must be"),
        ((0.5, 0.0, 1.0), r"^mean_service must be"),
    ],
)
def test_refuses_bad_input(arguments: tuple[float, float, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        single_server(*arguments)
