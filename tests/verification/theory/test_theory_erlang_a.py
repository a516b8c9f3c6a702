from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import gammainc, pdtr, pdtrc

from sim.theory.erlang_a import ErlangA, erlang_a, queue_when_busy
from sim.theory.erlang_c import erlang_c

# Light, balanced, overloaded, patient and overloaded, a single agent.
CASES = [(5.0, 1.0, 2.0, 8), (48.0, 1.0, 2.0, 50), (120.0, 1.0, 4.0, 100), (10, 5, 20, 45)]
CASES += [(0.9, 1.0, 0.5, 1)]


@pytest.fixture(params=CASES, ids=str)
def queue(request: pytest.FixtureRequest) -> ErlangA:
    return erlang_a(*request.param)


def test_garnett_mandelbaum_reiman_example() -> None:
    # 3.1 % abandon, 3.7 s of waiting, three in the queue, agents busy for 93 % of their time.
    example = erlang_a(arrival_rate=48, mean_service=1, mean_patience=2, agents=50)
    assert example.abandonment == pytest.approx(0.031, abs=5e-4)
    assert 60 * example.mean_wait == pytest.approx(3.7, abs=0.05)
    assert example.mean_queue == pytest.approx(3.0, abs=0.05)
    assert example.occupancy == pytest.approx(0.93, abs=5e-3)


def test_equal_patience_and_service_give_a_poisson_number() -> None:
    # Whitt (2004), M/M/100+M: with theta = mu the system is an M/M/inf queue.
    base = erlang_a(arrival_rate=102, mean_service=1, mean_patience=1, agents=100)
    assert base.delay_probability == pytest.approx(pdtrc(99, 102), rel=1e-11)
    assert base.mean_in_system == pytest.approx(102, rel=1e-12)


def test_one_agent_by_hand() -> None:
    # lambda = mu = theta = 1, one agent: N is Poisson(1), queue E[N - 1]+ = exp(-1).
    single = erlang_a(1.0, 1.0, 1.0, 1)
    assert single.delay_probability == pytest.approx(1 - math.exp(-1), rel=1e-14)
    assert single.mean_queue == pytest.approx(math.exp(-1), rel=1e-14)
    assert single.occupancy == pytest.approx(1 - math.exp(-1), rel=1e-14)


def test_palms_delay_probability(queue: ErlangA) -> None:
    load = queue.arrival_rate * queue.mean_service
    states = np.arange(queue.agents)
    idle = np.exp(states * np.log(load) - np.cumsum(np.log(np.maximum(states, 1))))
    below = idle.sum() / (idle[-1] * load / queue.agents)
    busy = 1 / queue.queue_seen[0]
    assert queue.delay_probability == pytest.approx(busy / (busy + below), rel=1e-10)


def test_littles_law(queue: ErlangA) -> None:
    assert queue.mean_queue == pytest.approx(queue.arrival_rate * queue.mean_wait, rel=1e-10)


def test_who_is_not_served_has_left(queue: ErlangA) -> None:
    left = queue.mean_queue / queue.mean_patience
    assert queue.arrival_rate * queue.abandonment == pytest.approx(left, rel=1e-10)
    assert queue.service_level(1e6) == pytest.approx(1 - queue.abandonment, rel=1e-12)


def test_served_at_once_by_the_time_zero(queue: ErlangA) -> None:
    assert queue.service_level(0.0) == pytest.approx(1 - queue.delay_probability, abs=1e-15)
    assert queue.wait_tail(0.0) == pytest.approx(queue.delay_probability, rel=1e-14)


@pytest.mark.parametrize("time", [0.05, 0.3, 1.0, 4.0])
def test_waits_follow_the_incomplete_gamma_law(queue: ErlangA, time: float) -> None:
    # The density of the time offered is proportional to exp(eta (1 - exp(-theta t)) - n mu t).
    eta = queue.arrival_rate * queue.mean_patience
    capacity = queue.agents * queue.mean_patience / queue.mean_service
    patient = math.exp(-time / queue.mean_patience)
    whole = gammainc(capacity, eta)
    tail = queue.delay_probability * patient * gammainc(capacity, eta * patient) / whole
    late = gammainc(capacity + 1, eta) - gammainc(capacity + 1, eta * patient)
    served = queue.delay_probability * capacity / eta * late / whole
    assert queue.wait_tail(time) == pytest.approx(tail, rel=1e-9, abs=1e-14)
    level = 1 - queue.delay_probability + served
    assert queue.service_level(time) == pytest.approx(level, rel=1e-9)


def test_mean_wait_is_the_integral_of_the_tail(queue: ErlangA) -> None:
    step = queue.mean_patience / 250
    midpoints = (step * (k + 0.5) for k in range(2_500))
    integral = step * math.fsum(map(queue.wait_tail, midpoints))
    assert integral == pytest.approx(queue.mean_wait, rel=1e-3)


def test_mean_wait_of_the_served_is_the_integral_of_their_tail(queue: ErlangA) -> None:
    step = queue.mean_patience / 250
    served = 1 - queue.abandonment
    late = (served - queue.service_level(step * (k + 0.5)) for k in range(2_500))
    assert step * math.fsum(late) / served == pytest.approx(queue.mean_wait_served, rel=1e-3)


@pytest.mark.parametrize("share", [0.2, 0.9, 0.99])
def test_the_quantile_inverts_the_tail(queue: ErlangA, share: float) -> None:
    time = queue.wait_quantile(share)
    if share > 1 - queue.delay_probability:
        assert queue.wait_tail(time) == pytest.approx(1 - share, rel=1e-9)
    else:
        assert time == 0.0


def test_a_quantile_is_found_where_rounding_hides_the_queue() -> None:
    flooded = erlang_a(1000.0, 1.0, 1.0, 1)
    assert flooded.wait_quantile(1e-6) == pytest.approx(1e-6, rel=1e-3)


@pytest.mark.parametrize(("load", "agents"), [(4.0, 5), (47.0, 50), (180.0, 190)])
def test_endless_patience_makes_erlang_c(load: float, agents: int) -> None:
    patient, endless = erlang_c(load, 1.0, agents), erlang_a(load, 1.0, 1e9, agents)
    assert endless.delay_probability == pytest.approx(patient.delay_probability, rel=1e-6)
    assert endless.mean_wait == pytest.approx(patient.mean_wait, rel=1e-6)
    assert endless.service_level(0.2) == pytest.approx(patient.service_level(0.2), rel=1e-6)
    assert endless.wait_quantile(0.99) == pytest.approx(patient.wait_quantile(0.99), rel=1e-6)


def test_no_patience_makes_erlang_b() -> None:
    # B(5, 5 erlangs) = .28487 (table of Erlang's first formula).
    assert erlang_a(5.0, 1.0, 1e-9, 5).abandonment == pytest.approx(0.28487, abs=5e-6)


def test_an_overload_tends_to_its_fluid_limit() -> None:
    # Who cannot be served leaves: 1 - 100/120.
    assert erlang_a(1200.0, 1.0, 4.0, 1000).abandonment == pytest.approx(1 / 6, rel=1e-6)


def test_agents_of_a_flooded_desk_never_rest() -> None:
    flooded = erlang_a(1e4, 1.0, 100.0, 10)
    assert flooded.delay_probability == 1.0
    assert flooded.occupancy == pytest.approx(1.0, rel=1e-12)


def test_the_queue_is_a_distribution_with_nothing_of_weight_cut_off(queue: ErlangA) -> None:
    assert queue.queue_seen.sum() == pytest.approx(1.0, rel=1e-12)
    assert queue.queue_seen[-1] < 1e-20


def test_the_patient_queue_is_geometric_and_short() -> None:
    queue = queue_when_busy(arrival_rate=8, mean_service=1, mean_patience=1e9, agents=10)
    assert queue[:5] == pytest.approx(0.2 * 0.8 ** np.arange(5), rel=1e-6)
    assert queue.size < 300


def test_the_queue_of_equal_rates_is_a_cut_poisson() -> None:
    queue = queue_when_busy(arrival_rate=20, mean_service=1, mean_patience=1, agents=15)
    cut = (pdtr(15, 20) - pdtr(14, 20)) / pdtrc(14, 20)
    assert queue[0] == pytest.approx(cut, rel=1e-10)


def test_an_added_agent_helps_everywhere() -> None:
    few, more = erlang_a(50.0, 1.0, 2.0, 50), erlang_a(50.0, 1.0, 2.0, 51)
    assert more.abandonment < few.abandonment
    assert more.mean_wait < few.mean_wait
    assert more.service_level(0.1) > few.service_level(0.1)
    assert more.occupancy < few.occupancy


def test_more_patience_means_fewer_leave_and_more_wait() -> None:
    queues = [erlang_a(50.0, 1.0, patience, 50) for patience in (0.5, 1.0, 2.0, 8.0)]
    left = [queue.abandonment for queue in queues]
    waits = [queue.mean_wait for queue in queues]
    assert left == sorted(left, reverse=True)
    assert waits == sorted(waits)


def test_without_arrivals_nothing_happens() -> None:
    desk = erlang_a(0.0, 1.0, 1.0, 3)
    assert (desk.abandonment, desk.mean_queue, desk.occupancy) == (0.0, 0.0, 0.0)
    assert desk.service_level(0.0) == 1.0


def test_equal_inputs_give_equal_results() -> None:
    assert erlang_a(5.0, 1.0, 2.0, 8) == erlang_a(5.0, 1.0, 2.0, 8)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((-1.0, 1.0, 1.0, 2), r"^arrival_rate must be"),
        ((1.0, 0.0, 1.0, 2), r"^mean_service must be"),
        ((1.0, 1.0, math.inf, 2), r"^mean_patience must be"),
        ((1.0, 1.0, 1.0, 0), r"^agents must be"),
    ],
)
def test_refuses_bad_input(arguments: tuple[float, float, float, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        erlang_a(*arguments)


def test_refuses_bad_times_and_shares() -> None:
    desk = erlang_a(1.0, 1.0, 1.0, 2)
    with pytest.raises(ValueError, match=r"^time must be"):
        desk.wait_tail(-1.0)
    with pytest.raises(ValueError, match=r"^within must be"):
        desk.service_level(-1.0)
    with pytest.raises(ValueError, match=r"^share must be"):
        desk.wait_quantile(0.0)
