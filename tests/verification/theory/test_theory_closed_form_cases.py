"""Every case of closed_form_cases.csv that a formula of `sim.theory` can say."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.theory.chatbot import chatbot_desk
from sim.theory.constant_service import constant_service
from sim.theory.erlang_a import ErlangA, erlang_a
from sim.theory.erlang_b import blocking_probability
from sim.theory.erlang_c import ErlangC, erlang_c
from sim.theory.infinite_server import Sinusoid, load_from_empty
from sim.theory.limited_mean import lognormal
from sim.theory.modified_offered_load import erlang_a_at
from sim.theory.priorities import impatient_waits, many_server_waits, single_server_waits
from sim.theory.single_server import SingleServer, single_server
from sim.theory.staffing import Goal, min_agents_erlang_a, min_agents_erlang_c

pytestmark = pytest.mark.realdata

# The table's own integral is good to eight digits; 30-digit quadrature agrees with the formula.
QUADRATURE = {"MGI02_t60": 1e-8}

Answers = dict[str, float]
Parameters = dict[str, Any]

# Shortest job first, Erlang-2 service with many agents, redials, transients by differential
# equations: no formula of ours says them.
NO_FORMULA = {
    "SPJF_80",
    "SPJF_95",
    "ME2C02",
    "RED03",
    *(f"TV01_p{period:02}" for period in (0, 2, 3, 6, 8, 12)),
    *(f"TV03_p{period}" for period in (0, 2, 3)),
    *(f"TV04_p{period}" for period in (0, 1, 4)),
}


def patient(queue: ErlangC, times: list[float]) -> Answers:
    return {
        "p_wait": queue.delay_probability,
        "mean_wait": queue.mean_wait,
        "mean_queue": queue.mean_queue,
        "mean_sojourn": queue.mean_sojourn,
        "occupancy": queue.occupancy,
        "wait_p90": queue.wait_quantile(0.9),
        **{f"p_wait_le_{time}": queue.service_level(time) for time in times},
    }


def impatient(queue: ErlangA, times: list[float]) -> Answers:
    answers = {
        "p_wait": queue.delay_probability,
        "p_delay": queue.delay_probability,
        "p_abandon": queue.abandonment,
        "mean_wait": queue.mean_wait,
        "mean_queue": queue.mean_queue,
        "occupancy": queue.occupancy,
        "mean_in_system": queue.mean_in_system,
        "mean_wait_served": queue.mean_wait_served,
        "wait_p90": queue.wait_quantile(0.9),
    }
    for time in times:
        over, served = 1 - queue.wait_tail(time), queue.service_level(time)
        answers[f"p_wait_le_{time}"] = over
        answers[f"sl_served_le_{time}_over_offered"] = served
        answers[f"sl_served_le_{time}_over_served"] = served / (1 - queue.abandonment)
        answers[f"sl_served_le_{time}_excl_early_abandon"] = served / (1 - (over - served))
    return answers


def by_class(**columns: Any) -> Answers:
    return {
        f"{name}_class{i}": value for name, row in columns.items() for i, value in enumerate(row)
    }


def mmc(p: Parameters, times: list[float]) -> Answers:
    return patient(erlang_c(p["lam"], 1 / p["mu"], p["c"]), times)


def mmnm(p: Parameters, times: list[float]) -> Answers:
    return impatient(erlang_a(p["lam"], 1 / p["mu"], 1 / p["theta"], p["n"]), times)


def erlb(p: Parameters, _: list[float]) -> Answers:
    return {"p_block": blocking_probability(p["lam"] / p["mu"], p["c"])}


def staff_c(p: Parameters, _: list[float]) -> Answers:
    goal = Goal(level=p["target"], within=p["T"])
    agents = min_agents_erlang_c(p["lam"], 1 / p["mu"], goal)
    level = erlang_c(p["lam"], 1 / p["mu"], agents).service_level(p["T"])
    return {"min_agents": agents, "sl_at_min": level}


def staff_a(p: Parameters, _: list[float]) -> Answers:
    goal = Goal(level=p["target"], within=p["T"])
    people = p["lam"], 1 / p["mu"], 1 / p["theta"]
    agents = min_agents_erlang_a(*people, goal)
    return {"min_agents": agents, "sl_at_min": erlang_a(*people, agents).service_level(p["T"])}


def priority_mg1(p: Parameters, _: list[float]) -> Answers:
    waits = single_server_waits(p["lams"], p["means"], p["cv"])
    return by_class(mean_wait=waits, mean_sojourn=waits + p["means"])


def priority_mmc(p: Parameters, _: list[float]) -> Answers:
    return by_class(mean_wait=many_server_waits(p["lams"], 1 / p["mu"], p["c"]))


def priority_mmcm(p: Parameters, _: list[float]) -> Answers:
    people = 1 / p["mu"], 1 / p["theta"], p["c"]
    waits = impatient_waits(p["lams"], *people)
    delayed = erlang_a(sum(p["lams"]), *people).delay_probability
    return {"p_wait": delayed, **by_class(mean_wait=waits, p_abandon=waits * p["theta"])}


def mg1(queue: SingleServer) -> Answers:
    return {
        "mean_wait": queue.mean_wait,
        "mean_queue": queue.mean_queue,
        "occupancy": queue.occupancy,
        "mean_sojourn": queue.mean_sojourn,
    }


def mdc(p: Parameters, _: list[float]) -> Answers:
    queue = constant_service(p["lam"], p["D"], p["c"])
    return {
        "p_wait": queue.delay_probability,
        "mean_wait": queue.mean_wait,
        "mean_queue": queue.mean_queue,
        "occupancy": queue.occupancy,
    }


def mgi(p: Parameters, _: list[float]) -> Answers:
    law = lognormal(p["mean"], p["cv"])
    return {"mean_in_system": float(load_from_empty([p["lam"]], p["t"], p["t"], law))}


def wave(p: Parameters) -> Sinusoid:
    return Sinusoid(p["lam_bar"], p["beta"], p["gamma"])


def mti_exponential(p: Parameters, _: list[float]) -> Answers:
    return {"mean_in_system": wave(p).load_exponential(p["t"], 1 / p["mu"])}


def mti_constant(p: Parameters, _: list[float]) -> Answers:
    return {"mean_in_system": wave(p).load_constant(p["t"], p["D"])}


def mta(p: Parameters, times: list[float]) -> Answers:
    load = wave(p).load_exponential(p["t"], 1 / p["mu"])
    return impatient(erlang_a_at(load, 1 / p["mu"], 1 / p["theta"], p["s"]), times)


def bot(p: Parameters, times: list[float]) -> Answers:
    desk = chatbot_desk(
        p["lam"],
        p["mean_bot_session"],
        p["p_escalate"],
        mean_service=1 / p["mu"],
        mean_patience=1 / p["theta"],
        agents=p["n"],
    )
    own = {"mean_in_bot": desk.mean_in_bot, "escalation_rate": desk.escalation_rate}
    return impatient(desk.people, times) | own


def erlang_r(p: Parameters, _: list[float]) -> Answers:
    visits = 1 / (1 - p["p"])
    needy = erlang_c(p["lam"] * visits, 1 / p["mu"], p["s"])
    total_wait = visits * needy.mean_wait
    return {
        "visit_rate": needy.arrival_rate,
        "offered_load_needy": needy.offered_load,
        "mean_content": needy.arrival_rate * p["p"] / p["delta"],
        "p_wait": needy.delay_probability,
        "mean_wait_per_visit": needy.mean_wait,
        "mean_total_wait": total_wait,
        "mean_visits": visits,
        "occupancy": needy.occupancy,
        "mean_total_sojourn": total_wait + visits * (1 / p["mu"] + p["p"] / p["delta"]),
    }


def jackson(p: Parameters, _: list[float]) -> Answers:
    first = erlang_c(p["lam"] / (1 - p["p_reopen"]), 1 / p["mu1"], p["c1"])
    second = erlang_c(first.arrival_rate * p["p_escalate"], 1 / p["mu2"], p["c2"])
    in_bot, in_agents = (queue.arrival_rate * queue.mean_sojourn for queue in (first, second))
    return {
        "rate_bot": first.arrival_rate,
        "rate_agents": second.arrival_rate,
        "p_wait_bot": first.delay_probability,
        "mean_wait_bot": first.mean_wait,
        "p_wait_agents": second.delay_probability,
        "mean_wait_agents": second.mean_wait,
        "mean_in_bot": in_bot,
        "mean_in_agents": in_agents,
        "mean_total_time_per_customer": (in_bot + in_agents) / p["lam"],
    }


FORMULAS: dict[str, Callable[[Parameters, list[float]], Answers]] = {
    **dict.fromkeys(("MMC03", "MMC06", "MMC08", "MMC09", "MMC10"), mmc),
    **dict.fromkeys(("STAFF_C01", "STAFF_C02"), staff_c),
    "STAFF_A02": staff_a,
    "ERLB_1_5": erlb,
    **dict.fromkeys(("MMNM03", "MMNM04", "MMNM05", "MMNM06"), mmnm),
    "PRI03": priority_mg1,
    "PRI04": priority_mmc,
    "PRI06": priority_mmcm,
    "MG102": lambda p, _: mg1(single_server(p["lam"], p["mean"], 0.5**0.5)),
    "MG103": lambda p, _: mg1(single_server(p["lam"], p["mean"], p["cv"])),
    "MDC02": mdc,
    "MGI02_t60": mgi,
    "MTI01_t3": mti_exponential,
    "MTI02_t1": mti_constant,
    "MTA01_t4": mta,
    "ERR02": erlang_r,
    "BOT03": bot,
    "JACK01": jackson,
}


@pytest.fixture(scope="module")
def cases(shared_data: Callable[[str], Path]) -> dict[str, tuple[Parameters, dict[str, float]]]:
    table: dict[str, tuple[Parameters, dict[str, float]]] = {}
    with shared_data("closed_form_cases.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            parameters, values = table.setdefault(
                row["case_id"], (json.loads(row["parameters"]), {})
            )
            assert parameters == json.loads(row["parameters"])
            values[row["metric"]] = float(row["value"])
    return table


def times_in(metrics: dict[str, float]) -> list[float]:
    """Times T that metrics such as p_wait_le_T name; whole ones as int, to print as they came."""
    texts = {name.split("_le_")[1].split("_")[0] for name in metrics if "_le_" in name}
    return [int(text) if text.isdigit() else float(text) for text in sorted(texts)]


@pytest.mark.parametrize("case", FORMULAS)
def test_formula_gives_the_published_values(
    case: str, cases: dict[str, tuple[Parameters, dict[str, float]]]
) -> None:
    parameters, published = cases[case]
    answers = FORMULAS[case](parameters, times_in(published))
    said = {metric: answers[metric] for metric in published}
    assert said == pytest.approx(published, rel=QUADRATURE.get(case, 1e-9))


def test_no_case_is_forgotten(cases: dict[str, tuple[Parameters, dict[str, float]]]) -> None:
    assert set(cases) == set(FORMULAS) | NO_FORMULA
