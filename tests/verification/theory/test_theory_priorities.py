from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt
import pytest

from sim.theory.erlang_a import erlang_a
from sim.theory.erlang_c import erlang_c
from sim.theory.priorities import impatient_waits, many_server_waits, single_server_waits
from sim.theory.single_server import single_server


def two_class_chain(
    rates: tuple[float, float], mean_patience: float, agents: int, longest: int
) -> npt.NDArray[np.float64]:
    """Mean waits from the cut-off Markov chain (idle or queue of class 0, queue of class 1)."""
    below = [(-idle, 0) for idle in range(agents, 0, -1)]
    states = below + list(product(range(longest), range(longest)))
    index = {state: place for place, state in enumerate(states)}
    flow = np.zeros((len(states), len(states)))

    def move(origin: tuple[int, int], target: tuple[int, int], rate: float) -> None:
        if target in index:
            flow[index[origin], index[target]] += rate
            flow[index[origin], index[origin]] -= rate

    for first, second in states:
        state = (first, second)
        if first < 0:
            move(state, (first + 1, 0), sum(rates))
            move(state, (first - 1, 0), agents + first)
            continue
        move(state, (first + 1, second), rates[0])
        move(state, (first, second + 1), rates[1])
        move(state, (first - 1, second), first / mean_patience)
        if first or not second:
            move(state, (first - 1, second), agents)
        if second:
            move(state, (first, second - 1), second / mean_patience + (not first) * agents)
    balance = flow.T.copy()
    balance[0] = 1.0
    shares = np.linalg.solve(balance, np.eye(len(states))[0])
    queues = np.maximum(np.array(states), 0).T @ shares
    return queues / np.array(rates)


def test_cobhams_two_classes_by_hand() -> None:
    # W_0 = (.25 x 1 + .25 x 4 x 3.25) / 2 = 1.75; loads .25 and .75.
    waits = single_server_waits([0.25, 0.25], [1.0, 2.0], [0.0, 1.5])
    assert waits == pytest.approx([1.75 / 0.75, 1.75 / 0.75 / 0.25], rel=1e-14)


def test_kella_yechiali_with_one_server_is_cobham() -> None:
    rates = [0.2, 0.3, 0.4]
    cobham = single_server_waits(rates, [1.0] * 3, [1.0] * 3)
    assert many_server_waits(rates, 1.0, 1) == pytest.approx(cobham, rel=1e-13)


@pytest.mark.parametrize("cvs", [(0.0, 0.0), (0.5, 2.0)])
def test_work_is_conserved(cvs: tuple[float, float]) -> None:
    # Kleinrock (1965): sum rho_i W_i does not depend on the order of service.
    rates, means = (0.3, 0.1), (1.0, 4.0)
    one_way = single_server_waits(rates, means, cvs)
    other_way = single_server_waits(rates[::-1], means[::-1], cvs[::-1])[::-1]
    loads = np.multiply(rates, means)
    assert loads @ one_way == pytest.approx(loads @ other_way, rel=1e-13)


def test_the_first_gain_what_the_second_lose() -> None:
    rates = np.array([2.0, 6.0])
    fifo = erlang_c(8.0, 1.0, 10).mean_wait
    first, second = many_server_waits([2.0, 6.0], 1.0, 10)
    assert rates @ [first, second] == pytest.approx(8.0 * fifo, rel=1e-13)
    assert fifo - first == pytest.approx(3 * (second - fifo), rel=1e-12)


@pytest.mark.parametrize(
    ("waits", "fifo"),
    [
        (single_server_waits([0.6], [1.2], [0.7]), single_server(0.6, 1.2, 0.7).mean_wait),
        (many_server_waits([9.0], 1.0, 10), erlang_c(9.0, 1.0, 10).mean_wait),
        (impatient_waits([9.0], 1.0, 2.0, 8), erlang_a(9.0, 1.0, 2.0, 8).mean_wait),
    ],
    ids=["M/G/1", "M/M/c", "M/M/n+M"],
)
def test_one_class_waits_as_without_priorities(waits: npt.NDArray[np.float64], fifo: float) -> None:
    assert waits == pytest.approx([fifo], rel=1e-11)


@pytest.mark.parametrize(
    ("rates", "patience", "agents"),
    [((0.8, 1.1), 2.0, 2), ((1.5, 1.5), 0.7, 2), ((0.5, 3.0), 1.0, 4)],
)
def test_impatient_classes_equal_the_cut_off_chain(
    rates: tuple[float, float], patience: float, agents: int
) -> None:
    chain = two_class_chain(rates, patience, agents, longest=28)
    assert impatient_waits(rates, 1.0, patience, agents) == pytest.approx(chain, rel=1e-7)


def test_patient_classes_equal_the_cut_off_chain() -> None:
    chain = two_class_chain((0.5, 0.5), mean_patience=1e12, agents=2, longest=40)
    assert many_server_waits([0.5, 0.5], 1.0, 2) == pytest.approx(chain, rel=1e-7)


def test_endless_patience_makes_kella_yechiali() -> None:
    patient = many_server_waits([1.0, 1.5, 1.0], 2.0, 8)
    assert impatient_waits([1.0, 1.5, 1.0], 2.0, 1e9, 8) == pytest.approx(patient, rel=1e-5)


def test_impatient_classes_together_queue_as_erlang_a() -> None:
    rates = np.array([2.0, 2.2, 1.0])
    together = erlang_a(5.2, 2.0, 2.0, 8)
    assert rates @ impatient_waits(rates.tolist(), 2.0, 2.0, 8) == pytest.approx(
        together.mean_queue, rel=1e-12
    )


def test_who_comes_first_waits_less() -> None:
    for waits in (
        single_server_waits([0.2] * 4, [1.0] * 4, [1.0] * 4),
        many_server_waits([2.0] * 4, 1.0, 10),
        impatient_waits([4.0] * 4, 1.0, 1.0, 10),
    ):
        assert (np.diff(waits) > 0).all()


def test_the_last_class_does_not_delay_the_first_of_a_busy_desk() -> None:
    few, many = (impatient_waits([3.0, last], 1.0, 1.0, 10) for last in (100.0, 1000.0))
    assert many[0] == pytest.approx(few[0], rel=1e-9)


def test_refuses_sequences_of_different_length() -> None:
    with pytest.raises(ValueError, match=r"^arrival_rates, mean_services and service_cvs must be"):
        single_server_waits([0.1, 0.2], [1.0], [1.0, 1.0])


def test_refuses_a_desk_without_classes() -> None:
    with pytest.raises(ValueError, match=r"^arrival_rates must name at least one class$"):
        many_server_waits([], 1.0, 2)


def test_refuses_a_class_without_arrivals() -> None:
    with pytest.raises(ValueError, match=r"^arrival_rate must be .* above 0, got 0\.0$"):
        impatient_waits([1.0, 0.0], 1.0, 1.0, 2)


def test_refuses_an_overload_of_patient_classes() -> None:
    with pytest.raises(ValueError, match=r"^an offered load of 2 needs more than 2 agents"):
        many_server_waits([1.0, 1.0], 1.0, 2)
    with pytest.raises(ValueError, match=r"^an offered load of 1 needs more than 1 agents"):
        single_server_waits([0.5, 0.5], [1.0, 1.0], [1.0, 1.0])
