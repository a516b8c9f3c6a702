"""A contact and a leg while they happen: what the journal will say, before it is columns."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import isnan, nan
from operator import attrgetter
from typing import TypeVar

import numpy as np
from simpy import Event

from sim.engine.bound import ContactValues, LegValues
from sim.engine.columns import DTYPES, Columns
from sim.engine.journal import Contacts, Ending, Legs, Outcome, Role
from sim.engine.simpy_model.desk_plan import DeskPlan
from sim.engine.simpy_model.store import Store

NOBODY = -1
NOTHING = -1
"""No proposal has been put to a reviewer."""

Table = TypeVar("Table", bound=Columns)


@dataclass(slots=True)
class ContactRecord:
    """A contact of `Contacts` in the making; the columns are described there.

    `plan` and `store` are those in force at its arrival, `values` what the draws have in store for
    it, `legs` counts its legs, `review_legs` those of
    reviews among them, `on_line` says whether it waits for people or is in their hands, and
    `held` is the leg whose agent has not let go of it yet; `part` is the leg that it came to last,
    and `begins` the forward with which it begins, None for one that begins at the door.
    """

    case: int
    attempt: int
    cell: int
    layer: int
    day: int
    ordinal: int
    type: int
    channel: int
    segment: int
    customer: int
    urgency: int
    programme: int
    outreach: int
    predicted_type: int
    predicted_urgency: int
    arrival: float
    open: bool
    handled_on: int
    plan: DeskPlan
    store: Store
    values: ContactValues
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
    legs: int = 0
    on_line: bool = False
    held: "LegRecord | None" = None
    reviews: int = 0
    review_legs: int = 0
    proposal: int = NOTHING
    begins: int | None = None
    part: int = 0

    @property
    def escalated(self) -> bool:
        """Whether the bot took this contact and a rule sent it on to a person."""
        return self.rule >= 0 and not isnan(self.bot_start)

    @property
    def actions(self) -> int:
        """Actions of the session's turns."""
        return self.turns * self.plan.usage.actions

    @property
    def tokens_in(self) -> int:
        """Tokens that the bot read in the session's turns."""
        return self.plan.usage.tokens_in(self.turns)

    @property
    def tokens_out(self) -> int:
        """Tokens that the bot wrote in the session's turns."""
        return self.turns * self.plan.usage.answer


@dataclass(slots=True)
class LegRecord:
    """A leg of `Legs` in the making.

    Beside the columns: `values` is what it has in store and `kind` the inquiry type as which it is
    handled, `part` tells the legs of a contact apart within an instant, `base` and `ageing` make
    its score, `over` is the event that ends its wait, `helpers` are the teams that help with it,
    and `talk` and `wrap` are its talk and its after-call work in seconds. `to_do` is the share of
    the leg's talk that earlier rows have left for this one; `due` is when a talk would end that a
    shift's end may break off, and `talk_over` the event that ends it.
    """

    case: int
    attempt: int
    number: int
    role: Role
    kind: int
    part: int
    values: LegValues
    queue: int
    channel: int
    joined: float
    since: float
    patience: float
    base: float
    ageing: float
    over: Event
    left: float = nan
    started: float = nan
    talk_end: float = nan
    wrap_end: float = nan
    talk: float = 0.0
    wrap: float = 0.0
    to_do: float = 1.0
    due: float = nan
    talk_over: Event | None = None
    team: int = NOBODY
    agent: int = NOBODY
    in_hand: int = 0
    outcome: Outcome = Outcome.OPEN
    helpers: tuple[int, ...] = ()


def open_contact(
    plan: DeskPlan, store: Store, case: int, attempt: int, now: float, is_open: bool
) -> ContactRecord:
    """Return the first entries of a contact that arrives now."""
    values, channel = store.contact(case, attempt), store.case("channel", case)
    return ContactRecord(
        case=case,
        attempt=attempt,
        cell=store.case("cell", case),
        layer=store.case("layer", case),
        day=store.case("day", case),
        ordinal=store.case("ordinal", case),
        type=store.case("type", case),
        channel=channel,
        segment=store.case("segment", case),
        customer=store.case("customer", case),
        urgency=store.case("urgency", case),
        programme=store.case("programme", case),
        outreach=store.case("outreach", case),
        predicted_type=int(values.predicted_type),
        predicted_urgency=int(values.predicted_urgency),
        arrival=now,
        open=is_open,
        handled_on=channel,
        plan=plan,
        store=store,
        values=values,
    )


def contact_columns(records: Sequence[ContactRecord]) -> Contacts:
    """Return the records as columns, sorted by (case, attempt)."""
    ordered = sorted(records, key=attrgetter("case", "attempt"))
    return _columns(Contacts, ordered)


def leg_columns(records: Sequence[LegRecord]) -> Legs:
    """Return the records as columns, sorted by (case, attempt, number)."""
    ordered = sorted(records, key=attrgetter("case", "attempt", "number"))
    return _columns(Legs, ordered)


def _columns(table: type[Table], records: Sequence[object]) -> Table:
    columns = {}
    for column in fields(table):
        values = list(map(attrgetter(column.name), records))
        columns[column.name] = np.array(values, dtype=DTYPES[column.type])
    return table(**columns)
