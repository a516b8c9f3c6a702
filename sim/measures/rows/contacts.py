"""Which contacts and escalations are measured: those that arrived in the window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.base.time import WEEK
from sim.engine.journal import Contacts, Ending, Journal, Outcome, Role
from sim.engine.plan.plan import Plan
from sim.measures.rows.agents import ends_in_overtime
from sim.measures.rows.business import business_seconds, is_open_at
from sim.measures.rows.rows import Rows, contact_of_legs, goes_on

RETURN_WINDOW = WEEK
"""A repeat contact arrives within this time of the end of the one before."""

ENDED_IN_BOT = Ending.where(lambda ending: ending.by_bot)
ENDED_BY_PERSON = Ending.where(lambda ending: ending.by_person)
GAVE_UP = Ending.where(lambda ending: ending.gave_up)
PASSED_ON = (Outcome.TRANSFERRED, Outcome.FORWARDED, Outcome.SENT_TO_TIER2)
RESOLVED = Ending.where(lambda ending: ending.resolved)
OPEN = Ending.where(lambda ending: ending.open)


@dataclass(frozen=True)
class ContactRows(Rows):
    """One row per measured contact.

    Attributes
    ----------
    contacts
        The measured part of the journal's contacts.
    live
        Whether the customer waits on the line.
    handlings, misroutes, transfers
        Legs that a person began, except a dispatcher's and those whose customer had gone; how many
        of them were at the wrong team; how many legs were passed on.
    silent
        Whether the customer left a line without a sign.
    overtime
        Whether a person's last word on it came after the shift.
    opening
        Opening times by channel: the business clock.
    run_end
        When the run-out ends.
    full_rules
        Numbers of the rule by which contacts go to people since all sessions are taken.
    """

    contacts: Contacts
    live: Flags
    handlings: Integers
    misroutes: Integers
    transfers: Integers
    silent: Flags
    overtime: Flags
    opening: Sequence[Floats]
    run_end: float
    full_rules: tuple[int, ...]

    @property
    def first(self) -> Flags:
        """Whether it is its case's first contact."""
        first: Flags = self.contacts.attempt == 0
        return first

    @property
    def taken(self) -> Flags:
        """Whether the bot took it."""
        return ~np.isnan(self.contacts.bot_start)

    @property
    def escalated(self) -> Flags:
        """Whether a rule sent it from the bot to a person."""
        return (self.contacts.rule >= 0) & self.taken

    @property
    def found_bot_full(self) -> Flags:
        """Whether it was offered the bot when all sessions were taken."""
        return np.isin(self.contacts.rule, self.full_rules) & ~self.taken

    @property
    def chose_person(self) -> Flags:
        """Whether it was offered the bot, and the customer chose to wait for people."""
        return (self.contacts.rule >= 0) & ~self.taken & ~self.found_bot_full

    @property
    def closed_by_bot(self) -> Flags:
        """Whether the bot closed it, rightly or wrongly."""
        return self.ended_as(Ending.BOT_RESOLVED, Ending.BOT_FALSELY_CLOSED)

    @property
    def is_open(self) -> Flags:
        """Whether it was still in the system at the run's end."""
        return self.ended_as(*OPEN)

    @property
    def offered_to_people(self) -> Flags:
        """Whether it joined a human queue, or left before a dispatcher was there."""
        gave_up = self.ended_as(*GAVE_UP)
        offered: Flags = ~np.isnan(self.contacts.joined) | gave_up
        return offered

    @property
    def response_by_person(self) -> Floats:
        """Instant of the first human response: live its start, deferred its end; NaN without."""
        return np.where(self.live, self.contacts.answered, self.contacts.first_response_end)

    @property
    def response(self) -> Floats:
        """Instant of the first response by anyone; NaN without one."""
        return np.fmin(self.contacts.bot_reply, self.response_by_person)

    @property
    def responded(self) -> Flags:
        """Whether the bot or a person answered it."""
        return ~np.isnan(self.response)

    @property
    def answered_after_hours(self) -> Flags:
        """Whether the first human response came outside its channel's opening hours."""
        channel, instant = self.contacts.channel, self.response_by_person
        return ~np.isnan(instant) & ~is_open_at(self.opening, channel, instant)

    @property
    def settled(self) -> Flags:
        """Whether it ended early enough for a return within the window to be seen."""
        return self.contacts.ended <= self.run_end - RETURN_WINDOW

    @property
    def came_back(self) -> Flags:
        """Whether the case's next contact arrives within the window."""
        return self.contacts.returned - self.contacts.ended <= RETURN_WINDOW

    def ended_as(self, *endings: Ending) -> Flags:
        """Return whether it ended in one of these ways."""
        return np.isin(self.contacts.ending, endings)

    def seconds_to(self, instant: Floats, owed: Flags, *, business: bool = False) -> Floats:
        """Return seconds from arrival to an instant.

        Parameters
        ----------
        instant
            Instants in seconds of the run, NaN where there is none.
        owed
            Whether a contact without an instant is still owed one: the result is then infinite.
        business
            Whether only the channel's opening hours count.
        """
        if business:
            channel, arrival = self.contacts.channel, self.contacts.arrival
            passed = business_seconds(self.opening, channel, arrival, instant)
        else:
            passed = instant - self.contacts.arrival
        return np.where(np.isnan(passed) & owed, np.inf, passed)


def contact_rows(journal: Journal, plan: Plan, measured: Flags) -> ContactRows:
    """Return the measured contacts of a journal.

    Parameters
    ----------
    journal, plan
        What happened, under which plan.
    measured
        Whether each contact of the journal is measured.
    """
    contacts = journal.contacts.take(measured)
    legs, row = journal.legs, contact_of_legs(journal)
    gone = legs.outcome == Outcome.SILENT
    started = ~np.isnan(legs.started) & ~gone & ~np.isin(legs.role, (Role.DISPATCH, Role.REVIEW))
    started &= ~goes_on(legs)
    misrouted, passed_on = legs.role == Role.MISROUTE, np.isin(legs.outcome, PASSED_ON)
    handlings, misroutes, transfers, silent = (
        np.bincount(row[mask], minlength=len(measured))[measured]
        for mask in (started, started & misrouted, passed_on, gone)
    )
    talked = legs.take(np.isin(legs.outcome, (Outcome.RESOLVED, Outcome.UNRESOLVED)))
    late = np.zeros(len(measured), np.bool_)
    late[contact_of_legs(replace(journal, legs=talked))] = ends_in_overtime(journal.roster, talked)
    return ContactRows(
        time=contacts.arrival,
        codes=breakdowns(contacts),
        contacts=contacts,
        live=plan.live[contacts.handled_on],
        handlings=handlings,
        misroutes=misroutes,
        transfers=transfers,
        silent=silent > 0,
        overtime=late[measured],
        opening=plan.opening,
        run_end=plan.horizon.end,
        full_rules=tuple(n for n, name in enumerate(plan.rules) if name == "bot_full"),
    )


def escalation_rows(contacts: ContactRows) -> Rows:
    """Return one row per measured contact that was escalated, with a breakdown by rule."""
    rows = np.flatnonzero(contacts.escalated)
    codes = {name: column[rows] for name, column in contacts.codes.items()}
    return Rows(contacts.time[rows], {**codes, "rule": contacts.contacts.rule[rows]})


def breakdowns(contacts: Contacts) -> Mapping[str, Integers]:
    """Return the member of each breakdown to which each contact belongs."""
    return {
        "channel": contacts.channel,
        "type": contacts.type,
        "urgency": contacts.urgency - 1,
        "hours": (~contacts.open).astype(np.int64),
        "segment": contacts.segment,
    }
