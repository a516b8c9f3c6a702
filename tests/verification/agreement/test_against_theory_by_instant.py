"""A sine of arrivals, looked at in one instant of the cycle, held against infinite servers.

The files' hourly rates make a staircase of the sine; that it offers the same load is tested too.
With equal means of patience and service the number in the system does not depend on the agents.
"""

from math import pi

import numpy as np
import pytest
from support.agreement import (
    DAY,
    HOUR,
    Counting,
    Counts,
    assert_agree,
    count_estimates,
    verification_desk,
)
from support.levels import count_at

from sim.engine import Journal, Plan
from sim.scenario.values.profiles import profile_weights
from sim.theory.infinite_server import Sinusoid, load_from_empty
from sim.theory.limited_mean import exponential
from sim.theory.modified_offered_load import erlang_a_at

UNIT = DAY / (2 * pi)
"""The unit of time of the cases whose sine has frequency 1, in seconds."""
UNIT_HOUR = HOUR / UNIT
WAVE = Sinusoid(100, 20, 1)
HALF_WAVE = Sinusoid(50, 25, pi / 12)


def test_exponential_service() -> None:
    """MTI01: M(t)/M/inf after three units of the second day."""
    assert_in_system("sine", WAVE.load_exponential(3, 1), DAY + 3 * UNIT)


def test_constant_service() -> None:
    """MTI02: M(t)/D/inf after one hour of a sine that begins at two."""
    assert_in_system("sine_constant", HALF_WAVE.load_constant(1, 2), 3 * HOUR)


@pytest.mark.slow
def test_impatience_like_service() -> None:
    """MTA01: M(t)/M/s+M after four units of each measured day; the queue is held by z alone."""
    scenario = verification_desk("sine_impatient")
    load = WAVE.load_exponential(4, 1)
    people = erlang_a_at(load, 1, 1, 110)
    right = {
        "in_system": load,
        "all_busy": people.delay_probability,
        "waiting": people.mean_queue,
    }
    horizon = scenario.run.horizon()
    instants = np.arange(horizon.window_start, horizon.window_end, DAY) + 4 * UNIT
    found = count_estimates(scenario, counting(instants, 110))
    assert_agree(scenario.run.replications, found, right, ["waiting"])


def test_the_staircase_offers_the_load_of_the_sine() -> None:
    times = 3 * 2 * pi + np.array([3, 4])
    staircase = load_from_empty(hourly_rates("sine") * 4, UNIT_HOUR, times, exponential(1))
    sine = [WAVE.load_exponential(time, 1) for time in (3, 4)]
    assert staircase == pytest.approx(sine, rel=1e-3)


def hourly_rates(name: str) -> list[float]:
    """Calls a unit of time in each hour of a day."""
    demand = verification_desk(name).demand
    weights = np.array(profile_weights(demand.profile))[:48:2]
    return (demand.volume.per_day * weights / weights.mean() / DAY * UNIT).tolist()


def assert_in_system(name: str, load: float, instant: float) -> None:
    scenario = verification_desk(name)
    found = count_estimates(scenario, counting(np.array([instant]), 200))
    assert_agree(scenario.run.replications, found, {"in_system": load})


def counting(instants: np.ndarray, agents: int) -> Counting:
    """Counts at some instants: contacts in the system, all agents busy, contacts waiting."""

    def count(_: Plan, journal: Journal) -> Counts:
        contacts = journal.contacts
        until = np.where(np.isnan(contacts.ended), np.inf, contacts.ended)
        number = count_at(contacts.arrival, until, instants)
        return {
            "in_system": (number.sum(), len(instants)),
            "all_busy": (np.count_nonzero(number >= agents), len(instants)),
            "waiting": (np.maximum(number - agents, 0).sum(), len(instants)),
        }

    return count
