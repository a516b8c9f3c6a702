"""Whether legs follow each other as they should: which queue, which team, and when."""

import numpy as np

from sim.base.arrays import Flags, Integers
from sim.engine.journal import FORWARDS, Contacts, Journal, Legs, Outcome, Role
from sim.engine.plan.plan import Plan
from sim.measures.checks.conservation import require
from sim.measures.rows.contacts import PASSED_ON
from sim.measures.rows.rows import contact_of_legs, goes_on

ANYTHING = -1
"""The expected queue of a leg whose type is not in the journal."""

FOLLOWS = {
    Outcome.TRANSFERRED: (Role.ANSWER,),
    Outcome.FORWARDED: FORWARDS,
    Outcome.SENT_TO_TIER2: (Role.TIER2,),
    Outcome.AWAITS_REPLY: (Role.TOUCH,),
    Outcome.DISPATCHED: (Role.ANSWER, Role.MISROUTE),
    Outcome.MOVED: tuple(Role),
}
"""Roles that come after a leg, by its outcome; after any other none does."""
FIRST = (Role.ANSWER, Role.MISROUTE, Role.DISPATCH, *FORWARDS)


def check_owners(journal: Journal) -> None:
    """Check that each leg, reviews included, belongs to a contact."""
    legs, contacts, row = journal.legs, journal.contacts, contact_of_legs(journal)
    exists = row < len(contacts)
    found = contacts.take(row[exists])
    exists[exists] = (found.case == legs.case[exists]) & (found.attempt == legs.attempt[exists])
    require("a leg belongs to a contact", legs, exists, "role")


def check_routes(journal: Journal, plan: Plan) -> None:
    """Check that each leg waits on its contact's channel, in a queue that is its own."""
    legs, contacts, row = journal.legs, journal.contacts, contact_of_legs(journal)
    diverted = np.zeros(len(contacts), np.bool_)
    for arm in (plan, plan.before or plan):
        target = np.array([channel.target for channel in arm.channel_plans])
        diverted |= contacts.handled_on == target[contacts.channel]
    own = contacts.handled_on == contacts.channel
    require("a contact goes on by its target", contacts, own | diverted, "channel", "handled_on")
    contact = contacts.take(row)
    channel = np.where(
        _before_moving(legs, row, len(contacts)), contact.channel, contact.handled_on
    )
    require("a leg keeps the channel", legs, legs.channel == channel, "channel", expected=channel)
    queue = _queue(legs, contact, plan)
    right = np.where(queue == ANYTHING, _may_wait_in(legs, plan), legs.queue == queue)
    require("a leg waits in its queue", legs, right, "role", "queue", expected=queue)


def check_teams(legs: Legs, plan: Plan) -> None:
    """Check that each leg's team serves its queue, or helps with it when it does."""
    since = np.where(plan.team_plan.serves, 0.0, plan.team_plan.helps_after)
    served = (legs.team < 0) | (legs.started >= legs.joined + since[legs.team, legs.queue])
    # Who helped goes on with what the shift's end has paused.
    served |= goes_on(legs) & (legs.since == legs.joined)
    require("a team serves the queue", legs, served, "queue", "team", "joined", "started")


def check_joinings(journal: Journal, plan: Plan) -> None:
    """Check that each leg joins its queue, and begins its waiting age, when it should."""
    legs, row = journal.legs, contact_of_legs(journal)
    contact = journal.contacts.take(row)
    first = legs.number == 0
    previous = Legs(*(np.roll(column, 1) for column in legs.columns))
    fits = np.where(first, np.isin(legs.role, FIRST), _follows(previous, legs))
    require("legs come in their order", legs, fits, "number", "role")
    predicted, true = (
        plan.queue_of[types, legs.channel] for types in (contact.predicted_type, contact.type)
    )
    begins = (first & (legs.role != Role.DISPATCH)) | (
        ~first & (previous.outcome == Outcome.DISPATCHED)
    )
    # Who tries again as forwarded goes to where the last contact was.
    misrouted = begins & (predicted != true) & ~np.isin(legs.role, FORWARDS)
    wrong = legs.role == Role.MISROUTE
    moved = ~first & (previous.outcome == Outcome.MOVED)
    require("a misroute comes first", legs, moved | (misrouted == wrong), "role")
    joined = np.where(begins, contact.joined, contact.arrival)
    passed_on = ~first & np.isin(previous.outcome, PASSED_ON)
    joined = np.where(passed_on, previous.talk_end, joined)
    joined = np.where(moved, previous.left, joined)
    replied = ~first & (previous.outcome == Outcome.AWAITS_REPLY)
    when = np.where(replied, legs.joined >= previous.talk_end, legs.joined == joined)
    require("a leg joins when it should", legs, when, "joined", expected=joined)
    aged = (legs.since == legs.joined) | ((contact.rule >= 0) & (legs.since == contact.bot_start))
    require("a wait's age begins when it should", legs, aged, "joined", "since")


def _follows(previous: Legs, legs: Legs) -> Flags:
    """Return whether each leg's role may come after the leg before it."""
    fits = np.zeros(len(legs), np.bool_)
    for outcome, roles in FOLLOWS.items():
        fits |= (previous.outcome == outcome) & np.isin(legs.role, roles)
    stays: Flags = (previous.outcome != Outcome.MOVED) | (previous.role == legs.role)
    return fits & stays


def _before_moving(legs: Legs, row: Integers, contacts: int) -> Flags:
    """Return whether each leg comes before its contact moved to another channel."""
    moving = np.full(contacts, -1)
    moved = legs.outcome == Outcome.MOVED
    moving[row[moved]] = legs.number[moved]
    earlier: Flags = legs.number <= moving[row]
    return earlier


def _queue(legs: Legs, contact: Contacts, plan: Plan) -> Integers:
    """Return the queue in which each leg must wait, or `ANYTHING`."""
    queue = np.full(len(legs), ANYTHING)
    own = np.isin(legs.role, (Role.ANSWER, Role.TOUCH))
    queue[own] = plan.queue_of[contact.type[own], legs.channel[own]]
    wrong = legs.role == Role.MISROUTE
    queue[wrong] = plan.queue_of[contact.predicted_type[wrong], legs.channel[wrong]]
    return queue


def _may_wait_in(legs: Legs, plan: Plan) -> Flags:
    """Return whether a leg's queue is one of its role and channel."""
    of_role = {
        **dict.fromkeys(FORWARDS, plan.queue_of),
        Role.TIER2: plan.tier2_of,
        Role.DISPATCH: plan.dispatch_of[None, :],
    }
    may = np.zeros(len(legs), np.bool_)
    for role, queues in of_role.items():
        rows = np.flatnonzero(legs.role == role)
        may[rows] = (queues[:, legs.channel[rows]] == legs.queue[rows]).any(axis=0)
    return may
