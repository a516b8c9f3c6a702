"""Desks whose customers come again, held against networks of queues and Markov chains."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import numpy as np
import pytest
from support.agreement import (
    HOUR,
    Answers,
    Counts,
    all_estimates,
    assert_agree,
    read_values,
    verification_desk,
)
from support.desks.chains import State, stationary

from sim.engine import Journal, Plan
from sim.engine.journal import Legs
from sim.theory.erlang_c import erlang_c


def erlang_r() -> Answers:
    """ERR02: an M/M/6 whose customers need it again with probability .4, ten units later."""
    visits, service, delay, again = 1 / (1 - 0.4), 0.5, 10, 0.4
    needy = erlang_c(6 * visits, service, 6)
    return {
        "attempts": needy.arrival_rate,
        "busy": needy.offered_load,
        "away": needy.arrival_rate * again * delay,
        "delayed": needy.delay_probability,
        "wait_mean": needy.mean_wait * HOUR,
        "waits/case": visits * needy.mean_wait,
        "attempts/case": visits,
        "occupancy": needy.occupancy,
        "resolution_time_mean": visits * (needy.mean_wait + service + again * delay) * HOUR,
    }


def jackson() -> Answers:
    """JACK01: two M/M/c in a row, and a case that is left is opened again with probability .1."""
    first = erlang_c(5 / 0.9, 2, 14)
    second = erlang_c(first.arrival_rate * 0.3, 5, 12)
    tiers = {"first": first, "second": second}
    numbers = {name: tier.arrival_rate * tier.mean_sojourn for name, tier in tiers.items()}
    return {
        **{f"attempts/{name}": tier.arrival_rate for name, tier in tiers.items()},
        **{f"delayed/{name}": tier.delay_probability for name, tier in tiers.items()},
        **{f"wait/{name}": tier.mean_wait for name, tier in tiers.items()},
        **{f"in_system/{name}": number for name, number in numbers.items()},
        "resolution_time_mean": sum(numbers.values()) / 5 * HOUR,
    }


def reviewing() -> Answers:
    """Two M/M/c in a row: reviewers, and people for what they reject."""
    reviewers = erlang_c(6, 1 / 3, 3)
    people = erlang_c(6 * 0.3, 2, 6)
    tiers = {"reviewers": reviewers, "people": people}
    return {
        **{f"attempts/{name}": tier.arrival_rate for name, tier in tiers.items()},
        **{f"delayed/{name}": tier.delay_probability for name, tier in tiers.items()},
        **{f"wait/{name}": tier.mean_wait for name, tier in tiers.items()},
        "reviewer_hours_per_month": 6 / 3 * 730,
    }


def redialling() -> Answers:
    """RED03: M/M/5+M of calls, those waiting to redial being the second number of the chain."""
    calls, service, leaving, again, back = 2.0, 0.5, 0.5, 0.6, 0.5

    def moves(state: State) -> list[tuple[State, float]]:
        number, away = state
        gone = leaving * max(number - 5, 0)
        return [
            ((number + 1, away), calls if number < 60 else 0),
            ((number - 1, away), service * min(number, 5) + (1 - again) * gone),
            ((number - 1, away + 1), again * gone if away < 40 else 0),
            ((number + 1, away - 1), back * away if number < 60 else 0),
        ]

    law = stationary(moves, (0, 0)).items()
    away = sum(away * p for (_, away), p in law)
    waiting = sum(max(number - 5, 0) * p for (number, _), p in law)
    attempts, gone = calls + back * away, leaving * waiting
    return {
        "attempts": attempts,
        "returns": back * away,
        "away": away,
        "abandonment_rate": gone / attempts,
        "lost/case": (1 - again) * gone / calls,
        "wait_mean": waiting / attempts * HOUR,
        "occupancy": (attempts - gone) / service / 5,
    }


@pytest.mark.slow
def test_answers_that_do_not_solve() -> None:
    assert_case("returns6", erlang_r())


@pytest.mark.slow
def test_a_second_tier_and_reopened_cases() -> None:
    assert_case("jackson", jackson())


@pytest.mark.slow
def test_reviewers() -> None:
    # Few of the people's customers wait at all.
    assert_case("reviewers", reviewing(), {"wait/people", "delayed/people"})


@pytest.mark.slow
def test_redials() -> None:
    assert_case("redial5", redialling())


PUBLISHED = {
    "ERR02": {
        "attempts": "visit_rate",
        "busy": "offered_load_needy",
        "away": "mean_content",
        "delayed": "p_wait",
        "waits/case": "mean_total_wait",
        "attempts/case": "mean_visits",
        "occupancy": "occupancy",
    },
    "JACK01": {
        "attempts/first": "rate_bot",
        "attempts/second": "rate_agents",
        "delayed/first": "p_wait_bot",
        "delayed/second": "p_wait_agents",
        "wait/first": "mean_wait_bot",
        "wait/second": "mean_wait_agents",
        "in_system/first": "mean_in_bot",
        "in_system/second": "mean_in_agents",
    },
    "RED03": {
        "attempts": "attempt_rate",
        "returns": "redial_rate",
        "away": "mean_orbit",
        "abandonment_rate": "p_abandon_per_attempt",
        "lost/case": "p_lost_per_customer",
        "occupancy": "occupancy",
    },
}
"""Names of the metrics in closed_form_cases.csv."""


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("case", "formula"), [("ERR02", erlang_r), ("JACK01", jackson), ("RED03", redialling)]
)
def test_the_published_values_are_what_comes_again(
    case: str, formula: Callable[[], Answers], shared_data: Callable[[str], Path]
) -> None:
    values, answers = read_values(shared_data("closed_form_cases.csv"))[case], formula()
    for key, metric in PUBLISHED[case].items():
        assert answers[key] == pytest.approx(values[metric], rel=1e-8)


def assert_case(name: str, answers: Answers, rough: Collection[str] = ()) -> None:
    scenario = verification_desk(name)
    assert_agree(scenario.run.replications, all_estimates(scenario, counts), answers, rough)


def counts(plan: Plan, journal: Journal) -> Counts:
    """What happened in the window, whose length is counted in hours; `away`: until they return."""
    start, end = plan.horizon.window_start, plan.horizon.window_end
    contacts, hours = journal.contacts, (end - start) / HOUR
    away = contacts.returned.clip(start, end) - contacts.ended.clip(start, end)
    half_hours = slice(int(start // 1800), int(end // 1800))
    arrived = contacts.take((contacts.arrival >= start) & (contacts.arrival < end))
    legs = journal.legs.take((journal.legs.joined >= start) & (journal.legs.joined < end))
    waits = np.fmin(legs.started, legs.left) - legs.joined
    attempts, cases = len(arrived.attempt), np.count_nonzero(arrived.attempt == 0)
    served = ~np.isnan(arrived.answered)
    lost = ~served & np.isnan(arrived.returned)
    return {
        "attempts": (attempts, hours),
        "returns": (attempts - cases, hours),
        "attempts/case": (attempts, cases),
        "lost/case": (np.count_nonzero(lost), cases),
        "waits/case": (waits.sum() / HOUR, cases),
        "away": (np.nansum(away) / HOUR, hours),
        "busy": (journal.integrals.busy[:, half_hours].sum() / HOUR, hours),
        "delayed": (np.count_nonzero(legs.started != legs.joined), len(legs.case)),
        **dict(by_queue(plan, journal, legs)),
    }


def by_queue(plan: Plan, journal: Journal, legs: Legs) -> Iterator[tuple[str, tuple[float, float]]]:
    """The same for each queue, which has the name of its team and hours as the unit of time."""
    start, end = plan.horizon.window_start, plan.horizon.window_end
    hours, half_hours = (end - start) / HOUR, slice(int(start // 1800), int(end // 1800))
    for queue, (team, *_) in enumerate(plan.teams_of.tolist()):
        name, mine = plan.teams[team], legs.take(legs.queue == queue)
        waits = np.fmin(mine.started, mine.left) - mine.joined
        inside = journal.integrals.waiting[queue] + journal.integrals.in_hand[team]
        yield f"attempts/{name}", (len(waits), hours)
        yield f"delayed/{name}", (np.count_nonzero(waits), len(waits))
        yield f"wait/{name}", (waits.sum() / HOUR, len(waits))
        yield f"in_system/{name}", (inside[half_hours].sum() / HOUR, hours)
