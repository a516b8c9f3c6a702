"""How long responses, waits and resolutions take."""

from collections.abc import Callable

import numpy as np

from sim.base.arrays import Flags, Floats
from sim.engine.journal import Ending
from sim.measures.kpis.kpi import BY_CONTACT, CALL_CENTRE, INDUSTRY, MODEL, Distribution, Ratio
from sim.measures.kpis.terms import of_cases, of_contacts, of_waits
from sim.measures.rows.contacts import ContactRows

Seconds = Callable[[ContactRows], Floats]
BY_WAIT = (*BY_CONTACT, "queue")


def _to_anyone(contacts: ContactRows, *, business: bool) -> Floats:
    return contacts.seconds_to(contacts.response, contacts.is_open, business=business)


def _to_bot(contacts: ContactRows, *, business: bool) -> Floats:
    owed = contacts.ended_as(Ending.IN_BOT)
    return contacts.seconds_to(contacts.contacts.bot_reply, owed, business=business)


def _to_person(contacts: ContactRows, *, business: bool) -> Floats:
    owed: Flags = contacts.is_open & contacts.offered_to_people
    return contacts.seconds_to(contacts.response_by_person, owed, business=business)


def _first_response(suffix: str, name: str, text: str, seconds: Seconds) -> Distribution:
    return Distribution(
        key=f"first_response_time{suffix}",
        name=f"First response time{name}",
        source=INDUSTRY,
        by=BY_CONTACT,
        values=of_contacts(f"arrival to {text}", seconds),
    )


ANYONE = "the first response by bot or person: live its start, deferred its end"
BOT = "the bot's first answer, of contacts that it answers"
PERSON = "the first human response, of contacts that reach a person"
OPEN_HOURS = ", in seconds of the channel's human opening hours"

RESPONSE_TIMES = (
    _first_response("", "", ANYONE, lambda c: _to_anyone(c, business=False)),
    _first_response(
        "_business",
        " in business hours",
        ANYONE + OPEN_HOURS,
        lambda c: _to_anyone(c, business=True),
    ),
    _first_response("_ai", " by the bot", BOT, lambda c: _to_bot(c, business=False)),
    _first_response(
        "_ai_business",
        " by the bot in business hours",
        BOT + OPEN_HOURS,
        lambda c: _to_bot(c, business=True),
    ),
    _first_response("_human", " by a person", PERSON, lambda c: _to_person(c, business=False)),
    _first_response(
        "_human_business",
        " by a person in business hours",
        PERSON + OPEN_HOURS,
        lambda c: _to_person(c, business=True),
    ),
)

WAITS = (
    Distribution(
        key="wait",
        name="Wait",
        source=CALL_CENTRE,
        by=BY_WAIT,
        values=of_waits("joining a human queue to service or leaving", lambda w: w.seconds),
    ),
    Distribution(
        key="wait_served",
        name="Wait of the served",
        source=CALL_CENTRE,
        by=BY_WAIT,
        values=of_waits(
            "joining a human queue to service, of those served",
            lambda w: np.where(w.served, w.seconds, np.nan),
        ),
    ),
    Ratio(
        key="service_level",
        name="Service level",
        unit="share",
        direction="higher",
        source=CALL_CENTRE,
        by=BY_WAIT,
        numerator=of_waits(
            "waits that a person ended within their queue's limit (where it has none the goal's, "
            "or 20 s)",
            lambda w: w.judged & w.in_time,
        ),
        denominator=of_waits(
            "waits of live contacts, the abandoned included (of all where no channel is live)",
            lambda w: w.judged,
        ),
    ),
)

RESOLUTION_TIMES = (
    Distribution(
        key="resolution_time",
        name="Resolution time",
        source=MODEL,
        by=BY_CONTACT,
        values=of_cases(
            "first arrival of a case to its true resolution, of cases that are resolved",
            lambda c: c.seconds,
        ),
    ),
)

TIMES = (*RESPONSE_TIMES, *WAITS, *RESOLUTION_TIMES)
