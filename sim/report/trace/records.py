"""One case's contacts and legs, taken from the columns of a journal.

`sim.engine.journal` says what each field means.
"""

from typing import Any, cast

from typing_extensions import TypedDict

from sim.engine.columns import Columns
from sim.engine.journal import Journal


class ContactRecord(TypedDict):
    """The fields of a contact that its journey is told from."""

    attempt: int
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
    triaged: float
    open: bool
    bot_start: float
    bot_reply: float
    bot_end: float
    turns: int
    confidence: float
    rule: int
    handled_on: int
    ended: float
    ending: int
    returned: float
    gave_up: bool


class LegRecord(TypedDict):
    """The fields of a leg that its journey is told from."""

    attempt: int
    role: int
    queue: int
    joined: float
    patience: float
    left: float
    started: float
    talk_end: float
    wrap_end: float
    team: int
    agent: int
    in_hand: int
    outcome: int


def contacts_of(journal: Journal, case: int) -> list[ContactRecord]:
    """Return a case's contacts in order; none where the journal has no such case."""
    contacts = journal.contacts
    return cast(list[ContactRecord], _records(contacts.take(contacts.case == case)))


def legs_of(journal: Journal, case: int, attempt: int) -> list[LegRecord]:
    """Return the legs of one of a case's contacts, in order."""
    legs = journal.legs
    own = (legs.case == case) & (legs.attempt == attempt)
    return cast(list[LegRecord], _records(legs.take(own)))


def _records(table: Columns) -> list[dict[str, Any]]:
    columns = (column.tolist() for column in table.columns)
    return [dict(zip(vars(table), values, strict=True)) for values in zip(*columns, strict=True)]
