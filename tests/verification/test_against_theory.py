"""Desks that formulas can solve, played through the public interface and held against them.

Seeds are fixed. An estimate may be 4 standard errors from the formula's value, and its half-width
must be small enough to notice an error of 5 %. What is beyond a few CPU minutes is marked slow.
"""

import csv
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from playing import journals

from sim.engine import Journal, Plan
from sim.measures.estimator import Estimate, ratios, student
from sim.measures.sample import measure
from sim.measures.summary import Summary, summarise
from sim.scenario.loading import load
from sim.theory.chatbot import chatbot_desk
from sim.theory.constant_service import constant_service
from sim.theory.erlang_a import ErlangA, erlang_a
from sim.theory.erlang_c import ErlangC, erlang_c
from sim.theory.infinite_server import load_from_empty
from sim.theory.limited_mean import lognormal
from sim.theory.priorities import impatient_waits, many_server_waits, single_server_waits
from sim.theory.single_server import single_server

SCENARIOS = Path(__file__).with_name("scenarios")
MINUTE, HOUR = 60.0, 3600.0
WIDEST = 0.05
FURTHEST = 4.0
TWO_CLASSES = ("urgent", "other")
THREE_CLASSES = ("urgent", "normal", "other")

Answers = dict[str, float]
Counts = tuple[float, float]


class Case(NamedTuple):
    """What a formula says of a scenario file.

    `unit` is what the formula's unit of time lasts in the file, in seconds; `published` names the
    case of closed_form_cases.csv with the same values.
    """

    answers: Answers
    unit: float = HOUR
    published: str = ""


def patient(queue: ErlangC, within: float) -> Answers:
    return {
        "delayed": queue.delay_probability,
        "wait_mean": queue.mean_wait,
        "wait_p90": queue.wait_quantile(0.9),
        "queue_length": queue.mean_queue,
        "occupancy": queue.occupancy,
        "service_level": queue.service_level(within),
    }


def impatient(queue: ErlangA, within: float) -> Answers:
    return {
        "delayed": queue.delay_probability,
        "abandonment_rate": queue.abandonment,
        "wait_mean": queue.mean_wait,
        "wait_served_mean": queue.mean_wait_served,
        "wait_p90": queue.wait_quantile(0.9),
        "queue_length": queue.mean_queue,
        "occupancy": queue.occupancy,
        "service_level": queue.service_level(within),
    }


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
        "queue_length": queue.mean_queue,
        "occupancy": queue.occupancy,
    }


def by_type(names: Sequence[str], waits: np.ndarray) -> Answers:
    return {f"wait_mean/{name}": wait for name, wait in zip(names, waits, strict=True)}


def impatient_by_type() -> Answers:
    people = {"mean_service": 2, "mean_patience": 2, "agents": 8}
    waits = by_type(TWO_CLASSES, impatient_waits([2, 2.2], **people))
    leaving = {f"abandonment_rate/{name}": waits[f"wait_mean/{name}"] / 2 for name in TWO_CLASSES}
    return waits | leaving | {"delayed": erlang_a(4.2, **people).delay_probability}


def behind_a_bot() -> Answers:
    people = {"mean_service": 10, "mean_patience": 20, "agents": 14}
    desk = chatbot_desk(3, 4, 0.5, **people)
    return impatient(desk.people, 1 / 3) | {"in_bot": desk.mean_in_bot}


def from_empty() -> Answers:
    half, whole = load_from_empty([2], 60, [30, 60], lognormal(10, 1.2))
    return {"in_system/1800": half, "in_system/3600": whole}


CASES = {
    "mm3": Case(patient(erlang_c(6, 1 / 3, 3), 0.25), published="MMC03"),
    "impatient4": Case(impatient(erlang_a(8, 0.5, 1, 4), 1 / 6)),
    "md4": Case(constant(3, 4)),
    "mg1": Case(alone(0.6, 0.7), 10 * MINUTE),
    "priorities1": Case(
        by_type(TWO_CLASSES, single_server_waits([1 / 6, 1 / 6], [1, 2], [0, 0.8])), 10 * MINUTE
    ),
    "priorities3": Case(
        by_type(THREE_CLASSES, many_server_waits([0.5, 0.5, 0.65], 1, 3)),
    ),
    "priorities_impatient": Case(impatient_by_type(), published="PRI06"),
    "bot_then_people": Case(behind_a_bot(), 10 * MINUTE, "BOT03"),
    "infinite_servers": Case(from_empty(), MINUTE, "MGI02_t60"),
}
HEAVY = {
    "mm12": Case(patient(erlang_c(4.2, 2, 12), 1 / 3), published="MMC06"),
    "mm25": Case(patient(erlang_c(20, 1, 25), 0.2), published="MMC10"),
    "mm190": Case(patient(erlang_c(180, 1, 190), 1 / 3), published="MMC08"),
    "impatient50": Case(impatient(erlang_a(48, 1, 2, 50), 1 / 3), published="MMNM03"),
    "impatient45": Case(impatient(erlang_a(10, 5, 20, 45), 1), published="MMNM06"),
    "md10": Case(constant(9, 10), published="MDC02"),
    "mg1_busy": Case(alone(0.7, 1.3), 10 * MINUTE, "MG103"),
    "priorities1_busy": Case(
        by_type(TWO_CLASSES, single_server_waits([0.25, 0.25], [1, 2], [0, 1.5])),
        10 * MINUTE,
        "PRI03",
    ),
    "priorities8": Case(
        by_type(THREE_CLASSES, many_server_waits([1, 1.5, 1], 2, 8)), published="PRI04"
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_formula(name: str) -> None:
    assert_agree(name, CASES[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_formula_of_a_heavy_case(name: str) -> None:
    assert_agree(name, HEAVY[name])


def assert_agree(name: str, case: Case) -> None:
    replications, found = estimates(name)
    wrong = []
    for key, answer in case.answers.items():
        theory, estimate = in_file_units(key, answer, case.unit), found[key]
        half = (estimate.high - estimate.low) / 2
        z = (estimate.mean - theory) / half * student(replications)
        line = f"{name} {key}: {theory:.5g} {estimate.mean:.5g} +- {half:.2g}, z {z:.2f}"
        print(line)
        if abs(z) >= FURTHEST or half >= WIDEST * theory:
            wrong.append(line)
    assert not wrong


def in_file_units(key: str, answer: float, unit: float) -> float:
    return answer * unit if key.startswith("wait") else answer


@cache
def estimates(name: str) -> tuple[int, dict[str, Estimate]]:
    """The number of replications and all estimates of a file, `kpi/member` for a breakdown."""
    scenario = load(SCENARIOS / f"{name}.yaml").arm("ai")
    samples, counts = [], []
    for plan, journal in journals(scenario):
        samples.append(measure(journal, plan, scenario))
        counts.append([count(plan, journal) for count in COUNTED.values()])
    numerators, denominators = np.moveaxis(np.array(counts), -1, 0)
    own = ratios(numerators, denominators, ["", ""])
    found = flat(summarise(samples, scenario.targets)) | dict(zip(COUNTED, own, strict=True))
    return len(samples), found


def flat(summary: Summary) -> dict[str, Estimate]:
    members = [pair for name in ("type", "time") for pair in summary.by.get(name, {}).items()]
    nested = {f"{key}/{member}": kpi for member, kpis in members for key, kpi in kpis.items()}
    return {**summary.kpis, **nested}


def delayed(plan: Plan, journal: Journal) -> Counts:
    """Joinings of the line in the window that found nobody free, and all joinings."""
    legs, horizon = journal.legs, plan.horizon
    measured = (legs.joined >= horizon.window_start) & (legs.joined < horizon.window_end)
    return np.count_nonzero(measured & (legs.started != legs.joined)), np.count_nonzero(measured)


def in_bot(plan: Plan, journal: Journal) -> Counts:
    """Seconds of bot sessions in the window, and its length."""
    start, end = plan.horizon.window_start, plan.horizon.window_end
    seconds = journal.integrals.bot[int(start // 1800) : int(end // 1800)].sum()
    return seconds, end - start


COUNTED: dict[str, Callable[[Plan, Journal], Counts]] = {"delayed": delayed, "in_bot": in_bot}

PUBLISHED = {
    "delayed": "p_wait",
    "wait_mean": "mean_wait",
    "wait_served_mean": "mean_wait_served",
    "wait_p90": "wait_p90",
    "queue_length": "mean_queue",
    "occupancy": "occupancy",
    "abandonment_rate": "p_abandon",
    "in_bot": "mean_in_bot",
    "in_system/3600": "mean_in_system",
    **{f"wait_mean/{name}": "mean_wait_class" for name in THREE_CLASSES},
    **{f"abandonment_rate/{name}": "p_abandon_class" for name in TWO_CLASSES},
}
"""Names of the metrics in closed_form_cases.csv; classes are numbered in order."""


@pytest.fixture(scope="module")
def published(shared_data: Callable[[str], Path]) -> dict[str, Answers]:
    table: dict[str, Answers] = {}
    with shared_data("closed_form_cases.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            table.setdefault(row["case_id"], {})[row["metric"]] = float(row["value"])
    return table


@pytest.mark.realdata
@pytest.mark.parametrize("name", [name for name, case in (CASES | HEAVY).items() if case.published])
def test_the_formula_gives_the_published_values(name: str, published: dict[str, Answers]) -> None:
    case = (CASES | HEAVY)[name]
    said = {metric_of(key, case.answers): case.answers[key] for key in case.answers}
    common = said.keys() & published[case.published].keys()
    assert len(common) >= len(said) / 2
    right = {metric: published[case.published][metric] for metric in common}
    assert {metric: said[metric] for metric in common} == pytest.approx(right, rel=1e-8)


def metric_of(key: str, answers: Answers) -> str:
    metric = PUBLISHED.get(key, key)
    if not metric.endswith("class"):
        return metric
    kpi = key.partition("/")[0]
    return f"{metric}{[one for one in answers if one.startswith(f'{kpi}/')].index(key)}"
