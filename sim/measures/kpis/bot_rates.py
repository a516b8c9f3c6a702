"""How well the bot does: what it resolves, keeps, passes on and closes wrongly."""

from sim.engine.journal import Ending
from sim.measures.kpis.kpi import BY_CONTACT, INDUSTRY, MODEL, Ratio, share
from sim.measures.kpis.terms import of_contacts, of_escalations
from sim.measures.rows.contacts import ENDED_IN_BOT

TAKEN = of_contacts("contacts that the bot took", lambda c: c.taken)
LEFT_BOT = of_contacts(
    "contacts that the bot took and that left it", lambda c: c.ended_as(*ENDED_IN_BOT) | c.escalated
)

BOT_RATES = (
    share(
        "ai_resolution_rate",
        "AI resolution rate",
        of_contacts(
            "first contacts truly resolved by the bot without a person",
            lambda c: c.first & c.ended_as(Ending.BOT_RESOLVED),
        ),
        of_contacts("first contacts", lambda c: c.first),
        better="higher",
        source=MODEL,
    ),
    share(
        "ai_resolution_rate_taken",
        "AI resolution rate of contacts that the bot took",
        of_contacts(
            "contacts truly resolved by the bot without a person",
            lambda c: c.ended_as(Ending.BOT_RESOLVED),
        ),
        TAKEN,
        better="higher",
        source=MODEL,
    ),
    share(
        "containment_rate",
        "Containment rate",
        of_contacts(
            "contacts that ended in the bot: resolved, falsely closed or left",
            lambda c: c.ended_as(*ENDED_IN_BOT),
        ),
        LEFT_BOT,
        better="neutral",
        source=INDUSTRY,
    ),
    Ratio(
        key="escalation_rate",
        name="Escalation rate",
        unit="share",
        direction="neutral",
        source=INDUSTRY,
        by=(*BY_CONTACT, "rule"),
        numerator=of_escalations(
            "contacts that a rule sent from the bot to people", lambda e: e.each
        ),
        denominator=LEFT_BOT,
    ),
    share(
        "false_resolution_rate",
        "False resolution rate",
        of_contacts(
            "contacts that the bot closed without solving them",
            lambda c: c.ended_as(Ending.BOT_FALSELY_CLOSED),
        ),
        of_contacts("contacts that the bot closed", lambda c: c.closed_by_bot),
        better="lower",
        source=MODEL,
    ),
    share(
        "bot_full_rate",
        "Share that finds the bot full",
        of_contacts(
            "those that went to people at once because all its sessions were taken",
            lambda c: c.found_bot_full,
        ),
        of_contacts("contacts offered the bot", lambda c: c.taken | c.found_bot_full),
        better="lower",
        source=MODEL,
    ),
)
