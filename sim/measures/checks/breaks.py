"""Whether work that a shift's end breaks off adds up: when, whose, and how it goes on."""

from dataclasses import replace

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.journal import BROKEN_OFF, FORWARDS, Journal, Outcome, Role, Roster
from sim.engine.plan.plan import Plan
from sim.engine.plan.team_plan import ShiftEnd
from sim.measures.checks.conservation import require
from sim.measures.rows.rows import goes_on, numbered

BREAKABLE = (Role.ANSWER, Role.TOUCH, Role.TIER2, *FORWARDS)
LATER = ("started", "talk_end", "wrap_end", "outcome", "team", "agent", "left")
"""What a leg has of the last of its rows; the rest is of the first."""


def with_whole_legs(journal: Journal) -> Journal:
    """Return a journal with one row a leg, whatever broke its talk off.

    A leg that waits again, handed over, has not started.
    """
    legs, later = journal.legs, goes_on(journal.legs)
    if not later.any():
        return journal
    first, last = np.flatnonzero(~later), np.flatnonzero(np.append(~later[1:], True))
    whole = legs.take(first)
    columns = {name: getattr(legs, name)[last] for name in LATER}
    whole = replace(whole, **columns, number=numbered(whole))
    return replace(journal, legs=whole)


def check_breaks(journal: Journal, plan: Plan) -> None:
    """Check that only deferred work is broken off, at a shift's end, and how it goes on."""
    legs, later = journal.legs, goes_on(journal.legs)
    broken = np.isin(legs.outcome, BROKEN_OFF)
    cut = legs.take(broken)
    deferred = ~plan.live[cut.channel] & np.isin(cut.role, BREAKABLE)
    require("only deferred work is broken off", cut, deferred, "role", "channel", "outcome")
    allowed = np.zeros(len(cut), np.bool_)
    for arm in (plan, plan.before or plan):
        rule = arm.team_plan.at_shift_end[cut.team]
        paused = (rule == ShiftEnd.PAUSE) & (cut.outcome == Outcome.PAUSED)
        allowed |= paused | ((rule != ShiftEnd.FINISH) & (cut.outcome == Outcome.HANDED_OVER))
    require("a team breaks off as it may", cut, allowed, "team", "outcome")
    ends = presence_ends(journal.roster, cut.team, cut.agent, cut.talk_end)
    columns = ("team", "agent", "started", "talk_end", "wrap_end")
    require("a shift's end breaks off", cut, ends & (cut.wrap_end == cut.talk_end), *columns)
    _check_rests(journal, np.flatnonzero(later))


def _check_rests(journal: Journal, rows: Integers) -> None:
    """Check the rows in which legs go on."""
    rest, before = journal.legs.take(rows), journal.legs.take(rows - 1)
    same = np.isin(rest.role, BREAKABLE)
    for name in ("case", "attempt", "role", "queue", "channel", "kind"):
        same &= getattr(rest, name) == getattr(before, name)
    require("a leg stays what it is", rest, same & np.isinf(rest.patience), "role", "queue")
    waits = rest.since == before.since
    resumed = (rest.joined == rest.started) & (rest.since == rest.joined)
    resumed &= (rest.team == before.team) & (rest.agent == before.agent)
    # What is paused is handed over when its agent is absent from the next shift: perhaps at once.
    at_once, later = rest.joined == before.talk_end, rest.joined > before.talk_end
    handed_over = before.outcome == Outcome.HANDED_OVER
    goes = (waits & at_once) | (~handed_over & later & (resumed | waits))
    require("what was broken off goes on", rest, goes, "joined", "since", "started", "team")


def presence_ends(roster: Roster, team: Integers, agent: Integers, time: Floats) -> Flags:
    """Return whether a presence of each agent ends at each instant."""
    there = roster.take(~roster.absent)
    lasts = np.zeros(len(there), np.bool_)
    lasts[:-1] = (
        (there.team[1:] == there.team[:-1])
        & (there.agent[1:] == there.agent[:-1])
        & (there.start[1:] == there.end[:-1])
    )
    over = there.take(~lasts)
    ends = set(zip(over.team.tolist(), over.agent.tolist(), over.end.tolist(), strict=True))
    asked = zip(team.tolist(), agent.tolist(), time.tolist(), strict=True)
    return np.array([place in ends for place in asked], np.bool_)
