"""Whether levels add up: what the engine integrated is what the journal's rows come to."""

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.base.time import HALF_HOUR
from sim.engine.journal import Activity, Journal
from sim.engine.plan.plan import Plan
from sim.engine.plan.team_plan import slots_of
from sim.engine.timeline import calendar_times
from sim.measures.checks.conservation import require, require_equal
from sim.measures.rows.agents import (
    agent_states,
    hands_at_start,
    leaves_at_start,
    starts_on_duty,
)
from sim.measures.rows.spans import seconds_by_bin


def check_agents(journal: Journal, plan: Plan) -> None:
    """Check that agents work on shifts only, and on as many contacts at once as they may."""
    roster = journal.roster
    lasting = (roster.start >= 0) & (roster.start <= roster.end) & (roster.end <= journal.end)
    require("shifts are in the run", roster, lasting, "team", "agent", "start", "end")
    same_agent = (np.diff(roster.team) == 0) & (np.diff(roster.agent) == 0)
    apart = np.ones(len(roster), np.bool_)
    apart[1:] = ~same_agent | (roster.start[1:] >= roster.end[:-1])
    require("an agent's shifts do not overlap", roster, apart, "team", "agent", "start")
    started = journal.legs.take(~np.isnan(journal.legs.started))
    on_duty = starts_on_duty(roster, started)
    # What the calendar brings comes before people leave: a line that closes with the shift.
    turns = np.isin(started.started, calendar_times(plan.opening, plan.outages, plan.horizon.end))
    on_duty |= turns & leaves_at_start(roster, started)
    require("handling begins on duty", started, on_duty, "team", "agent", "started")
    room = slots_of(plan.team_plan.slots[started.team, started.channel], started.agent)
    columns = ("team", "agent", "started", "in_hand")
    require("hands are full", started, started.in_hand <= room, *columns)
    few, many = hands_at_start(started, journal.end)
    counted = (few <= started.in_hand) & (started.in_hand <= many)
    require("what is in hand is counted", started, counted, *columns, least=few, most=many)


def check_integrals(journal: Journal, plan: Plan) -> None:
    """Check that the engine's integrals are the sums of waits, agents' states and sessions."""
    contacts, legs, integrals = journal.contacts, journal.legs, journal.integrals
    counter = _Counter(journal)
    over = np.fmin(legs.started, legs.left)
    waiting = counter.seconds(legs.joined, over, legs.queue, len(plan.queues))
    require_equal("waiting", waiting, integrals.waiting, "queue", "half hour")
    sessions = ~np.isnan(contacts.bot_start)
    bot = counter.seconds(contacts.bot_start[sessions], contacts.bot_end[sessions])
    require_equal("bot sessions", bot[0], integrals.bot, "half hour")
    _check_labour(journal, counter, len(plan.teams))


def _check_labour(journal: Journal, counter: "_Counter", teams: int) -> None:
    """Check busy and available time, and that all scheduled time and overtime is accounted for."""
    integrals, roster, states = journal.integrals, journal.roster, agent_states(journal)
    axes = ("team", "half hour")
    busy, available, overtime, on_break, off_queue = (
        counter.seconds(states.start[mask], states.end[mask], states.team[mask], teams)
        for mask in (
            states.busy,
            states.available,
            states.overtime,
            states.idle(Activity.BREAK),
            states.idle(Activity.OFF_QUEUE),
        )
    )
    require_equal("busy", busy, integrals.busy, *axes)
    legs = journal.legs.take(~np.isnan(journal.legs.started))
    in_hand = counter.seconds(legs.started, legs.wrap_end, legs.team, teams)
    require_equal("in hand", in_hand, integrals.in_hand, *axes)
    require_equal("available", available, integrals.available, *axes)
    paid = counter.seconds(roster.start, roster.end, roster.team, teams) + overtime
    away = roster.take(roster.absent)
    absent = counter.seconds(away.start, away.end, away.team, teams)
    used = integrals.busy + integrals.available + on_break + off_queue + absent
    name = "scheduled + overtime = busy + available + break + off-queue + absent"
    require_equal(name, paid, used, *axes)


class _Counter:
    """Adds up spans by half hour of the run; one that has not ended lasts to the run's end."""

    def __init__(self, journal: Journal) -> None:
        self._end = journal.end
        self._edges = np.arange(len(journal.integrals.bot) + 1, dtype=np.float64) * HALF_HOUR

    def seconds(
        self, start: Floats, end: Floats, group: Integers | None = None, groups: int = 1
    ) -> Floats:
        until = np.where(np.isnan(end), self._end, end)
        return seconds_by_bin(start, until, self._edges, group, groups)
