"""What an engine plays: the cases, what each contact has in store, and the roster."""

from dataclasses import dataclass
from typing import NamedTuple

from sim.base.arrays import Floats, Integers
from sim.engine.columns import Columns
from sim.engine.journal import Roster


class ContactValues(NamedTuple):
    """What one contact has in store.

    Attributes
    ----------
    predicted_type, predicted_urgency
        What triage takes the contact for.
    triage
        Seconds of triage.
    offered
        Whether the contact may be offered the bot, if there is one.
    solve_turn, claim_turn, ask_turn, leave_turn
        The turn that would solve, claim falsely, make the customer ask for a person (0: at once) or
        leave; infinite: never.
    turn_time, first_reply
        Seconds of each turn; seconds to the bot's first answer.
    confidence
        Reported confidence as log-odds; NaN without a bot.
    at_risk
        (1 - reported confidence) x what the customer is worth per month; NaN without a bot.
    least_wait
        Announced wait in seconds above which the customer takes the bot at the door.
    watched
        Whether a reviewer watches the session.
    rejects_claim, rejects_solution
        Whether the reviewer would reject a false closing; a true solution.
    touches
        Answers that it takes, with the customer's replies between them.
    forwards
        How often it is forwarded, to the types of its forward legs.
    tier2
        Whether the answer, the last one of a forwarded contact, is sent on to tier 2.
    solved
        Whether people solve the case.
    silent
        Whether the customer leaves a line without a sign.
    back_after_bot, back_after_person
        Whether the customer would come back after an unresolved end.
    return_delay
        Seconds until then.
    balks
        Whether the customer would hang up at once rather than wait.
    redials, redial_delay
        Whether they would try again after not getting through; seconds until then.
    """

    predicted_type: float
    predicted_urgency: float
    triage: float
    offered: float
    solve_turn: float
    claim_turn: float
    ask_turn: float
    leave_turn: float
    turn_time: float
    first_reply: float
    confidence: float
    at_risk: float
    least_wait: float
    watched: float
    rejects_claim: float
    rejects_solution: float
    touches: float
    forwards: float
    tier2: float
    solved: float
    silent: float
    back_after_bot: float
    back_after_person: float
    return_delay: float
    balks: float
    redials: float
    redial_delay: float


class LegValues(NamedTuple):
    """What one leg of a contact has in store.

    Attributes
    ----------
    handle, after_call
        Base seconds of the handling, and of after-call work with a law of its own.
    patience
        Seconds until the customer leaves the line; infinite: never.
    reply
        Seconds from the answer before it to the customer's reply, of a touch after the first.
    kind
        Inquiry type as which it is handled.
    assign
        Uniform by which an agent is chosen where all are alike.
    """

    handle: float
    after_call: float
    patience: float
    reply: float
    kind: float
    assign: float


@dataclass(frozen=True)
class Cases(Columns):
    """The admitted cases, sorted by (arrival, cell, layer, ordinal).

    Every column has the shape (cases,); `journal.Contacts` explains each.
    """

    arrival: Floats
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


class LegBlock(NamedTuple):
    """The rows of a `LegTable` that belong to one leg of one attempt.

    Attributes
    ----------
    attempt
        The attempt.
    part
        Which of a contact's legs it is.
    elsewhere
        1 for the leg on the channel to which its contact is diverted, else 0.
    first, last
        Its rows are [first, last), by ascending case.
    """

    attempt: int
    part: int
    elsewhere: int
    first: int
    last: int


@dataclass(frozen=True)
class LegTable:
    """What legs have in store, of the contacts that can come to them.

    Attributes
    ----------
    blocks
        One `LegBlock` per row, in ascending order, shape (blocks, fields of `LegBlock`).
    case
        Case of each row, shape (rows,).
    values
        The fields of `LegValues`, then the base seconds of the handling under each law of handle
        times that teams have of their own; shape (rows, fields + laws).
    """

    blocks: Integers
    case: Integers
    values: Floats

    def rows(self, attempt: int, part: int, *, elsewhere: bool = False) -> slice:
        """Return the rows of one leg of one attempt.

        Raises
        ------
        KeyError
            When no contact can come to it.
        """
        key = (attempt, part, int(elsewhere))
        for block in map(LegBlock._make, self.blocks.tolist()):
            if block[:3] == key:
                return slice(block.first, block.last)
        raise KeyError(key)


@dataclass(frozen=True)
class ContactTable:
    """What contacts have in store, attempt by attempt, of the cases that can come to it.

    A case can come to an attempt if its draws in the attempt before it let it: if it would come
    back unresolved, or try again after not getting through.

    Attributes
    ----------
    starts
        Rows [starts[a], starts[a + 1]) are those of attempt a, shape (attempts + 1,).
    case
        Case of each row, ascending in each attempt, shape (rows,).
    values
        The fields of `ContactValues`, shape (rows, fields).
    """

    starts: Integers
    case: Integers
    values: Floats

    @property
    def attempts(self) -> int:
        """How many contacts a case can have."""
        return len(self.starts) - 1

    def of(self, attempt: int) -> Floats:
        """Return the values of an attempt's contacts, shape (rows, fields)."""
        return self.values[self.starts[attempt] : self.starts[attempt + 1]]

    def row(self, case: int, attempt: int) -> int:
        """Return the row of a contact.

        Raises
        ------
        KeyError
            When the case cannot come to the attempt.
        """
        if attempt < self.attempts:
            first, last = self.starts[attempt : attempt + 2].tolist()
            row: int = first + int(self.case[first:last].searchsorted(case))
            if row < last and self.case[row] == case:
                return row
        raise KeyError((case, attempt))


@dataclass(frozen=True)
class Bound:
    """Everything an engine plays: cases, the values of their contacts and legs, and the roster.

    Attributes
    ----------
    cases
        The admitted cases.
    contacts
        What contacts have in store.
    legs
        What legs have in store.
    roster
        Shifts and absences, up to a week after the run's end.
    agents
        How many agents each team has, shape (teams,).
    before
        What contacts that arrive before the launch have in store; None: the same as later ones.
    """

    cases: Cases
    contacts: ContactTable
    legs: LegTable
    roster: Roster
    agents: Integers
    before: "Bound | None" = None
