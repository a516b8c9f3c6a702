"""How many contacts there are, how many are answered, and what becomes of them with people."""

import numpy as np

from sim.engine.journal import Ending
from sim.measures.kpis.kpi import BY_CONTACT, CALL_CENTRE, INDUSTRY, MODEL, Ratio, share
from sim.measures.kpis.terms import CONTACTS, MONTHS, of_contacts

OFFERED_LIVE = of_contacts(
    "live contacts offered to a human queue, those served at once included",
    lambda c: c.live & c.offered_to_people,
)
SILENT = "Castellanos, Yom-Tov and Goldberg, arXiv 2304.11754"
BY_PERSON = Ending.where(lambda ending: ending.by_person)
UNSERVED = Ending.where(lambda ending: ending.unserved)
NOT_THROUGH = Ending.where(lambda ending: ending.not_through)

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
        denominator=MONTHS,
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
        OFFERED_LIVE,
        better="lower",
        source=CALL_CENTRE,
    ),
    share(
        "silent_abandonment_rate",
        "Silent abandonment rate",
        of_contacts(
            "those that left without a sign, so that an agent opened them in vain or not at all",
            lambda c: c.live & c.silent,
        ),
        OFFERED_LIVE,
        better="lower",
        source=SILENT,
    ),
    share(
        "turned_away_rate",
        "Turned away",
        of_contacts(
            "contacts that nobody served: lost outside the opening hours, balked, blocked, "
            "disconnected at closing or abandoned",
            lambda c: c.ended_as(*UNSERVED),
        ),
        CONTACTS,
        better="lower",
        source=MODEL,
    ),
    share(
        "redial_rate",
        "Redial rate",
        of_contacts(
            "those whose customer tries again",
            lambda c: c.ended_as(*NOT_THROUGH) & ~np.isnan(c.contacts.returned),
        ),
        of_contacts(
            "contacts that did not get through: abandoned, balked, blocked or disconnected",
            lambda c: c.ended_as(*NOT_THROUGH),
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
    share(
        "overtime_rate",
        "Finished in overtime",
        of_contacts("those whose last answer ended after its agent's shift", lambda c: c.overtime),
        of_contacts("contacts that a person's answer ended", lambda c: c.ended_as(*BY_PERSON)),
        better="lower",
        source=MODEL,
    ),
    share(
        "after_hours_rate",
        "Answered after hours",
        of_contacts(
            "those whose first human response came outside the channel's opening hours",
            lambda c: c.answered_after_hours,
        ),
        of_contacts("contacts with a human response", lambda c: ~np.isnan(c.response_by_person)),
        better="neutral",
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
