"""Whether contacts end as they should: each by its legs, and all of them in balance."""

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.journal import (
    BROKEN_OFF,
    FORWARDS,
    Contacts,
    Ending,
    Journal,
    Legs,
    Outcome,
    Outreach,
    Role,
)
from sim.measures.checks.conservation import ConservationError, require, same
from sim.measures.rows.rows import contact_of_legs

NO_LEG = -1
IMPOSSIBLE = -1

TURNED_AWAY = Ending.where(lambda ending: ending.turned_away)
"""How a contact ends at the door to people, before it joins a queue."""
ENDING_OF = {
    Outcome.RESOLVED: Ending.PERSON_RESOLVED,
    Outcome.UNRESOLVED: Ending.PERSON_UNRESOLVED,
    Outcome.TRANSFERRED: IMPOSSIBLE,
    Outcome.FORWARDED: IMPOSSIBLE,
    Outcome.SENT_TO_TIER2: IMPOSSIBLE,
    Outcome.MOVED: IMPOSSIBLE,
    Outcome.AWAITS_REPLY: Ending.AWAITING_CUSTOMER,
    Outcome.ABANDONED: Ending.ABANDONED,
    Outcome.SILENT: Ending.ABANDONED,
    Outcome.DISCONNECTED: Ending.DISCONNECTED,
    Outcome.PAUSED: Ending.PAUSED,
}
"""How a contact ends by the outcome of its last leg."""


def check_answers(journal: Journal, whole: Journal) -> None:
    """Check that a contact joins with its first leg and is answered by its answering leg.

    Parameters
    ----------
    journal, whole
        What happened, row by row, and with one row a leg.
    """
    contacts, legs, row = journal.contacts, journal.legs, contact_of_legs(journal)
    joined, answered, talked = (np.full(len(contacts), np.nan) for _ in range(3))
    # Backwards, so that of several legs of a contact the first is written last.
    to_handle = np.flatnonzero(legs.role != Role.DISPATCH)[::-1]
    joined[row[to_handle]] = legs.joined[to_handle]
    begun, done = (_answers(each.legs)[::-1] for each in (journal, whole))
    begun = begun[~np.isnan(legs.started[begun])]
    answered[row[begun]] = legs.started[begun]
    ends = ~np.isnan(whole.legs.talk_end) & ~np.isin(whole.legs.outcome, BROKEN_OFF)
    done = done[ends[done]]
    talked[contact_of_legs(whole)[done]] = whole.legs.talk_end[done]
    expected = {"joined": joined, "answered": answered, "first_response_end": talked}
    for name, times in expected.items():
        agrees = same(getattr(contacts, name), times)
        require("a contact agrees with its legs", contacts, agrees, name, expected=times)


def check_endings(journal: Journal) -> None:
    """Check how and when each contact ended against its session and its last leg."""
    contacts, legs, row = journal.contacts, journal.legs, contact_of_legs(journal)
    last = np.full(len(contacts), NO_LEG)
    # After the dispatcher, on whichever channel, it goes on as if it had not been with anybody.
    moved = (legs.outcome == Outcome.MOVED) & (legs.role == Role.DISPATCH)
    deciding = np.flatnonzero(~moved & (legs.outcome != Outcome.DISPATCHED))
    last[row[deciding]] = deciding
    ending, ended = _expected(contacts, legs, last)
    how, when = contacts.ending == ending, same(contacts.ended, ended)
    require("a contact ends as it went", contacts, how, "ending", expected=ending)
    require("a contact ends when it went", contacts, when, "ended", expected=ended)


def check_balance(journal: Journal) -> None:
    """Check that the contacts offered are those that ended in some way and those still there."""
    contacts, legs = journal.contacts, journal.legs
    in_bot = ~np.isnan(contacts.bot_start)
    finished = ~np.isnan(contacts.bot_end)
    there = legs.outcome != Outcome.SILENT
    started, talked = ~np.isnan(legs.started), ~np.isnan(legs.talk_end)
    averted = contacts.ending == Ending.AVERTED
    before_people = np.isnan(contacts.triaged) & ~averted
    before_people[contact_of_legs(journal)] = False
    counts = {
        "offered": ~averted,
        "in triage": before_people,
        "in the bot": in_bot & ~finished,
        "ended in the bot": finished & (contacts.rule < 0),
        "waiting": there & ~started & np.isnan(legs.left),
        "in service": there & started & ~talked,
        "awaiting the customer": legs.outcome == Outcome.AWAITS_REPLY,
        "paused": legs.outcome == Outcome.PAUSED,
        "ended by a person": np.isin(legs.outcome, (Outcome.RESOLVED, Outcome.UNRESOLVED)),
        "abandoned": np.isin(legs.outcome, (Outcome.ABANDONED, Outcome.SILENT)),
        "disconnected": legs.outcome == Outcome.DISCONNECTED,
        "lost": contacts.ending == Ending.LOST,
        "balked": contacts.ending == Ending.BALKED,
        "blocked": contacts.ending == Ending.BLOCKED,
    }
    sums = {name: int(np.sum(rows)) for name, rows in counts.items()}
    # Every reply of a customer is a further touch.
    sums["awaiting the customer"] -= int(np.sum(legs.role == Role.TOUCH))
    if 2 * sums["offered"] != sum(sums.values()):
        raise ConservationError("offered = ended + in the system", None, sums)


def _expected(contacts: Contacts, legs: Legs, last: Integers) -> tuple[Integers, Floats]:
    """Return how and when each contact ended by its session and its last leg."""
    in_bot = ~np.isnan(contacts.bot_start)
    ending = np.where(np.isin(contacts.ending, TURNED_AWAY), contacts.ending, int(Ending.LOST))
    ended = np.where(in_bot, contacts.bot_end, contacts.triaged)
    closed = in_bot & (contacts.rule < 0)
    ending[closed] = contacts.ending[closed]
    ending[in_bot & np.isnan(contacts.bot_end)] = Ending.IN_BOT
    ending[np.isnan(contacts.triaged)] = Ending.IN_TRIAGE
    averted = contacts.outreach == Outreach.AVERTED
    ending[averted], ended[averted] = Ending.AVERTED, contacts.arrival[averted]
    by_people = last != NO_LEG
    final = legs.take(last[by_people])
    ending[by_people] = _leg_ending(final)
    ended[by_people] = _leg_end(final)
    return ending, ended


def _leg_end(legs: Legs) -> Floats:
    """Return when a contact ended by its last leg; the silent leave when patience ends."""
    end = np.fmin(legs.left, legs.talk_end)
    end = np.where(legs.outcome == Outcome.SILENT, legs.joined + legs.patience, end)
    goes_on = np.isin(legs.outcome, (Outcome.AWAITS_REPLY, Outcome.PAUSED))
    return np.where(goes_on, np.nan, end)


def _leg_ending(legs: Legs) -> Integers:
    waiting = np.isnan(legs.started)
    ending = np.where(waiting, int(Ending.WAITING), int(Ending.IN_SERVICE))
    for outcome, how in ENDING_OF.items():
        ending[legs.outcome == outcome] = how
    return ending


def _answers(legs: Legs) -> Integers:
    """Return the rows that are answers; of a contact that begins on a forward, that forward is."""
    first = legs.number == 0
    before = np.roll(legs.outcome, 1)
    begins = first | ((legs.number == 1) & (before == Outcome.MOVED))
    answers: Flags = (legs.role == Role.ANSWER) | (begins & np.isin(legs.role, FORWARDS))
    return np.flatnonzero(answers & (legs.outcome != Outcome.SILENT))
