"""Whether the bot as a whole adds up: how many sessions run at a time, and what turns use."""

import numpy as np

from sim.base.arrays import Flags, Integers
from sim.engine.journal import Contacts
from sim.engine.plan.plan import Plan
from sim.measures.checks.conservation import require
from sim.measures.checks.contacts import numbers_of

USED = ("actions", "tokens_in", "tokens_out")


def check_session_limit(contacts: Contacts, plan: Plan) -> None:
    """Check that no more sessions run than may, and that nobody is turned away before that."""
    earlier = plan.before or plan
    stop = np.where(np.isnan(contacts.bot_end), np.inf, contacts.bot_end)
    # Who is escalated at the door has a session of no length, which takes no place.
    lasting = stop > contacts.bot_start
    starts, stops = np.sort(contacts.bot_start[lasting]), np.sort(stop[lasting])
    begun = np.searchsorted(starts, contacts.bot_start, side="right")
    running = begun - np.searchsorted(stops, contacts.bot_start, side="right")
    few = running <= max(plan.session_limit, earlier.session_limit)
    require("no more sessions run than may", contacts, ~lasting | few, "bot_start", running=running)
    begun = np.searchsorted(starts, contacts.triaged, side="right")
    # One that ends at the instant may end before the contact comes or after.
    running = begun - np.searchsorted(stops, contacts.triaged, side="left")
    limit = np.where(_is_early(contacts, plan), earlier.session_limit, plan.session_limit)
    full = np.isin(contacts.rule, numbers_of("bot_full", plan))
    enough = ~full | (running >= limit)
    require("all sessions are taken", contacts, enough, "triaged", "rule", running=running)


def check_usage(contacts: Contacts, plan: Plan) -> None:
    """Check what each session used by its turns, added up turn by turn."""
    early, most = _is_early(contacts, plan), contacts.turns.max(initial=0)
    used_before, used_since = (
        _used_by(arm, most)[:, contacts.turns] for arm in (plan.before or plan, plan)
    )
    for name, expected in zip(USED, np.where(early, used_before, used_since), strict=True):
        right = getattr(contacts, name) == expected
        require("turns use what they use", contacts, right, "turns", name, expected=expected)


def _used_by(plan: Plan, most: int) -> Integers:
    """Return actions, tokens read and tokens written in 0..most turns, shape (3, most + 1)."""
    usage, turn = plan.usage, np.arange(most)
    said_before = turn * (usage.customer + usage.answer)
    read = usage.instructions + said_before + usage.customer
    each = [np.full(most, usage.actions), read, np.full(most, usage.answer)]
    return np.cumsum(np.pad(each, ((0, 0), (1, 0))), axis=1)


def _is_early(contacts: Contacts, plan: Plan) -> Flags:
    """Return whether each contact came under the plan before the launch."""
    early: Flags = contacts.arrival < plan.horizon.window_start
    return early & (plan.before is not None)
