"""Which contacts and escalations are measured: those that arrived in the window."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.base.time import WEEK
from sim.engine.journal import Contacts, Ending, Legs, Outcome, Role
from sim.measures.rows.agents import ends_in_overtime
from sim.measures.rows.business import Opening, is_open_at, seconds_before
from sim.measures.rows.rows import Rows, goes_on, is_one_of
from sim.measures.rows.window import Window

CONTACT_BREAKDOWNS = ("channel", "type", "urgency", "hours", "segment")
"""Breakdowns of everything that is counted by contact or case."""

RETURN_WINDOW = WEEK
"""A repeat contact arrives within this time of the end of the one before."""

ENDED_IN_BOT = Ending.where(lambda ending: ending.by_bot)
ENDED_BY_PERSON = Ending.where(lambda ending: ending.by_person)
GAVE_UP = Ending.where(lambda ending: ending.gave_up)
PASSED_ON = (Outcome.TRANSFERRED, Outcome.FORWARDED, Outcome.SENT_TO_TIER2)
LAST_WORD = (Outcome.RESOLVED, Outcome.UNRESOLVED)
NO_HANDLING = (Role.DISPATCH, Role.REVIEW)
RESOLVED = Ending.where(lambda ending: ending.resolved)
OPEN = Ending.where(lambda ending: ending.open)


@dataclass(frozen=True, eq=False)
class ContactRows(Rows):
    """One row per measured contact.

    Attributes
    ----------
    window
        The measured part of the journal.
    opening
        Opening hours by channel: the business clock.
    """

    window: Window
    opening: tuple[Opening, ...]

    @property
    def contacts(self) -> Contacts:
        """The measured part of the journal's contacts."""
        return self.window.contacts

    @cached_property
    def live(self) -> Flags:
        """Whether the customer waits on the line."""
        return self.window.plan.live.take(self.contacts.handled_on)

    @cached_property
    def handlings(self) -> Integers:
        """Legs that a person began, except a dispatcher's and those whose customer had gone."""
        return self._number_of_legs(self._begun)

    @cached_property
    def misroutes(self) -> Integers:
        """How many of these were at the wrong team."""
        return self._number_of_legs(self._begun & (self._legs.role == Role.MISROUTE))

    @cached_property
    def transfers(self) -> Integers:
        """How many legs were passed on."""
        return self._number_of_legs(is_one_of(PASSED_ON, self._legs.outcome))

    @cached_property
    def silent(self) -> Flags:
        """Whether the customer left a line without a sign."""
        return self._number_of_legs(self._legs.outcome == Outcome.SILENT) > 0

    @cached_property
    def overtime(self) -> Flags:
        """Whether a person's last word on it came after the shift."""
        last = np.flatnonzero(is_one_of(LAST_WORD, self._legs.outcome))
        late = np.zeros(len(self), np.bool_)
        talked = self._legs.taken_when_read(last)
        late[self.window.contact_of_legs[last]] = ends_in_overtime(
            self.window.journal.roster, talked
        )
        return late

    @cached_property
    def first(self) -> Flags:
        """Whether it is its case's first contact."""
        first: Flags = self.contacts.attempt == 0
        return first

    @cached_property
    def taken(self) -> Flags:
        """Whether the bot took it."""
        return ~np.isnan(self.contacts.bot_start)

    @cached_property
    def escalated(self) -> Flags:
        """Whether a rule sent it from the bot to a person."""
        return (self.contacts.rule >= 0) & self.taken

    @cached_property
    def found_bot_full(self) -> Flags:
        """Whether it was offered the bot when all sessions were taken."""
        rules = self.window.plan.rules
        full = np.array([name == "bot_full" for name in rules] + [False])  # -1 is no rule.
        return full.take(self.contacts.rule) & ~self.taken

    @cached_property
    def closed_by_bot(self) -> Flags:
        """Whether the bot closed it, rightly or wrongly."""
        return self.ended_as(Ending.BOT_RESOLVED, Ending.BOT_FALSELY_CLOSED)

    @cached_property
    def is_open(self) -> Flags:
        """Whether it was still in the system at the run's end."""
        return self.ended_as(*OPEN)

    @cached_property
    def offered_to_people(self) -> Flags:
        """Whether it joined a human queue, or left before a dispatcher was there."""
        gave_up = self.ended_as(*GAVE_UP)
        offered: Flags = ~np.isnan(self.contacts.joined) | gave_up
        return offered

    @cached_property
    def response_by_person(self) -> Floats:
        """Instant of the first human response: live its start, deferred its end; NaN without."""
        return np.where(self.live, self.contacts.answered, self.contacts.first_response_end)

    @cached_property
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

    @cached_property
    def settled(self) -> Flags:
        """Whether it ended early enough for a return within the window to be seen."""
        return self.contacts.ended <= self.window.plan.horizon.end - RETURN_WINDOW

    @cached_property
    def came_back(self) -> Flags:
        """Whether the case's next contact arrives within the window."""
        return self.contacts.returned - self.contacts.ended <= RETURN_WINDOW

    def ended_as(self, *endings: Ending) -> Flags:
        """Return whether it ended in one of these ways."""
        return is_one_of(endings, self.contacts.ending)

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
            passed = self._opened_before(instant) - self._opened_before_arrival
        else:
            passed = instant - self.contacts.arrival
        return np.where(np.isnan(passed) & owed, np.inf, passed)

    @cached_property
    def _opened_before_arrival(self) -> Floats:
        return self._opened_before(self.contacts.arrival)

    def _opened_before(self, instant: Floats) -> Floats:
        return seconds_before(self.opening, self.contacts.channel, instant)

    @property
    def _legs(self) -> Legs:
        return self.window.legs

    @cached_property
    def _begun(self) -> Flags:
        """Whether each leg is a handling that a person began."""
        legs = self._legs
        silent: Flags = legs.outcome == Outcome.SILENT
        begun = ~np.isnan(legs.started) & ~silent
        return begun & ~is_one_of(NO_HANDLING, legs.role) & ~goes_on(legs)

    def _number_of_legs(self, counted: Flags) -> Integers:
        numbers: Integers = np.bincount(self.window.contact_of_legs[counted], minlength=len(self))
        return numbers


def contact_rows(window: Window, opening: tuple[Opening, ...]) -> ContactRows:
    """Return the measured contacts of a journal, for which channels are open at these hours."""
    contacts = window.contacts
    return ContactRows(contacts.arrival, breakdowns(contacts), window, opening)


def escalation_rows(contacts: ContactRows) -> Rows:
    """Return one row per measured contact that was escalated, with a breakdown by rule."""
    rows = np.flatnonzero(contacts.escalated)
    codes = {name: column.take(rows) for name, column in contacts.codes.items()}
    rule = contacts.contacts.rule.take(rows)
    return Rows(contacts.time.take(rows), {**codes, "rule": rule})


def breakdowns(contacts: Contacts) -> Mapping[str, Integers]:
    """Return the member of each breakdown to which each contact belongs."""
    outside = (~contacts.open).astype(np.int64)
    codes = (contacts.channel, contacts.type, contacts.urgency - 1, outside, contacts.segment)
    return dict(zip(CONTACT_BREAKDOWNS, codes, strict=True))
