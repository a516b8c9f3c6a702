"""How much the bot is used per month, in raw numbers: prices come afterwards."""

from collections.abc import Callable

import numpy as np

from sim.measures.kpis.kpi import BY_CONTACT, MODEL, Direction, Ratio, RowValues
from sim.measures.kpis.terms import MONTHS, of_contacts
from sim.measures.rows.contacts import ContactRows


def _a_month(
    key: str,
    name: str,
    counted: str,
    text: str,
    values: Callable[[ContactRows], RowValues],
    better: Direction = "neutral",
) -> Ratio:
    return Ratio(
        key=f"{key}_per_month",
        name=f"{name} per month",
        unit=f"{counted}/month",
        direction=better,
        source=MODEL,
        by=BY_CONTACT,
        numerator=of_contacts(text, values),
        denominator=MONTHS,
    )


BOT_USAGE = (
    _a_month(
        "bot_sessions",
        "Bot sessions",
        "sessions",
        "contacts that the bot took",
        lambda c: c.taken,
    ),
    _a_month(
        "bot_turns",
        "Bot turns",
        "turns",
        "turns of bot sessions",
        lambda c: c.contacts.turns,
    ),
    _a_month(
        "bot_actions",
        "Bot actions",
        "actions",
        "the bot's actions in the turns of its sessions",
        lambda c: c.contacts.actions,
    ),
    _a_month(
        "bot_tokens_in",
        "Bot input tokens",
        "tokens",
        "tokens that the bot read, in each turn all that was said before it once more",
        lambda c: c.contacts.tokens_in,
    ),
    _a_month(
        "bot_tokens_out",
        "Bot output tokens",
        "tokens",
        "tokens that the bot wrote",
        lambda c: c.contacts.tokens_out,
    ),
    _a_month(
        "bot_closings",
        "Bot closings",
        "closings",
        "contacts that the bot closed, rightly or wrongly",
        lambda c: c.closed_by_bot,
    ),
    _a_month(
        "bot_closing_returns",
        "Returns after bot closings",
        "returns",
        "contacts that the bot closed and whose customer comes back",
        lambda c: c.closed_by_bot & ~np.isnan(c.contacts.returned),
        better="lower",
    ),
)
"""What the contacts that arrive in the window use, over its months."""
