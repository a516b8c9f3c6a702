"""Whether reviews of the bot add up: each belongs to a session, and decides what becomes of it."""

from dataclasses import replace

import numpy as np

from sim.engine.journal import Ending, Journal, Outcome, Role
from sim.engine.plan.plan import Plan
from sim.measures.checks.conservation import require
from sim.measures.checks.contacts import numbers_of
from sim.measures.rows.rows import contact_of_legs, numbered

DECIDED = (Outcome.PASSED, Outcome.REJECTED)


def without_reviews(journal: Journal) -> Journal:
    """Return a journal with the legs by which people handle contacts, numbered among themselves."""
    legs = journal.legs.take(journal.legs.role != Role.REVIEW)
    if len(legs) == len(journal.legs):
        return journal
    return replace(journal, legs=replace(legs, number=numbered(legs)))


def check_reviews(journal: Journal, plan: Plan) -> None:
    """Check that reviews happen in sessions, in their queue, and that a rejected one escalates."""
    is_review = journal.legs.role == Role.REVIEW
    legs, row = journal.legs.take(is_review), contact_of_legs(journal)[is_review]
    contacts = journal.contacts
    of = contacts.take(row)
    until = np.where(np.isnan(of.bot_end), journal.end, of.bot_end)
    over = np.where(np.isnan(legs.talk_end), legs.joined, legs.talk_end)
    inside = (legs.joined >= of.bot_start) & (over <= until)
    require("a review is part of a session", legs, inside, "joined", "talk_end")
    queue = plan.review_of[legs.channel]
    require("a review waits in its queue", legs, legs.queue == queue, "queue", expected=queue)
    decided = np.isnan(legs.talk_end) | np.isin(legs.outcome, DECIDED)
    require("a review lets pass or rejects", legs, decided, "talk_end", "outcome")
    done = np.bincount(row[np.isin(legs.outcome, DECIDED)], minlength=len(contacts))
    by_people = (plan.before or plan).review.by_people and plan.review.by_people
    counted = (contacts.reviews == done) if by_people else (contacts.reviews >= done)
    require("reviews are counted", contacts, counted, "reviews", counted=done)
    rejected = np.isin(contacts.rule, numbers_of("rejected", plan))
    had = ~rejected | (contacts.proposal >= 0)
    require("who is rejected had a proposal", contacts, had, "rule", "proposal")
    decided_on = contacts.proposal >= 0
    closed = np.isin(contacts.ending, (Ending.BOT_RESOLVED, Ending.BOT_FALSELY_CLOSED))
    solves = contacts.ending == Ending.BOT_RESOLVED
    as_proposed = ~(decided_on & closed) | (solves == (contacts.proposal == 1))
    require("what closes is what was proposed", contacts, as_proposed, "ending", "proposal")
