"""Whether contacts agree with themselves before and after people: triage, bot, returns."""

import numpy as np

from sim.base.arrays import Flags, Floats
from sim.engine.journal import Contacts, Ending, Outreach
from sim.engine.plan.plan import Plan
from sim.measures.checks.conservation import require, same
from sim.measures.rows.contacts import ENDED_IN_BOT, GAVE_UP

MAY_TRY_AGAIN = Ending.where(lambda ending: ending.may_come_again)


def check_programmes(contacts: Contacts) -> None:
    """Check that only programmes avert or move cases, and that averted ones end as they begin."""
    reached, averted = contacts.programme >= 0, contacts.outreach == Outreach.AVERTED
    something = reached == (contacts.outreach != Outreach.NONE)
    require("outreach is a programme's", contacts, something, "programme", "outreach")
    ends = averted == (contacts.ending == Ending.AVERTED)
    require("averted cases do not come", contacts, ends, "outreach", "ending")
    at_once = ~averted | ((contacts.attempt == 0) & (contacts.ended == contacts.arrival))
    require("averted cases end where they would begin", contacts, at_once, "arrival", "ended")


def check_arrivals(contacts: Contacts, plan: Plan, end: float) -> None:
    """Check arrivals and triage: the next step begins at the end of triage."""
    arrival, triaged = contacts.arrival, contacts.triaged
    require("contacts arrive during the run", contacts, (arrival >= 0) & (arrival < end), "arrival")
    is_open = np.zeros(len(contacts), np.bool_)
    for channel, spans in enumerate(plan.opening):
        rows = contacts.channel == channel
        is_open[rows] = inside(spans, arrival[rows])
    require("open says whether people were there", contacts, contacts.open == is_open, "arrival")
    in_order = np.isnan(triaged) | ((triaged >= arrival) & (triaged <= end))
    require("triage follows the arrival", contacts, in_order, "arrival", "triaged")
    to_people = _at_people(contacts)
    following = np.where(np.isnan(contacts.bot_start), to_people, contacts.bot_start)
    # Who leaves before a dispatcher was there has no triage that ends.
    given_up = np.isin(contacts.ending, GAVE_UP)
    following[given_up & np.isnan(triaged)] = np.nan
    following[contacts.ending == Ending.AVERTED] = np.nan
    require("what follows begins when triage ends", contacts, same(triaged, following), "triaged")


def check_sessions(contacts: Contacts, plan: Plan, end: float) -> None:
    """Check that only contacts with the bot have a session, and that its times are in order."""
    start, reply, stop = contacts.bot_start, contacts.bot_reply, contacts.bot_end
    taken, finished = ~np.isnan(start), ~np.isnan(stop)
    columns = ("bot_start", "bot_reply", "bot_end", "turns", "rule")
    by_door = [*numbers_of("bot_full", plan), *numbers_of("chose_person", plan)]
    full = np.isin(contacts.rule, by_door)
    nothing = np.isnan(reply) & ~finished & (contacts.turns == 0) & ((contacts.rule < 0) | full)
    nothing &= np.isnan(contacts.confidence)
    fits = np.where(taken, ~full, nothing)
    require("only the bot's contacts have a session", contacts, fits, *columns)
    drafted = (contacts.turns == 0) & (contacts.reviews > 0)
    answered = drafted | (np.isnan(reply) == (contacts.turns == 0))
    require("a turn has an answer", contacts, answered, *columns)
    replied = np.where(np.isnan(reply), start, reply)
    until = np.where(finished, stop, end)
    ordered = (start <= replied) & (replied <= until) & (until <= end)
    require("a session's times are in order", contacts, ~taken | ordered, *columns)


def check_session_ends(contacts: Contacts, plan: Plan) -> None:
    """Check that a session ends in the bot or goes to people, who come at once."""
    ended_in_bot, finished = np.isin(contacts.ending, ENDED_IN_BOT), ~np.isnan(contacts.bot_end)
    escalated = (contacts.rule >= 0) & ~np.isnan(contacts.bot_start)
    one_way = (finished == (escalated | ended_in_bot)) & ~(escalated & ended_in_bot)
    require("a session ends in one way", contacts, one_way, "bot_end", "rule", "ending")
    follows = ~escalated | (_at_people(contacts) == contacts.bot_end)
    require("people follow the bot", contacts, follows, "bot_end", "joined", "ended")
    said = ~np.isin(contacts.rule, numbers_of("asked", plan)) | contacts.asked
    require("who is escalated for asking has asked", contacts, said, "rule", "asked")


def check_returns(contacts: Contacts, plan: Plan, end: float) -> None:
    """Check returns: a case's next contact arrives when the one before says."""
    unresolved = np.isin(contacts.ending, MAY_TRY_AGAIN)
    comes_back = ~np.isnan(contacts.returned)
    later = ~comes_back | (unresolved & (contacts.returned >= contacts.ended))
    require("only the unresolved return", contacts, later, "ended", "returned")
    last = np.isin(contacts.attempt + 1, [arm.max_attempts for arm in (plan, plan.before or plan)])
    gives_up = ~contacts.gave_up | (unresolved & last & ~comes_back)
    require("only the last attempt gives up", contacts, gives_up, "gave_up", "returned")
    following = np.full(len(contacts), np.nan)
    again = np.flatnonzero(contacts.attempt > 0)
    following[again - 1] = contacts.arrival[again]
    due = np.where(contacts.returned < end, contacts.returned, np.nan)
    require("who returns arrives", contacts, same(due, following), "returned", arrives=following)


def numbers_of(rule: str, plan: Plan) -> list[int]:
    """Return the numbers that one of the model's own rules has, also before the launch."""
    return [number for number, name in enumerate(plan.rules) if name == rule]


def inside(spans: Floats, instant: Floats) -> Flags:
    """Return whether each instant lies in one of the spans, ends excluded; shape (spans, 2)."""
    if not len(spans):
        return np.zeros(len(instant), np.bool_)
    number = np.searchsorted(spans[:, 0], instant, side="right") - 1
    within: Flags = (number >= 0) & (instant < spans[number, 1])
    return within


def _at_people(contacts: Contacts) -> Floats:
    """Return when contacts come to people: joining a queue, or being lost."""
    return np.where(np.isnan(contacts.joined), contacts.ended, contacts.joined)
