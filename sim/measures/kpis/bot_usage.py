"""How much the bot is used per month, in raw numbers: prices come afterwards."""

import numpy as np

from sim.measures.kpis.terms import of_contacts, per_month

BOT_USAGE = (
    per_month(
        "bot_sessions",
        "Bot sessions",
        "sessions",
        of_contacts("contacts that the bot took", lambda c: c.taken),
    ),
    per_month(
        "bot_turns",
        "Bot turns",
        "turns",
        of_contacts("turns of bot sessions", lambda c: c.contacts.turns),
    ),
    per_month(
        "bot_actions",
        "Bot actions",
        "actions",
        of_contacts("the bot's actions in the turns of its sessions", lambda c: c.contacts.actions),
    ),
    per_month(
        "bot_tokens_in",
        "Bot input tokens",
        "tokens",
        of_contacts(
            "tokens that the bot read, in each turn all that was said before it once more",
            lambda c: c.contacts.tokens_in,
        ),
    ),
    per_month(
        "bot_tokens_out",
        "Bot output tokens",
        "tokens",
        of_contacts("tokens that the bot wrote", lambda c: c.contacts.tokens_out),
    ),
    per_month(
        "bot_closings",
        "Bot closings",
        "closings",
        of_contacts("contacts that the bot closed, rightly or wrongly", lambda c: c.closed_by_bot),
    ),
    per_month(
        "bot_closing_returns",
        "Returns after bot closings",
        "returns",
        of_contacts(
            "contacts that the bot closed and whose customer comes back",
            lambda c: c.closed_by_bot & ~np.isnan(c.contacts.returned),
        ),
        better="lower",
    ),
)
"""What the contacts that arrive in the window use, over its months."""
