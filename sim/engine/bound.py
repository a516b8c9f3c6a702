"""What an engine plays: the cases, what each contact has in store, and the roster."""

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
    solve_turn, claim_turn, ask_turn, leave_turn
        The turn that would solve, claim falsely, make the customer ask for a person (0: at once) or
        leave; infinite: never.
    turn_time, first_reply
        Seconds of each turn; seconds to the bot's first answer.
    confidence
        Reported confidence as log-odds; NaN without a bot.
    patience, misroute_patience
        Seconds until the customer leaves the line of an answer, of a misrouted leg.
    answer, after_call, misroute
        Base seconds of the answer, of after-call work with a law of its own, of a misrouted leg.
    solved
        Whether a person's answer solves the case.
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
    solve_turn: float
    claim_turn: float
    ask_turn: float
    leave_turn: float
    turn_time: float
    first_reply: float
    confidence: float
    patience: float
    misroute_patience: float
    answer: float
    after_call: float
    misroute: float
    solved: float
    back_after_bot: float
    back_after_person: float
    return_delay: float
    balks: float
    redials: float
    redial_delay: float


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
    urgency: list[int]


@dataclass(frozen=True)
class Bound:
    """Everything an engine plays: cases, the values of each attempt, and the roster.

    Attributes
    ----------
    cases
        The admitted cases.
    attempts
        For each attempt the values of all cases, shape (cases, fields of `Values`).
    roster
        Shifts and absences.
    agents
        How many agents each team has.
    agent_factors
        By team and agent: their own factor on handle times.
    before
        What contacts that arrive before the launch have in store; None: the same as later ones.
    """

    cases: Cases
    attempts: tuple[NDArray[np.float64], ...]
    roster: Roster
    agents: list[int]
    agent_factors: list[list[float]]
    before: "Bound | None" = None

    def values(self, case: int, attempt: int) -> Values:
        """Return what a contact has in store."""
        return Values._make(self.attempts[attempt][case].tolist())
