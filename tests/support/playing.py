"""Scenarios played through the public functions, each journal checked."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from sim.engine import Bound, Journal, Plan, bind, make_plan, play
from sim.engine.bind.admitted import admit
from sim.engine.bind.cases import CaseBinder
from sim.engine.bind.contact_rows import ContactRows
from sim.engine.bind.leg_table import leg_table
from sim.engine.bound import ContactValues, LegValues
from sim.engine.columns import Columns
from sim.engine.journal import Role
from sim.engine.parts import part_of
from sim.measures.sample import measure
from sim.measures.summary import Summary, summarise
from sim.scenario.root import Scenario
from sim.workload import Workload, generate
from sim.workload.candidates.multiplier import largest_multiplier
from support.audits import check_by_both


def workload_of(scenario: Scenario, replication: int = 0) -> Workload:
    """One replication's workload, up to the scenario's own volume."""
    run = scenario.run
    layers = largest_multiplier(scenario)
    return generate(scenario, run.seed, replication, run.horizon(), layers)


def bound_of(scenario: Scenario, replication: int = 0) -> Bound:
    """What one replication has in store under the scenario."""
    return bind(scenario, workload_of(scenario, replication))


def bound_again(scenario: Scenario, replication: int = 0) -> Bound:
    """The same, as if every case came to every attempt: what later ones would have in store."""
    workload = workload_of(scenario, replication)
    binder = CaseBinder(scenario, workload, admit(scenario, workload))
    every = np.arange(binder.count)
    rows, numbers = ContactRows(len(every)), range(binder.most_attempts)
    attempts = [binder.attempt(number, every, rows) for number in numbers]
    return replace(
        bind(scenario, workload),
        contacts=rows.table(),
        legs=leg_table([[some.legs for some in attempt] for attempt in attempts]),
    )


def values_of(bound: Bound, attempt: int = 0) -> dict[str, np.ndarray]:
    """The values of the contacts number so-and-so, by field; whose they are, `whose` says."""
    return dict(zip(ContactValues._fields, bound.contacts.of(attempt).T, strict=True))


def whose(bound: Bound, attempt: int) -> np.ndarray:
    """The cases that can come to an attempt."""
    starts = bound.contacts.starts
    return bound.contacts.case[starts[attempt] : starts[attempt + 1]]


def legs_of(bound: Bound, role: Role = Role.ANSWER, attempt: int = 0) -> dict[str, np.ndarray]:
    """The values of the legs in a role, by field: of all cases that can come to it."""
    rows = bound.legs.rows(attempt, part_of(role))
    return dict(zip(LegValues._fields, bound.legs.values[rows].T, strict=True))


def play_out(scenario: Scenario, replication: int = 0) -> tuple[Plan, Journal]:
    """One replication's journal."""
    plan = make_plan(scenario)
    journal = play(plan, bound_of(scenario, replication))
    check_by_both(journal, plan)
    return plan, journal


def journals(scenario: Scenario) -> Iterator[tuple[Plan, Journal]]:
    """The journals of all replications."""
    for replication in range(scenario.run.replications):
        yield play_out(scenario, replication)


def estimate(scenario: Scenario) -> Summary:
    """What all replications say together."""
    samples = [measure(journal, plan, scenario) for plan, journal in journals(scenario)]
    return summarise(samples, scenario.targets)


def z_of_share(hits: np.ndarray, share: float) -> float:
    """How many standard errors the share of hits is from what it should be."""
    return (hits.mean() - share) / np.sqrt(share * (1 - share) / len(hits))


def row_of(table: Columns, **key: int) -> dict[str, Any]:
    """The one row of a journal's table with this key, by column."""
    rows = np.logical_and.reduce([getattr(table, name) == code for name, code in key.items()])
    assert np.count_nonzero(rows) == 1
    return {name: column[rows][0].item() for name, column in vars(table).items()}
