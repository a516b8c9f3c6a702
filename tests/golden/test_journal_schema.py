"""The journal's schema is frozen: what reads a journal of `tierzero.journal/2` may rely on this."""

from dataclasses import fields
from enum import IntEnum

import pytest

from sim.engine.columns import DTYPES, Columns
from sim.engine.journal import (
    SCHEMA,
    Activity,
    Contacts,
    Ending,
    Integrals,
    Legs,
    Outcome,
    Outreach,
    Role,
    Roster,
)

TABLES: dict[type[Columns], dict[str, str]] = {
    Contacts: {
        "case": "code",
        "attempt": "code",
        "cell": "code",
        "layer": "code",
        "day": "code",
        "ordinal": "code",
        "type": "code",
        "channel": "code",
        "segment": "code",
        "customer": "code",
        "urgency": "code",
        "programme": "code",
        "outreach": "code",
        "predicted_type": "code",
        "predicted_urgency": "code",
        "arrival": "time",
        "triaged": "time",
        "open": "flag",
        "asked": "flag",
        "bot_start": "time",
        "bot_reply": "time",
        "bot_end": "time",
        "turns": "code",
        "actions": "code",
        "tokens_in": "code",
        "tokens_out": "code",
        "confidence": "time",
        "rule": "code",
        "handled_on": "code",
        "joined": "time",
        "answered": "time",
        "first_response_end": "time",
        "ended": "time",
        "ending": "code",
        "returned": "time",
        "gave_up": "flag",
        "reviews": "code",
        "proposal": "code",
    },
    Legs: {
        "case": "code",
        "attempt": "code",
        "number": "code",
        "role": "code",
        "queue": "code",
        "channel": "code",
        "joined": "time",
        "since": "time",
        "patience": "time",
        "left": "time",
        "started": "time",
        "talk_end": "time",
        "wrap_end": "time",
        "team": "code",
        "agent": "code",
        "in_hand": "code",
        "outcome": "code",
        "kind": "code",
    },
    Roster: {
        "team": "code",
        "agent": "code",
        "start": "time",
        "end": "time",
        "activity": "code",
        "factor": "time",
    },
}

CODES: dict[type[IntEnum], str] = {
    Ending: (
        "in_triage in_bot waiting in_service awaiting_customer bot_resolved "
        "bot_falsely_closed bot_left person_resolved person_unresolved abandoned "
        "disconnected lost balked blocked averted paused"
    ),
    Outreach: "none in_vain averted moved",
    Role: "answer misroute tier2 forward1 forward2 dispatch touch review forward",
    Outcome: (
        "open resolved unresolved transferred abandoned disconnected sent_to_tier2 "
        "forwarded dispatched awaits_reply moved silent paused handed_over passed rejected"
    ),
    Activity: "work break off_queue absent",
}


def test_the_schema_has_its_name() -> None:
    assert SCHEMA == "tierzero.journal/2"


@pytest.mark.parametrize("table", TABLES)
def test_columns_their_order_and_their_kinds(table: type[Columns]) -> None:
    kinds = dict(zip(DTYPES, ("time", "code", "flag"), strict=True))
    found = [(column.name, kinds[column.type]) for column in fields(table)]
    assert found == list(TABLES[table].items())


@pytest.mark.parametrize("codes", CODES)
def test_codes_count_from_0_in_this_order(codes: type[IntEnum]) -> None:
    assert [code.name.lower() for code in codes] == CODES[codes].split()
    assert [code.value for code in codes] == list(range(len(codes)))


def test_integrals() -> None:
    names = [field.name for field in fields(Integrals)]
    assert names == ["waiting", "in_hand", "busy", "available", "bot"]
