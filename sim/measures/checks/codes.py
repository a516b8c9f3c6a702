"""Whether codes and keys are sound: everything in range, sorted and unique."""

import numpy as np

from sim.engine.columns import Columns
from sim.engine.journal import Activity, Contacts, Ending, Journal, Legs, Outcome, Outreach, Role
from sim.engine.plan.plan import Plan
from sim.measures.checks.conservation import require

CodeRanges = dict[str, tuple[int, int]]
"""Lowest code of a column, and the first above the highest."""

NO_LIMIT = 2**62
IDENTITY = ("cell", "layer", "day", "ordinal")
REACHED = ("programme", "outreach")


def check_codes(journal: Journal, plan: Plan) -> None:
    """Check that every code of the journal means something."""
    types, channels, teams = len(plan.types), len(plan.channels), len(plan.teams)
    first_day = plan.horizon.first_ordinal
    arms = (plan, plan.before or plan)
    contacts: CodeRanges = {
        "attempt": (0, max(arm.max_attempts for arm in arms)),
        "cell": (0, types * channels),
        "layer": (0, NO_LIMIT),
        "day": (first_day, first_day + plan.horizon.days),
        "ordinal": (0, NO_LIMIT),
        "type": (0, types),
        "channel": (0, channels),
        "segment": (-1, len(plan.segments)),
        "urgency": (1, 6),
        "programme": (-1, len(plan.programmes)),
        "outreach": (0, len(Outreach)),
        "predicted_type": (0, types),
        "predicted_urgency": (1, 6),
        "turns": (0, max(arm.turn_limit for arm in arms) + 1),
        "rule": (-1, len(plan.rules)),
        "handled_on": (0, channels),
        "ending": (0, len(Ending)),
    }
    legs: CodeRanges = {
        "role": (0, len(Role)),
        "queue": (0, len(plan.queues)),
        "channel": (0, channels),
        "team": (-1, teams),
        "agent": (-1, NO_LIMIT),
        "outcome": (0, len(Outcome)),
    }
    _check_ranges(journal.contacts, contacts)
    _check_customers(journal.contacts, plan)
    _check_ranges(journal.legs, legs)
    roster: CodeRanges = {
        "team": (0, teams),
        "agent": (0, NO_LIMIT),
        "activity": (0, len(Activity)),
    }
    _check_ranges(journal.roster, roster)


def check_keys(contacts: Contacts, legs: Legs) -> None:
    """Check that contacts and legs are sorted and unique, and that a case stays what it is."""
    rows = np.arange(len(contacts))
    first = contacts.attempt == 0
    begins = np.maximum.accumulate(np.where(first, rows, 0))
    numbered = (contacts.case == np.cumsum(first) - 1) & (contacts.attempt == rows - begins)
    require("contacts are sorted by case and attempt", contacts, numbered)
    arrivals = contacts.arrival[first]
    in_order = np.diff(arrivals, prepend=0.0) >= 0
    require("cases are sorted by arrival", contacts.take(first), in_order, "arrival")
    for name in (*IDENTITY, "type", "channel", "segment", "customer", "urgency", *REACHED):
        column = getattr(contacts, name)
        require("a case stays what it is", contacts, column == column[begins], name)
    _check_identities(contacts.take(first))
    contact = legs.case * (contacts.attempt.max(initial=0) + 1) + legs.attempt
    same = np.diff(contact, prepend=-1) == 0
    previous = np.concatenate([[-1], legs.number[:-1]])[: len(legs)]
    counted = legs.number == np.where(same, previous + 1, 0)
    in_order = (np.diff(contact, prepend=-1) >= 0) & counted
    require("legs are sorted by case, attempt and number", legs, in_order, "number")


def _check_ranges(table: Columns, ranges: CodeRanges) -> None:
    for name, (low, beyond) in ranges.items():
        column = getattr(table, name)
        require("codes are in range", table, (column >= low) & (column < beyond), name)


def _check_customers(contacts: Contacts, plan: Plan) -> None:
    # Code -1, of a desk without segments, is the last place.
    beyond = np.array([*plan.customers, 0])[contacts.segment]
    lowest = -1 if not plan.segments else 0
    known = (contacts.customer >= lowest) & (contacts.customer < beyond)
    known &= contacts.segment >= lowest
    require("a customer is one of the segment's", contacts, known, "segment", "customer")


def _check_identities(cases: Contacts) -> None:
    columns = np.array([getattr(cases, name) for name in IDENTITY])
    order = np.lexsort(columns)
    repeated = (np.diff(columns[:, order], axis=1) == 0).all(axis=0)
    fresh = np.ones(len(cases), np.bool_)
    fresh[order[1:]] = ~repeated
    require("no two cases are the same", cases, fresh, *IDENTITY)
