"""Rates of contacts: how many, how many are answered, and what becomes of them with people."""

from sim.engine.journal import Ending
from sim.measures.kpi import BY_CONTACT, CALL_CENTRE, INDUSTRY, MODEL, Ratio, share
from sim.measures.parts import CONTACTS, of_clock, of_contacts

HANDLED = of_contacts("contacts that a person began to handle", lambda c: c.handlings > 0)

CONTACT_RATES = (
    Ratio(
        key="contacts_per_month",
        name="Contacts per month",
        unit="contacts/month",
        direction="neutral",
        source=MODEL,
        by=BY_CONTACT,
        numerator=CONTACTS,
        denominator=of_clock("months of 365 / 12 days", lambda w: w.months),
    ),
    share(
        "response_share",
        "Share with a response",
        of_contacts("contacts that the bot or a person answered", lambda c: c.responded),
        CONTACTS,
        better="higher",
        source=MODEL,
    ),
    share(
        "open_share",
        "Share still open",
        of_contacts("contacts still in the system at the run's end", lambda c: c.is_open),
        CONTACTS,
        better="lower",
        source=MODEL,
    ),
    share(
        "abandonment_rate",
        "Abandonment rate",
        of_contacts(
            "those that left when their patience ended",
            lambda c: c.live & c.ended_as(Ending.ABANDONED),
        ),
        of_contacts(
            "live contacts offered to a human queue, those served at once included",
            lambda c: c.live & c.offered_to_people,
        ),
        better="lower",
        source=CALL_CENTRE,
    ),
    share(
        "misroute_rate",
        "Misroute rate",
        of_contacts("those first handled at the wrong team", lambda c: c.misroutes > 0),
        HANDLED,
        better="lower",
        source=MODEL,
    ),
    Ratio(
        key="transfers_per_contact",
        name="Transfers per contact",
        unit="transfers",
        direction="lower",
        source=INDUSTRY,
        by=BY_CONTACT,
        numerator=of_contacts("handlings that ended with a transfer", lambda c: c.transfers),
        denominator=HANDLED,
    ),
)
