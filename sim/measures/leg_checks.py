"""Checks of each leg: its wait, its handling, and what they make of the contact."""

import numpy as np

from sim.engine.columns import Codes
from sim.engine.journal import Contacts, Journal, Legs, Outcome, Role
from sim.engine.plan import Plan
from sim.measures.conservation import require
from sim.measures.contact_checks import inside
from sim.measures.rows import contact_of_legs, legs_in_time

TALKED = (Outcome.RESOLVED, Outcome.UNRESOLVED, Outcome.TRANSFERRED)
LEFT = (Outcome.ABANDONED, Outcome.DISCONNECTED)


def check_waits(legs: Legs, end: float) -> None:
    """Check that each wait ends in service, in time, or by leaving when patience says."""
    limit = legs.joined + legs.patience
    columns = ("joined", "patience", "left", "started", "outcome")
    leaves = np.isin(legs.outcome, LEFT)
    served = ~np.isnan(legs.started)
    left_or_served = (np.isnan(legs.left) != leaves) & ~(leaves & served)
    require("a wait ends in one way", legs, left_or_served, *columns)
    over = np.fmin(legs.started, legs.left)
    waited = np.isnan(over) | ((over >= legs.joined) & (over <= limit) & (over <= end))
    require("a wait ends after joining and before patience", legs, waited, *columns)
    abandoned = legs.outcome == Outcome.ABANDONED
    require("patience ends an abandoned wait", legs, ~abandoned | (legs.left == limit), *columns)
    require(
        "patience would have ended an open wait", legs, ~np.isnan(over) | (limit >= end), *columns
    )


def check_handling(legs: Legs, end: float) -> None:
    """Check that talk and after-call work follow the start, and have somebody who does them."""
    columns = ("started", "talk_end", "wrap_end", "outcome", "team", "agent")
    served, talked = ~np.isnan(legs.started), ~np.isnan(legs.talk_end)
    require("what is handled has an agent", legs, served == (legs.team >= 0), *columns)
    require("an agent has a team", legs, served == (legs.agent >= 0), *columns)
    require(
        "an outcome comes with the talk's end",
        legs,
        talked == np.isin(legs.outcome, TALKED),
        *columns,
    )
    talk = ~talked | ((legs.talk_end >= legs.started) & (legs.talk_end <= end))
    wrap = np.isnan(legs.wrap_end) | ((legs.wrap_end >= legs.talk_end) & (legs.wrap_end <= end))
    require("handling is in order", legs, talk & wrap, *columns)


def check_disconnections(journal: Journal, plan: Plan) -> None:
    """Check that who is disconnected waited on a closed channel, and at which instants."""
    legs = journal.legs.take(journal.legs.outcome == Outcome.DISCONNECTED)
    happens = legs.left == legs.joined
    happens |= np.isin(legs.left, journal.roster.end)
    for channel, spans in enumerate(plan.opening):
        rows = legs.channel == channel
        happens[rows] |= np.isin(legs.left[rows], spans[:, 1])
        happens[rows] &= ~inside(spans, legs.left[rows])
    require("a closing disconnects", legs, happens, "joined", "left", "channel")


def check_routes(journal: Journal, plan: Plan) -> None:
    """Check that each leg belongs to a contact and waits in a queue that its team serves."""
    legs, contacts, row = journal.legs, journal.contacts, contact_of_legs(journal)
    known = row.clip(max=len(contacts) - 1)
    exists = (contacts.case[known] == legs.case) & (contacts.attempt[known] == legs.attempt)
    require("a leg belongs to a contact", legs, exists, "role")
    of = contacts.take(row)
    require("a leg keeps the channel", legs, legs.channel == of.channel, "channel")
    predicted, true = _queues(of, plan)
    queue = np.where(legs.role == Role.MISROUTE, predicted, true)
    require("a leg waits in its queue", legs, legs.queue == queue, "role", "queue", expected=queue)
    serves = np.array(
        [[queue in crew.weights for queue in range(len(plan.queues))] for crew in plan.crews]
    )
    served = (legs.team < 0) | serves[legs.team, legs.queue]
    require("a team serves the queue", legs, served, "queue", "team")


def check_joinings(journal: Journal, plan: Plan) -> None:
    """Check that each leg joins its queue, and begins its waiting age, when it should."""
    legs, row = legs_in_time(journal)
    of = journal.contacts.take(row)
    predicted, true = _queues(of, plan)
    first = np.diff(row, prepend=-1) > 0
    misrouted = first & (predicted != true)
    require("a misroute comes first", legs, misrouted == (legs.role == Role.MISROUTE), "role")
    passed_on = np.where(legs.outcome == Outcome.TRANSFERRED, legs.talk_end, np.nan)
    joined = np.where(first, of.joined, np.append(np.nan, passed_on)[:-1])
    require("a leg joins when it should", legs, legs.joined == joined, "joined", expected=joined)
    aged = (legs.since == legs.joined) | ((of.rule >= 0) & (legs.since == of.bot_start))
    require("a wait's age begins when it should", legs, aged, "joined", "since")


def _queues(contacts: Contacts, plan: Plan) -> tuple[Codes, Codes]:
    """Return the queues of the predicted and of the true type."""
    kinds = (contacts.predicted_type, contacts.type)
    predicted, true = (plan.queue_of[kind, contacts.channel] for kind in kinds)
    return predicted, true
