"""What an engine plays: the cases, what each contact has in store, and the roster."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.journal import Roster


class Values(NamedTuple):
    """What one contact has in store.

    Attributes
    ----------
    predicted_type, predicted_urgency
        Triage's.
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
        (1 - reported confidence) x what the customer is worth a month; NaN without a bot.
    touches
        Answers that it takes, with the customer's replies between them.
    second_type, third_type
        Types to whose queues it is forwarded, one after the other; -1: it is not.
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
    touches: float
    second_type: float
    third_type: float
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
    """

    handle: float
    after_call: float
    patience: float
    reply: float


Part = tuple[int, bool]
"""Which leg: the code of its role (that of `TOUCH` and on for the second, third ... answer), and
whether on the channel to which its contact is diverted."""


class LegTable(NamedTuple):
    """What one leg has in store, of the contacts that can come to it.

    Attributes
    ----------
    cases
        Their cases, ascending, shape (rows,).
    values
        Shape (rows, fields of `LegValues`).
    """

    cases: NDArray[np.int64]
    values: NDArray[np.float64]

    def of(self, case: int) -> LegValues:
        """Return the values of a case that has a row."""
        return LegValues._make(self.values[self.cases.searchsorted(case)].tolist())


@dataclass(frozen=True)
class Cases:
    """The admitted cases, sorted by (arrival, cell, layer, ordinal), as plain lists of columns."""

    arrival: list[float]
    cell: list[int]
    layer: list[int]
    day: list[int]
    ordinal: list[int]
    type: list[int]
    channel: list[int]
    segment: list[int]
    customer: list[int]
    urgency: list[int]
    programme: list[int]
    outreach: list[int]


@dataclass(frozen=True)
class Bound:
    """Everything an engine plays: cases, the values of each attempt, and the roster.

    Attributes
    ----------
    cases
        The admitted cases.
    attempts
        For each attempt the values of all cases, shape (cases, fields of `Values`).
    legs
        For each attempt the values of legs by `Part`.
    roster
        Shifts and absences.
    agents
        How many agents each team has.
    before
        What contacts that arrive before the launch have in store; None: the same as later ones.
    """

    cases: Cases
    attempts: tuple[NDArray[np.float64], ...]
    legs: tuple[Mapping[Part, LegTable], ...]
    roster: Roster
    agents: list[int]
    before: "Bound | None" = None

    def values(self, case: int, attempt: int) -> Values:
        """Return what a contact has in store."""
        return Values._make(self.attempts[attempt][case].tolist())

    def leg_values(self, case: int, attempt: int, part: Part) -> LegValues:
        """Return what a leg of a contact has in store."""
        return self.legs[attempt][part].of(case)
