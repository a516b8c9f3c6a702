"""Which tables KPIs add up in one replication."""

from dataclasses import dataclass

from sim.base.time import HOUR
from sim.engine.journal import Ending, Journal
from sim.engine.plan.plan import Plan
from sim.measures.rows.cases import CaseRows, case_rows, need_rows
from sim.measures.rows.clock import (
    ClockRows,
    QueueRows,
    TeamRows,
    clock_rows,
    queue_rows,
    team_rows,
    window_edges,
)
from sim.measures.rows.contacts import ContactRows, contact_rows, escalation_rows
from sim.measures.rows.labour import hourly_rates
from sim.measures.rows.programmes import ProgrammeRows, programme_rows
from sim.measures.rows.reviews import ReviewRows, review_rows
from sim.measures.rows.rows import Rows
from sim.measures.rows.service_limits import service_limits
from sim.measures.rows.waits import WaitRows, wait_rows
from sim.scenario.root import Scenario


@dataclass(frozen=True)
class Tables:
    """The measured part of one replication, table by table."""

    contacts: ContactRows
    escalations: Rows
    cases: CaseRows
    needs: Rows
    waits: WaitRows
    clock: ClockRows
    queues: QueueRows
    teams: TeamRows
    programmes: ProgrammeRows
    reviews: ReviewRows


def make_tables(journal: Journal, plan: Plan, scenario: Scenario) -> Tables:
    """Return the measured part of a journal: arrivals in the window, and the window's clock."""
    arrival, horizon = journal.contacts.arrival, plan.horizon
    start, end = horizon.window_start, horizon.window_end
    inside = (arrival >= start) & (arrival < end)
    measured = inside & (journal.contacts.ending != Ending.AVERTED)
    contacts = contact_rows(journal, plan, measured)
    edges = window_edges(horizon)
    rates, limits = hourly_rates(scenario), list(service_limits(scenario).values())
    teams = team_rows(journal, plan, edges, rates)
    return Tables(
        contacts=contacts,
        escalations=escalation_rows(contacts),
        cases=case_rows(journal, measured),
        needs=need_rows(journal, inside),
        waits=wait_rows(journal, plan, measured, limits),
        clock=clock_rows(journal, plan, scenario, edges, teams),
        queues=queue_rows(journal, plan, edges),
        teams=teams,
        programmes=programme_rows(journal.contacts, plan, start, end),
        reviews=review_rows(journal, plan, measured, rates),
    )


def members(tables: Tables, plan: Plan, scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Return the names of each breakdown's members, in the order of their codes.

    The breakdown by time, in seconds from the start, has members in day runs only.
    """
    ends = tables.clock.time + tables.clock.hours * HOUR
    times = ends if scenario.run.kind == "day" else ends[:0]
    return {
        "channel": plan.channels,
        "type": plan.types,
        "urgency": ("1", "2", "3", "4", "5"),
        "hours": ("inside", "outside"),
        "segment": plan.segments,
        "queue": plan.queues,
        "team": plan.teams,
        "rule": plan.policy.escalating,
        "programme": tuple(programme.name for programme in plan.own_programmes),
        "time": tuple(f"{time:.0f}" for time in times),
    }
