"""A contact and a leg while they happen: the rows of the journal before they are columns."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import isnan, nan
from operator import attrgetter
from typing import TypeVar

import numpy as np
from simpy import Event

from sim.engine.bound import Bound, Values
from sim.engine.columns import DTYPES, Columns
from sim.engine.journal import Contacts, Ending, Legs, Outcome, Role
from sim.engine.plan import Plan

NOBODY = -1

Table = TypeVar("Table", bound=Columns)


@dataclass(slots=True)
class ContactRecord:
    """A row of `Contacts` in the making; the columns are described there.

    `plan` is the one in force at its arrival, `values` what the draws have in store for it.
    """

    case: int
    attempt: int
    cell: int
    layer: int
    day: int
    ordinal: int
    type: int
    channel: int
    urgency: int
    predicted_type: int
    predicted_urgency: int
    arrival: float
    open: bool
    plan: Plan
    values: Values
    triaged: float = nan
    asked: bool = False
    bot_start: float = nan
    bot_reply: float = nan
    bot_end: float = nan
    turns: int = 0
    confidence: float = nan
    rule: int = -1
    joined: float = nan
    answered: float = nan
    first_response_end: float = nan
    ended: float = nan
    ending: Ending = Ending.IN_TRIAGE
    returned: float = nan
    gave_up: bool = False

    @property
    def escalated(self) -> bool:
        """Whether the bot took this contact and a rule sent it on to a person."""
        return self.rule >= 0

    @property
    def was_in_queue(self) -> bool:
        """Whether it has joined a human queue before."""
        return not isnan(self.joined)


@dataclass(slots=True)
class LegRecord:
    """A row of `Legs` in the making.

    Beside the columns: `base` and `ageing` make its score, `given` is the event it waits for, and
    `wrap` its after-call work in seconds.
    """

    case: int
    attempt: int
    role: Role
    queue: int
    channel: int
    joined: float
    since: float
    patience: float
    base: float
    ageing: float
    given: Event
    left: float = nan
    started: float = nan
    talk_end: float = nan
    wrap_end: float = nan
    wrap: float = 0.0
    team: int = NOBODY
    agent: int = NOBODY
    in_hand: int = 0
    outcome: Outcome = Outcome.OPEN


def open_contact(
    plan: Plan, bound: Bound, case: int, attempt: int, now: float, is_open: bool
) -> ContactRecord:
    """Return the first entries of a contact that arrives now."""
    cases, values = bound.cases, bound.values(case, attempt)
    return ContactRecord(
        case=case,
        attempt=attempt,
        cell=cases.cell[case],
        layer=cases.layer[case],
        day=cases.day[case],
        ordinal=cases.ordinal[case],
        type=cases.type[case],
        channel=cases.channel[case],
        urgency=cases.urgency[case],
        predicted_type=int(values.predicted_type),
        predicted_urgency=int(values.predicted_urgency),
        arrival=now,
        open=is_open,
        plan=plan,
        values=values,
    )


def contact_columns(records: Sequence[ContactRecord]) -> Contacts:
    """Return the records as columns, sorted by (case, attempt)."""
    ordered = sorted(records, key=attrgetter("case", "attempt"))
    return _columns(Contacts, ordered)


def leg_columns(records: Sequence[LegRecord]) -> Legs:
    """Return the records as columns, sorted by (case, attempt, role)."""
    ordered = sorted(records, key=attrgetter("case", "attempt", "role"))
    return _columns(Legs, ordered)


def _columns(table: type[Table], records: Sequence[object]) -> Table:
    columns = {}
    for field in fields(table):
        values = [getattr(record, field.name) for record in records]
        columns[field.name] = np.array(values, dtype=DTYPES[field.type])
    return table(**columns)
