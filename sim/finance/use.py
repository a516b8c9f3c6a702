"""How much of people and AI a played project used, month by month."""

from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats
from sim.engine.journal import Contacts, Ending, Journal
from sim.engine.plan.plan import Plan
from sim.measures.rows.clock import team_rows
from sim.measures.rows.edges import Edges
from sim.measures.rows.programmes import programme_rows


@dataclass(frozen=True)
class Use:
    """One replication of one desk over the months from the launch.

    Attributes
    ----------
    overtime, handled
        Hours worked outside shifts; hours of handling, shape (teams, months).
    conversations
        Contacts that the bot took, shape (months,).
    programmes, upsell
        What programmes cost and sell, shape (months,).
    flow
        Contacts by what became of them.
    """

    overtime: Floats
    handled: Floats
    conversations: Floats
    programmes: Floats
    upsell: Floats
    flow: "Flow"


@dataclass(frozen=True)
class Flow:
    """Numbers of contacts that arrived in the months of a project.

    Attributes
    ----------
    cases
        First contacts.
    resolved_by_bot
        First contacts that the bot truly resolved.
    falsely_closed
        Contacts that the bot closed without solving them.
    repeats
        Second and later contacts of a case.
    escalated
        Contacts that a rule sent from the bot to a person.
    """

    cases: int
    resolved_by_bot: int
    falsely_closed: int
    repeats: int
    escalated: int


def use_of(journal: Journal, plan: Plan, month_edges: Floats) -> Use:
    """Return what a journal used.

    Parameters
    ----------
    journal, plan
        What happened, under which plan.
    month_edges
        Ends of the months in seconds of the run, shape (months + 1,).
    """
    contacts = journal.contacts
    edges, teams = Edges(month_edges), len(plan.teams)
    rows = team_rows(journal, edges, rates=np.zeros(teams))
    arrived = (contacts.arrival >= month_edges[0]) & (contacts.arrival < month_edges[-1])
    arrived &= contacts.ending != Ending.AVERTED
    reached = programme_rows(contacts, plan, float(month_edges[0]), float(month_edges[-1]))
    cost, upsell = (
        np.histogram(reached.time, month_edges, weights=amounts)[0]
        for amounts in (reached.cost, reached.upsell)
    )
    return Use(
        overtime=rows.overtime.reshape(teams, -1),
        handled=rows.in_hand.reshape(teams, -1),
        conversations=edges.count(contacts.bot_start).astype(np.float64),
        programmes=cost,
        upsell=upsell,
        flow=_flow(contacts.taken_when_read(arrived)),
    )


def _flow(contacts: Contacts) -> Flow:
    first = contacts.attempt == 0
    resolved, closed = (
        contacts.ending == ending for ending in (Ending.BOT_RESOLVED, Ending.BOT_FALSELY_CLOSED)
    )
    escalated = (contacts.rule >= 0) & ~np.isnan(contacts.bot_start)
    counts = (first, first & resolved, closed, ~first, escalated)
    return Flow(*(int(np.count_nonzero(rows)) for rows in counts))
