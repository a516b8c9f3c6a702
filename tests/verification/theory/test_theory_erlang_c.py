from __future__ import annotations

import math

import pytest

from sim.theory.erlang_b import blocking_probability
from sim.theory.erlang_c import delay_probability, erlang_c

LOADS = [(0.5, 1), (2.0, 3), (9.5, 10), (180.0, 190), (790.0, 800)]


def test_gross_and_harris_clinic() -> None:
    # Fundamentals of Queueing Theory, section 2.3: W = 13/27 h = .4815 h.
    clinic = erlang_c(arrival_rate=6, mean_service=1 / 3, agents=3)
    assert clinic.delay_probability == pytest.approx(4 / 9, rel=1e-14)
    assert clinic.mean_wait == pytest.approx(4 / 27, rel=1e-14)
    assert clinic.mean_sojourn == pytest.approx(13 / 27, rel=1e-14)
    assert clinic.mean_queue == pytest.approx(8 / 9, rel=1e-14)


def test_planners_textbook_case_of_fourteen_agents() -> None:
    # 100 calls of 180 s in half an hour, as in the tutorials of workforce planners: 17.4 % wait,
    # 7.8 s on average, 88.8 % within 20 s, occupancy 71.4 %.
    desk = erlang_c(arrival_rate=100 / 1800, mean_service=180, agents=14)
    assert desk.delay_probability == pytest.approx(0.174, abs=5e-4)
    assert desk.mean_wait == pytest.approx(7.8, abs=0.05)
    assert desk.service_level(20) == pytest.approx(0.888, abs=5e-4)
    assert desk.occupancy == pytest.approx(0.714, abs=5e-4)


def test_relief_of_a_desk_near_capacity_when_a_bot_takes_30_percent() -> None:
    # Ten agents, six minutes: 9.907 min of waiting at load .95 and .309 min at .665.
    before = erlang_c(arrival_rate=9.5 / 6, mean_service=6, agents=10)
    after = erlang_c(arrival_rate=0.7 * 9.5 / 6, mean_service=6, agents=10)
    assert before.mean_wait == pytest.approx(9.907, abs=5e-4)
    assert after.mean_wait == pytest.approx(0.309, abs=5e-4)


@pytest.mark.parametrize("load", [0.1, 0.5, 0.95])
def test_one_agent_makes_an_mm1_queue(load: float) -> None:
    queue = erlang_c(load, 1.0, 1)
    assert queue.delay_probability == pytest.approx(load, rel=1e-14)
    assert queue.mean_wait == pytest.approx(load / (1 - load), rel=1e-13)


@pytest.mark.parametrize(("load", "agents"), LOADS)
def test_more_wait_than_would_be_blocked(load: float, agents: int) -> None:
    assert delay_probability(load, agents) > blocking_probability(load, agents)


@pytest.mark.parametrize(("load", "agents"), LOADS)
def test_equals_the_balance_of_the_birth_death_process(load: float, agents: int) -> None:
    log_weights = [k * math.log(load) - math.lgamma(k + 1) for k in range(agents)]
    full = agents * math.log(load) - math.lgamma(agents + 1) - math.log1p(-load / agents)
    idle = math.fsum(math.exp(weight - full) for weight in log_weights)
    assert delay_probability(load, agents) == pytest.approx(1 / (1 + idle), rel=1e-11)


def test_mean_wait_is_the_integral_of_the_tail() -> None:
    queue = erlang_c(9.0, 1.0, 10)
    step = 0.001
    midpoints = (step * (k + 0.5) for k in range(40_000))
    assert step * math.fsum(map(queue.wait_tail, midpoints)) == pytest.approx(queue.mean_wait)


@pytest.mark.parametrize("share", [0.5, 0.9, 0.999])
def test_the_quantile_inverts_the_service_level(share: float) -> None:
    queue = erlang_c(9.5, 1.0, 10)
    assert queue.service_level(queue.wait_quantile(share)) == pytest.approx(share, rel=1e-13)


def test_a_quantile_among_those_served_at_once_is_zero() -> None:
    assert erlang_c(2.0, 1.0, 10).wait_quantile(0.9) == 0.0


def test_the_wait_exceeds_zero_with_the_delay_probability() -> None:
    queue = erlang_c(9.0, 1.0, 10)
    assert queue.wait_tail(0.0) == queue.delay_probability


def test_the_unit_of_time_does_not_matter() -> None:
    in_hours, in_minutes = erlang_c(100.0, 0.1, 13), erlang_c(100 / 60, 6.0, 13)
    assert in_minutes.service_level(1.0) == pytest.approx(in_hours.service_level(1 / 60))
    assert in_minutes.mean_wait == pytest.approx(60 * in_hours.mean_wait)


def test_an_added_agent_shortens_every_wait() -> None:
    few, more = erlang_c(9.0, 1.0, 10), erlang_c(9.0, 1.0, 11)
    assert more.mean_wait < few.mean_wait
    assert all(more.wait_tail(t) < few.wait_tail(t) for t in (0.0, 0.1, 1.0, 10.0))


def test_a_pool_beats_two_halves() -> None:
    assert erlang_c(18.0, 1.0, 20).mean_wait < erlang_c(9.0, 1.0, 10).mean_wait


def test_without_arrivals_nobody_waits() -> None:
    desk = erlang_c(0.0, 5.0, 2)
    assert (desk.mean_wait, desk.mean_queue, desk.wait_quantile(0.5)) == (0.0, 0.0, 0.0)


def test_refuses_an_overload() -> None:
    with pytest.raises(ValueError, match=r"^an offered load of 10 needs more than 10 agents"):
        erlang_c(10.0, 1.0, 10)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((-1.0, 1.0, 2), r"^arrival_rate must be"),
        ((1.0, 0.0, 2), r"^mean_service must be"),
        ((1.0, 1.0, 0), r"^agents must be"),
    ],
)
def test_refuses_bad_input(arguments: tuple[float, float, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        erlang_c(*arguments)


def test_refuses_a_negative_time_and_a_whole_share() -> None:
    queue = erlang_c(1.0, 1.0, 2)
    with pytest.raises(ValueError, match=r"^time must be"):
        queue.wait_tail(-1.0)
    with pytest.raises(ValueError, match=r"^share must be"):
        queue.wait_quantile(1.0)
