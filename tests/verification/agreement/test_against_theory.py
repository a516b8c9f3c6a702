"""Desks that formulas can solve, played through the public interface and held against them.

Seeds are fixed; what counts as agreement is said in `agreement`. What is beyond a few CPU minutes
is marked slow.
"""

import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from support.agreement import (
    HOUR,
    MINUTE,
    Answers,
    Counts,
    all_estimates,
    assert_agree,
    read_values,
    verification_desk,
)
from support.desks.chains import State, stationary

from sim.base.time import HALF_HOUR
from sim.engine import Journal, Plan
from sim.engine.journal import Ending
from sim.theory.chatbot import chatbot_desk
from sim.theory.constant_service import constant_service
from sim.theory.erlang_a import ErlangA, erlang_a
from sim.theory.erlang_b import blocking_probability
from sim.theory.erlang_c import ErlangC, erlang_c
from sim.theory.infinite_server import load_from_empty
from sim.theory.limited_mean import lognormal
from sim.theory.priorities import impatient_waits, many_server_waits, single_server_waits
from sim.theory.single_server import single_server

TWO_CLASSES = ("urgent", "other")
THREE_CLASSES = ("urgent", "normal", "other")
SERVICE_LEVELS = ("service_level", "service_level/served", "service_level/patient")


class Case(NamedTuple):
    """What a formula says of a scenario file.

    `unit` is what the formula's unit of time lasts in the file, in seconds; `published` names the
    case of closed_form_cases.csv with the same values; what is `rough` is held by z alone.
    """

    answers: Answers
    unit: float = HOUR
    published: str = ""
    rough: Collection[str] = ()


def patient(queue: ErlangC, within: float) -> Answers:
    return {
        "delayed": queue.delay_probability,
        "wait_mean": queue.mean_wait,
        "wait_p90": queue.wait_quantile(0.9),
        "resolution_time_mean": queue.mean_sojourn,
        "queue_length": queue.mean_queue,
        "occupancy": queue.occupancy,
        "service_level": queue.service_level(within),
        "waited_within": queue.service_level(within),
    }


def impatient(queue: ErlangA, within: float) -> Answers:
    """What Erlang A says, with all ways to count a service level."""
    in_time, over = queue.service_level(within), 1 - queue.wait_tail(within)
    return {
        "delayed": queue.delay_probability,
        "abandonment_rate": queue.abandonment,
        "wait_mean": queue.mean_wait,
        "wait_served_mean": queue.mean_wait_served,
        "wait_p90": queue.wait_quantile(0.9),
        "queue_length": queue.mean_queue,
        "in_system": queue.mean_in_system,
        "occupancy": queue.occupancy,
        "service_level": in_time,
        "service_level/served": in_time / (1 - queue.abandonment),
        "service_level/patient": in_time / (1 - (over - in_time)),
        "waited_within": over,
    }


def overloaded() -> Answers:
    """All agents are busy but for 4 seconds in a million: that share has no variance to see."""
    answers = impatient(erlang_a(120, 1, 4, 100), 0.2)
    return {key: value for key, value in answers.items() if key not in ("delayed", "occupancy")}


def enough(queue: ErlangC | ErlangA) -> Answers:
    """The service level on which the fewest agents are decided: answered in a third of a unit."""
    return {"service_level": queue.service_level(1 / 3)}


def constant(rate: float, agents: int) -> Answers:
    queue = constant_service(rate, 1, agents)
    return {
        "delayed": queue.delay_probability,
        "wait_mean": queue.mean_wait,
        "queue_length": queue.mean_queue,
        "occupancy": queue.occupancy,
    }


def alone(rate: float, cv: float) -> Answers:
    queue = single_server(rate, 1, cv)
    return {
        "wait_mean": queue.mean_wait,
        "resolution_time_mean": queue.mean_sojourn,
        "queue_length": queue.mean_queue,
        "occupancy": queue.occupancy,
    }


def erlang_service(rate: float, agents: int) -> Answers:
    """M/E2/c by its chain: in the system, and of those in service in the first of two phases."""

    def moves(state: State) -> list[tuple[State, float]]:
        number, first = state
        busy = min(number, agents)
        come = [((number + 1, first + (number < agents)), rate)] if number < 300 else []
        go = ((number - 1, first + (number > agents)), 2 * (busy - first))
        return [*come, ((number, first - 1), 2 * first), go]

    law = stationary(moves, (0, 0)).items()
    queue = sum(max(number - agents, 0) * p for (number, _), p in law)
    return {
        "delayed": sum(p for (number, _), p in law if number >= agents),
        "wait_mean": queue / rate,
        "queue_length": queue,
        "occupancy": rate / agents,
    }


def by_type(names: Sequence[str], waits: np.ndarray, kpi: str = "wait_mean") -> Answers:
    return {f"{kpi}/{name}": wait for name, wait in zip(names, waits, strict=True)}


def alone_with_priorities(rate: float, cv: float) -> Answers:
    waits = single_server_waits([rate, rate], [1, 2], [0, cv])
    sojourns = by_type(TWO_CLASSES, waits + np.array([1, 2]), "resolution_time_mean")
    return by_type(TWO_CLASSES, waits) | sojourns


def impatient_by_type() -> Answers:
    people = {"mean_service": 2, "mean_patience": 2, "agents": 8}
    waits = by_type(TWO_CLASSES, impatient_waits([2, 2.2], **people))
    leaving = {f"abandonment_rate/{name}": waits[f"wait_mean/{name}"] / 2 for name in TWO_CLASSES}
    return waits | leaving | {"delayed": erlang_a(4.2, **people).delay_probability}


def behind_a_bot() -> Answers:
    people = {"mean_service": 10, "mean_patience": 20, "agents": 14}
    desk = chatbot_desk(3, 4, 0.5, **people)
    in_system = desk.mean_in_bot + desk.people.mean_in_system
    return impatient(desk.people, 1 / 3) | {"in_bot": desk.mean_in_bot, "in_system": in_system}


def from_empty() -> Answers:
    half, whole = load_from_empty([2], 60, [30, 60], lognormal(10, 1.2))
    return {"in_system/1800": half, "in_system/3600": whole}


CASES = {
    "mm3": Case(patient(erlang_c(6, 1 / 3, 3), 0.25), published="MMC03"),
    "impatient4": Case(impatient(erlang_a(8, 0.5, 1, 4), 1 / 6)),
    "md4": Case(constant(3, 4)),
    "mg1": Case(alone(0.6, 0.7), 10 * MINUTE),
    "priorities1": Case(alone_with_priorities(1 / 6, 0.8), 10 * MINUTE),
    "priorities3": Case(
        by_type(THREE_CLASSES, many_server_waits([0.5, 0.5, 0.65], 1, 3)),
    ),
    "priorities_impatient": Case(impatient_by_type(), published="PRI06"),
    "bot_then_people": Case(behind_a_bot(), 10 * MINUTE, "BOT03"),
    "infinite_servers": Case(from_empty(), MINUTE, "MGI02_t60"),
    "mm14": Case(enough(erlang_c(10 / 3, 3, 14)), published="STAFF_C01"),
    "impatient36": Case(enough(erlang_a(20 / 3, 5, 3, 36)), published="STAFF_A02"),
    "nowhere_to_wait": Case({"blocked": blocking_probability(5, 1)}, published="ERLB_1_5"),
}
HEAVY = {
    "mm39": Case(enough(erlang_c(20 / 3, 5, 39)), published="STAFF_C02"),
    "mm1": Case(alone(0.8, 1), 10 * MINUTE, "SPJF_80"),
    "mm1_busy": Case(alone(0.95, 1), 10 * MINUTE, "SPJF_95"),
    "mm2_busy": Case(patient(erlang_c(1.9, 1, 2), 1), published="MMC09"),
    "impatient100": Case(impatient(erlang_a(102, 1, 1, 100), 0.1), published="MMNM04"),
    "impatient100_overloaded": Case(overloaded(), HOUR, "MMNM05", SERVICE_LEVELS),
    "mg1_erlang": Case(alone(0.9, 0.5**0.5), 10 * MINUTE, "MG102"),
    "mg10_erlang": Case(erlang_service(9, 10), published="ME2C02"),
    "mm12": Case(patient(erlang_c(4.2, 2, 12), 1 / 3), published="MMC06"),
    "mm25": Case(patient(erlang_c(20, 1, 25), 0.2), published="MMC10"),
    "mm190": Case(patient(erlang_c(180, 1, 190), 1 / 3), published="MMC08"),
    "impatient50": Case(impatient(erlang_a(48, 1, 2, 50), 1 / 3), published="MMNM03"),
    "impatient45": Case(impatient(erlang_a(10, 5, 20, 45), 1), published="MMNM06"),
    "md10": Case(constant(9, 10), published="MDC02"),
    "mg1_busy": Case(alone(0.7, 1.3), 10 * MINUTE, "MG103"),
    "priorities1_busy": Case(alone_with_priorities(0.25, 1.5), 10 * MINUTE, "PRI03"),
    "priorities8": Case(
        by_type(THREE_CLASSES, many_server_waits([1, 1.5, 1], 2, 8)), published="PRI04"
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_formula(name: str) -> None:
    assert_case(name, CASES[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_formula_of_a_heavy_case(name: str) -> None:
    assert_case(name, HEAVY[name])


@pytest.mark.parametrize(
    ("name", "agents", "queue"),
    [
        pytest.param("mm14", 13, erlang_c(10 / 3, 3, 13), marks=pytest.mark.slow),
        pytest.param("mm39", 38, erlang_c(20 / 3, 5, 38), marks=pytest.mark.slow),
        ("impatient36", 35, erlang_a(20 / 3, 5, 3, 35)),
    ],
)
def test_one_agent_fewer_than_erlang_says_is_too_few(
    name: str, agents: int, queue: ErlangC | ErlangA
) -> None:
    answers = enough(queue)
    assert answers["service_level"] < 0.8 < (CASES | HEAVY)[name].answers["service_level"]
    assert_case(name, Case(answers), f"people.teams.desk.headcount={agents}")


def assert_case(name: str, case: Case, *settings: str) -> None:
    scenario = verification_desk(name, *settings)
    goal = scenario.targets.goals.get("service_level")
    limit = goal.within if goal and goal.within else 0.0
    right = {key: in_file_units(key, value, case.unit) for key, value in case.answers.items()}
    found = all_estimates(scenario, lambda plan, journal: counts(plan, journal, limit))
    assert_agree(scenario.run.replications, found, right, case.rough)


def in_file_units(key: str, answer: float, unit: float) -> float:
    return answer * unit if key.startswith(("wait_", "resolution_time")) else answer


def counts(plan: Plan, journal: Journal, limit: float) -> Counts:
    """What no KPI says of the window: the delayed, the blocked, and three service levels."""
    legs, contacts = journal.legs, journal.contacts
    start, end = plan.horizon.window_start, plan.horizon.window_end
    joined = legs.take((legs.joined >= start) & (legs.joined < end))
    arrived = contacts.take((contacts.arrival >= start) & (contacts.arrival < end))
    seconds = np.fmin(joined.started, joined.left) - joined.joined
    served, in_time = ~np.isnan(joined.started), seconds <= limit
    sessions = journal.integrals.bot[int(start // HALF_HOUR) : int(end // HALF_HOUR)].sum()
    good, everybody = np.count_nonzero(served & in_time), len(seconds)
    return {
        "delayed": (np.count_nonzero(joined.started != joined.joined), everybody),
        "blocked": (np.count_nonzero(arrived.ending == Ending.BLOCKED), len(arrived.ending)),
        "service_level/served": (good, np.count_nonzero(served)),
        "service_level/patient": (good, np.count_nonzero(served | ~in_time)),
        "waited_within": (np.count_nonzero(in_time), everybody),
        "in_bot": (sessions, end - start),
    }


KEYS = {
    "p_wait": "delayed",
    "p_wait_le": "waited_within",
    "mean_wait": "wait_mean",
    "mean_wait_served": "wait_served_mean",
    "mean_sojourn": "resolution_time_mean",
    "mean_sojourn_fcfs": "resolution_time_mean",
    "mean_queue": "queue_length",
    "mean_in_system": "in_system",
    "mean_in_bot": "in_bot",
    "p_abandon": "abandonment_rate",
    "p_block": "blocked",
    "sl_at_min": "service_level",
    "sl_served_le_over_offered": "service_level",
    "sl_served_le_over_served": "service_level/served",
    "sl_served_le_excl_early_abandon": "service_level/patient",
}
"""The keys that metrics of closed_form_cases.csv have here, without their time limits."""
NOT_PLAYED = {
    "STAFF_C01/min_agents",  # a search; with one agent fewer it is played below
    "STAFF_C02/min_agents",
    "STAFF_A02/min_agents",
    "MMC09/p_wait_le_5",  # a scenario has one time limit
    "SPJF_80/mean_sojourn_sjf",  # docs/verification.md says why
    "SPJF_80/mean_sojourn_spjf",
    "SPJF_95/mean_sojourn_sjf",
    "SPJF_95/mean_sojourn_spjf",
    "MMNM05/p_wait",  # .99993, and the next .999996
    "MMNM05/occupancy",
    "BOT03/escalation_rate",  # a number a minute; the share is a parameter
}


@pytest.mark.realdata
@pytest.mark.parametrize("name", [name for name, case in (CASES | HEAVY).items() if case.published])
def test_the_published_values_are_what_is_played(
    name: str, shared_data: Callable[[str], Path]
) -> None:
    case = (CASES | HEAVY)[name]
    values = read_values(shared_data("closed_form_cases.csv"))[case.published]
    right = {key: values[key] for key in values if f"{case.published}/{key}" not in NOT_PLAYED}
    said = {metric: case.answers[key_of(metric, case.answers)] for metric in right}
    assert said == pytest.approx(right, rel=1e-8)


def key_of(metric: str, answers: Answers) -> str:
    """The key of a metric; classes are numbered in order, and the last instant is meant."""
    untimed = re.sub(r"_le_[\d.]+", "_le", metric)
    stem, _, number = untimed.partition("_class")
    key = KEYS.get(stem, stem)
    if key in answers:
        return key
    return [one for one in answers if one.startswith(f"{key}/")][int(number or -1)]
