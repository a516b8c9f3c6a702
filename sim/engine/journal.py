"""The record of what happened: one row per contact, one row per leg, and the engine's integrals.

Times are seconds from the start of the run on the 2^-20 s grid; a time that never came is NaN.
Codes index the names in the `Plan`.

**The schema is frozen**: names, order, kinds and codes are those of `SCHEMA`. What is added later
stands behind them, under a schema of the next number.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.columns import Columns

SCHEMA = "tierzero.journal/2"


class Ending(IntEnum):
    """How a contact ended, or where it was when the run did."""

    IN_TRIAGE = 0
    IN_BOT = 1
    WAITING = 2
    IN_SERVICE = 3
    AWAITING_CUSTOMER = 4
    BOT_RESOLVED = 5
    BOT_FALSELY_CLOSED = 6
    BOT_LEFT = 7
    PERSON_RESOLVED = 8
    PERSON_UNRESOLVED = 9
    ABANDONED = 10
    DISCONNECTED = 11
    LOST = 12
    BALKED = 13
    BLOCKED = 14
    AVERTED = 15
    PAUSED = 16
    """With an agent whose shift is over, until the next one."""

    @property
    def open(self) -> bool:
        """Whether the contact was still in the system."""
        return self in _OPEN

    @property
    def by_bot(self) -> bool:
        """Whether it ended in the bot's session."""
        return self is Ending.BOT_RESOLVED or self.unresolved_by_bot

    @property
    def unresolved_by_bot(self) -> bool:
        """Whether it ended in the bot's session with the case unsolved."""
        return self in (Ending.BOT_FALSELY_CLOSED, Ending.BOT_LEFT)

    @property
    def by_person(self) -> bool:
        """Whether a person's answer ended it."""
        return self in (Ending.PERSON_RESOLVED, Ending.PERSON_UNRESOLVED)

    @property
    def resolved(self) -> bool:
        """Whether the case is solved."""
        return self in (Ending.BOT_RESOLVED, Ending.PERSON_RESOLVED)

    @property
    def gave_up(self) -> bool:
        """Whether it ended while it waited for people."""
        return self in (Ending.ABANDONED, Ending.DISCONNECTED)

    @property
    def unserved(self) -> bool:
        """Whether nobody served it: it ended at the door to people, or waiting for them."""
        return self.turned_away or self.gave_up

    @property
    def turned_away(self) -> bool:
        """Whether it ended at the door to people."""
        return self in (Ending.LOST, Ending.BALKED, Ending.BLOCKED)

    @property
    def not_through(self) -> bool:
        """Whether the customer may redial: they wanted to reach people and did not."""
        return self.gave_up or self in (Ending.BALKED, Ending.BLOCKED)

    @property
    def may_come_again(self) -> bool:
        """Whether the case may bring another contact."""
        return self.not_through or self.unresolved_by_bot or self is Ending.PERSON_UNRESOLVED

    @classmethod
    def where(cls, belongs: "Callable[[Ending], bool]") -> "tuple[Ending, ...]":
        """Return the endings that belong to a group, such as `lambda ending: ending.by_bot`."""
        return tuple(filter(belongs, cls))


_OPEN = frozenset(
    {
        Ending.IN_TRIAGE,
        Ending.IN_BOT,
        Ending.WAITING,
        Ending.IN_SERVICE,
        Ending.AWAITING_CUSTOMER,
        Ending.PAUSED,
    }
)


class Outreach(IntEnum):
    """What came of a programme's outreach to the customer of a case."""

    NONE = 0
    IN_VAIN = 1
    AVERTED = 2
    MOVED = 3


class Role(IntEnum):
    """What a person's handling inside a contact was for."""

    ANSWER = 0
    MISROUTE = 1
    TIER2 = 2
    FORWARD1 = 3
    FORWARD2 = 4
    DISPATCH = 5
    TOUCH = 6
    REVIEW = 7
    FORWARD = 8
    """Forwards from the third on."""


FORWARDS = (Role.FORWARD1, Role.FORWARD2, Role.FORWARD)
"""Roles of legs to which a contact is forwarded."""
BESIDE = (Role.MISROUTE, Role.DISPATCH, Role.REVIEW)
"""Roles that are no answer: nothing speeds them up, and no after-call work follows."""


class Outcome(IntEnum):
    """How a leg ended."""

    OPEN = 0
    RESOLVED = 1
    UNRESOLVED = 2
    TRANSFERRED = 3
    ABANDONED = 4
    DISCONNECTED = 5
    SENT_TO_TIER2 = 6
    FORWARDED = 7
    DISPATCHED = 8
    AWAITS_REPLY = 9
    MOVED = 10
    SILENT = 11
    PAUSED = 12
    HANDED_OVER = 13
    PASSED = 14
    REJECTED = 15


BROKEN_OFF = (Outcome.PAUSED, Outcome.HANDED_OVER)
"""Outcomes of a talk that a shift's end breaks off: the leg goes on in the contact's next row."""


@dataclass(frozen=True)
class Contacts(Columns):
    """One row per contact, sorted by (case, attempt).

    Attributes
    ----------
    case
        Row of the admitted case table; cases are sorted by (time, cell, layer, ordinal).
    attempt
        0 for the case's first contact.
    cell, layer, day, ordinal
        The case's identity: cell number, layer, days since 1970-01-01, ordinal of the day.
    type, channel
        True inquiry type; channel.
    segment, customer
        The customer's segment, and their number in it; -1 where the scenario has no segments.
    urgency
        True urgency, 1..5.
    programme, outreach
        Index into `Plan.programmes` of the programme that reached the case, -1: none did; what came
        of it (`Outreach`).
    predicted_type, predicted_urgency
        Triage's; equal to the true ones without triage.
    arrival, triaged
        Arrival; end of triage (the arrival where there is none; NaN if it never ended).
    open
        Whether the channel's human side was open at arrival.
    asked
        Whether the customer had asked for a person when the policy was last asked; False without a
        bot session.
    bot_start, bot_reply, bot_end
        Bot session: start, first answer, end. NaN where there was none; `bot_reply` also where the
        session ended before its first turn did.
    turns
        Turns done in the bot session.
    actions, tokens_in, tokens_out
        What these turns used: the bot's actions, the tokens that it read and wrote.
    confidence
        Reported confidence as log-odds; NaN without a bot session.
    rule
        Index into `Plan.rules` of the rule that sent the contact from the bot to a person, or kept
        it from a bot whose sessions were all taken (`bot_full`); -1: none did.
    handled_on
        Channel by which people handle it: its own, or where it was diverted to.
    joined
        First joining of a human queue, a dispatcher's aside; NaN where it never did.
    answered, first_response_end
        Start and end of talk of the first `answer` leg, whatever breaks off in between.
    ended, ending
        When and how (`Ending`) the contact ended; NaN and an open code if it had not.
    returned
        Arrival of the case's next contact (also beyond the run's end); NaN where none follows.
    gave_up
        Whether the case would have come back but had used up its attempts.
    reviews, proposal
        Reviews of the session; what the bot wanted to do last that would close it, and a reviewer
        decided on: 1 would solve the case, 0 would not, -1 there was nothing.
    """

    case: Integers
    attempt: Integers
    cell: Integers
    layer: Integers
    day: Integers
    ordinal: Integers
    type: Integers
    channel: Integers
    segment: Integers
    customer: Integers
    urgency: Integers
    programme: Integers
    outreach: Integers
    predicted_type: Integers
    predicted_urgency: Integers
    arrival: Floats
    triaged: Floats
    open: Flags
    asked: Flags
    bot_start: Floats
    bot_reply: Floats
    bot_end: Floats
    turns: Integers
    actions: Integers
    tokens_in: Integers
    tokens_out: Integers
    confidence: Floats
    rule: Integers
    handled_on: Integers
    joined: Floats
    answered: Floats
    first_response_end: Floats
    ended: Floats
    ending: Integers
    returned: Floats
    gave_up: Flags
    reviews: Integers
    proposal: Integers


@dataclass(frozen=True)
class Legs(Columns):
    """One row per wait and the handling after it, sorted by (case, attempt, number).

    A leg whose talk a shift's end breaks off goes on in the next row: with the same agent, and no
    wait, or in its queue, where it does not run out of patience.

    Attributes
    ----------
    case, attempt, number
        Which contact, and which of its legs in the order of time, from 0.
    role
        The `Role`: what the handling was for.
    queue, channel
        Queue waited in and its channel.
    joined, since, patience
        Joining; start of the waiting age that scores use; seconds until the customer leaves,
        infinite where never.
    left
        When the wait ended without service (patience or closing); NaN otherwise. Who leaves
        without a sign (`SILENT`) keeps the place in line, until an agent or the closing finds out.
    started, talk_end, wrap_end
        Start of handling, end of talk, end of after-call work; NaN where the run ended before.
    team, agent
        Who handled it; -1: nobody.
    in_hand
        Contacts in the agent's hands when handling began, this one included; 0: nobody's.
    outcome
        `Outcome`.
    kind
        Inquiry type as which it is handled.
    """

    case: Integers
    attempt: Integers
    number: Integers
    role: Integers
    queue: Integers
    channel: Integers
    joined: Floats
    since: Floats
    patience: Floats
    left: Floats
    started: Floats
    talk_end: Floats
    wrap_end: Floats
    team: Integers
    agent: Integers
    in_hand: Integers
    outcome: Integers
    kind: Integers


class Activity(IntEnum):
    """What an agent's paid time is for."""

    WORK = 0
    BREAK = 1
    OFF_QUEUE = 2
    ABSENT = 3


@dataclass(frozen=True)
class Roster(Columns):
    """The agents' shifts cut into stretches of one activity, sorted by (team, agent, start).

    Attributes
    ----------
    team, agent
        Team number and agent number within the team.
    start, end
        The stretch, clipped to the run.
    activity
        `Activity` it is scheduled for; an absence is for the whole shift.
    factor
        The agent's own factor on handle times that begin in this stretch, or after it.
    """

    team: Integers
    agent: Integers
    start: Floats
    end: Floats
    activity: Integers
    factor: Floats

    def until(self, end: float) -> "Roster":
        """Return the stretches, or the parts of them, before `end`."""
        kept = self.take(self.start < end)
        return replace(kept, end=np.minimum(kept.end, end))

    @property
    def absent(self) -> Flags:
        """Whether the agent is away."""
        away: Flags = self.activity == Activity.ABSENT
        return away


@dataclass(frozen=True)
class Integrals:
    """Level x time, integrated by the engine itself as events happen, by half hour of the run.

    Attributes
    ----------
    waiting
        Contact-seconds in each queue, shape (queues, half hours).
    in_hand
        Contact-seconds in hand of each team (slots in use), shape (teams, half hours).
    busy
        Agent-seconds with at least one contact in hand, shape (teams, half hours).
    available
        Agent-seconds on duty with none in hand, shape (teams, half hours).
    bot
        Session-seconds of the bot, shape (half hours,).
    """

    waiting: Floats
    in_hand: Floats
    busy: Floats
    available: Floats
    bot: Floats


@dataclass(frozen=True)
class Journal:
    """Everything one replication of one plan left behind; it ended at `end`."""

    contacts: Contacts
    legs: Legs
    roster: Roster
    integrals: Integrals
    end: float
