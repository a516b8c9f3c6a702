"""Checks of how contacts end: what the rows say, and the balance of all of them."""

import numpy as np

from sim.engine.columns import Codes, Times
from sim.engine.journal import Contacts, Ending, Journal, Legs, Outcome, Role
from sim.measures.conservation import ConservationError, require, same
from sim.measures.rows import legs_in_time

NO_LEG = -1
IMPOSSIBLE = -1

TURNED_AWAY = (Ending.LOST, Ending.BALKED, Ending.BLOCKED)
"""How a contact ends at the door to people, before it joins a queue."""
ENDING_OF = {
    Outcome.RESOLVED: Ending.PERSON_RESOLVED,
    Outcome.UNRESOLVED: Ending.PERSON_UNRESOLVED,
    Outcome.TRANSFERRED: IMPOSSIBLE,
    Outcome.ABANDONED: Ending.ABANDONED,
    Outcome.DISCONNECTED: Ending.DISCONNECTED,
}
"""How a contact ends by the outcome of its last leg."""


def check_answers(journal: Journal) -> None:
    """Check that a contact joins with its first leg and is answered by its answering leg."""
    contacts = journal.contacts
    legs, row = legs_in_time(journal)
    joined, answered, talked = (np.full(len(contacts), np.nan) for _ in range(3))
    # Backwards, so that of several legs of a contact the first is written last.
    joined[row[::-1]] = legs.joined[::-1]
    answers = legs.role == Role.ANSWER
    answered[row[answers]] = legs.started[answers]
    talked[row[answers]] = legs.talk_end[answers]
    expected = {"joined": joined, "answered": answered, "first_response_end": talked}
    for name, times in expected.items():
        agrees = same(getattr(contacts, name), times)
        require("a contact agrees with its legs", contacts, agrees, name, expected=times)


def check_endings(journal: Journal) -> None:
    """Check how and when each contact ended against its session and its last leg."""
    contacts = journal.contacts
    legs, row = legs_in_time(journal)
    last = np.full(len(contacts), NO_LEG)
    last[row] = np.arange(len(legs))
    ending, ended = _expected(contacts, legs, last)
    how, when = contacts.ending == ending, same(contacts.ended, ended)
    require("a contact ends as it went", contacts, how, "ending", expected=ending)
    require("a contact ends when it went", contacts, when, "ended", expected=ended)


def check_balance(journal: Journal) -> None:
    """Check that the contacts offered are those that ended in some way and those still there."""
    contacts, legs = journal.contacts, journal.legs
    in_bot = ~np.isnan(contacts.bot_start)
    finished = ~np.isnan(contacts.bot_end)
    waiting = np.isnan(legs.started) & np.isnan(legs.left)
    counts = {
        "offered": np.ones(len(contacts)),
        "in triage": np.isnan(contacts.triaged),
        "in the bot": in_bot & ~finished,
        "ended in the bot": finished & (contacts.rule < 0),
        "waiting": waiting,
        "in service": np.isnan(legs.talk_end) & ~np.isnan(legs.started),
        "ended by a person": np.isin(legs.outcome, (Outcome.RESOLVED, Outcome.UNRESOLVED)),
        "abandoned": legs.outcome == Outcome.ABANDONED,
        "disconnected": legs.outcome == Outcome.DISCONNECTED,
        "lost": contacts.ending == Ending.LOST,
        "balked": contacts.ending == Ending.BALKED,
        "blocked": contacts.ending == Ending.BLOCKED,
    }
    sums = {name: int(np.sum(rows)) for name, rows in counts.items()}
    if 2 * sums["offered"] != sum(sums.values()):
        raise ConservationError("offered = ended + in the system", None, sums)


def _expected(contacts: Contacts, legs: Legs, last: Codes) -> tuple[Codes, Times]:
    """Return how and when each contact ended by its session and its last leg."""
    in_bot = ~np.isnan(contacts.bot_start)
    ending = np.where(np.isin(contacts.ending, TURNED_AWAY), contacts.ending, int(Ending.LOST))
    ended = np.where(in_bot, contacts.bot_end, contacts.triaged)
    closed = in_bot & (contacts.rule < 0)
    ending[closed] = contacts.ending[closed]
    ending[in_bot & np.isnan(contacts.bot_end)] = Ending.IN_BOT
    ending[np.isnan(contacts.triaged)] = Ending.IN_TRIAGE
    by_people = last != NO_LEG
    final = legs.take(last[by_people])
    ending[by_people] = _leg_ending(final)
    ended[by_people] = np.fmin(final.left, final.talk_end)
    return ending, ended


def _leg_ending(legs: Legs) -> Codes:
    waiting = np.isnan(legs.started)
    ending = np.where(waiting, int(Ending.WAITING), int(Ending.IN_SERVICE))
    for outcome, how in ENDING_OF.items():
        ending[legs.outcome == outcome] = how
    return ending
