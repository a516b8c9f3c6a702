"""A plan and what is bound, laid before the kernel: plain columns, and ragged lists with starts."""

from collections.abc import Sequence
from dataclasses import fields
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.base.arrays import Integers
from sim.base.loading import Values, codes, starts
from sim.base.time import HALF_HOUR
from sim.engine.bound import Bound, LegBlock
from sim.engine.journal import Integrals, Role, Roster
from sim.engine.parts import NUMBERS
from sim.engine.plan.plan import Plan
from sim.engine.plan.rules import Test
from sim.engine.plan.team_plan import slots_of
from sim.engine.timeline import calendar_events, duties, is_open

PARTS = len(Role) * NUMBERS


def plan_values(plan: Plan) -> Values:
    """Return what the kernel's struct `Plan` says of a plan."""
    return {
        "types": len(plan.types),
        "channels": len(plan.channels),
        "queues": len(plan.queues),
        "teams": len(plan.teams),
        "segments": len(plan.segments),
        **_types(plan),
        **_channels(plan),
        **_queues(plan),
        **_teams(plan),
        **_policy(plan),
        "turn_limit": plan.turn_limit,
        "session_limit": plan.session_limit,
        **plan.usage._asdict(),
        "review_before": plan.review.before,
        "review_by_people": plan.review.by_people,
        **plan.handling._asdict(),
        "max_attempts": plan.max_attempts,
        "dispatched": plan.dispatched,
    }


def _fields(plans: Sequence[Any]) -> dict[str, NDArray[Any]]:
    """Return the fields of named tuples as columns."""
    names = plans[0]._fields
    return {name: np.array([getattr(plan, name) for plan in plans]) for name in names}


def _types(plan: Plan) -> Values:
    return _fields(plan.type_plans)


def _channels(plan: Plan) -> Values:
    columns = _fields(plan.channel_plans)
    opening = plan.opening
    return {
        **columns,
        "bot_hours": columns["bot"],
        "opening_starts": starts(map(len, opening)),
        "openings": np.concatenate([spans[:, 0] for spans in opening]),
    }


def _queues(plan: Plan) -> Values:
    numbers = np.arange(len(plan.queues))
    on = [plan.queues_on(channel) for channel in range(len(plan.channels))]
    return {
        **_fields(plan.queue_plans),
        "channel_of": plan.channel_of,
        "is_review": np.isin(numbers, plan.review_of),
        "queue_of": plan.queue_of,
        "tier2_of": plan.tier2_of,
        "dispatch_of": plan.dispatch_of,
        "review_of": plan.review_of,
        "teams_of": plan.teams_of,
        "queues_on_starts": starts(map(len, on)),
        "queues_on": np.concatenate(on),
        "mean_handle": plan.mean_handle,
    }


def _teams(plan: Plan) -> Values:
    teams = plan.team_plan
    served_team, served_queue = np.nonzero(teams.serves)
    # By queue, the teams that help in the order in which they begin to.
    helpers = [
        sorted((after, team) for team, after in enumerate(queue) if np.isfinite(after))
        for queue in teams.helps_after.T.tolist()
    ]
    flat = [(team, queue, after) for queue, those in enumerate(helpers) for after, team in those]
    helped = sorted((team, queue, place) for place, (team, queue, _) in enumerate(flat))
    count = len(plan.teams)
    return {
        "served_starts": starts(np.bincount(served_team, minlength=count)),
        "served_queue": served_queue,
        "served_weight": teams.weights[served_team, served_queue],
        "helper_starts": starts(map(len, helpers)),
        "helper_after": np.array([after for _, _, after in flat], dtype=np.float64),
        "helper_team": codes(team for team, _, _ in flat),
        "helped_starts": starts(np.bincount(codes(team for team, _, _ in helped), minlength=count)),
        "helped": codes(number for _, *pair in helped for number in pair),
        "law": teams.law,
        "talk_factor": teams.talk_factor,
        "wrap_factor": teams.wrap_factor,
        "connect": teams.connect,
        "score": teams.score,
        "at_shift_end": teams.at_shift_end,
        "slow_down_steps": teams.slow_down.shape[1],
        "slow_down": teams.slow_down,
    }


def _policy(plan: Plan) -> Values:
    rules = plan.policy
    tests: list[Test] = [test for tests in rules.tests for test in tests]
    return {
        "vips": codes(plan.vips),
        "rules": len(rules.tests),
        "rule_names": len(rules.names),
        "to_person": codes(rules.to_person),
        "test_starts": starts(map(len, rules.tests)),
        "test_observable": codes(test.observable for test in tests),
        "test_relation": codes(test.relation for test in tests),
        "test_bound": np.array([test.bound for test in tests], dtype=np.float64),
        "code_starts": starts(len(test.codes) for test in tests),
        "codes": codes(code for test in tests for code in test.codes),
    }


def store_values(bound: Bound) -> Values:
    """Return what the kernel's struct `Store` says of what is bound."""
    cases, contacts, legs = bound.cases, bound.contacts, bound.legs
    attempts = contacts.attempts
    blocks = np.zeros((attempts, PARTS, 2, 2), dtype=np.int64)
    for block in map(LegBlock._make, legs.blocks.tolist()):
        blocks[block.attempt, block.part, block.elsewhere] = block.first, block.last
    return {
        **{column.name: getattr(cases, column.name) for column in fields(cases)},
        "cases": len(cases),
        "attempts": attempts,
        "parts": PARTS,
        "leg_width": legs.values.shape[1],
        "leg_rows": len(legs.values),
        "contact_starts": contacts.starts,
        "contact_case": contacts.case,
        "contact_values": contacts.values,
        "blocks": blocks,
        "leg_case": legs.case,
        "leg_values": legs.values,
    }


def empty_integrals(plan: Plan) -> Integrals:
    """Return the integrals before anything has happened."""
    half_hours = ceil(plan.horizon.end / HALF_HOUR)
    queues, teams = len(plan.queues), len(plan.teams)
    return Integrals(
        waiting=np.zeros((queues, half_hours)),
        in_hand=np.zeros((teams, half_hours)),
        busy=np.zeros((teams, half_hours)),
        available=np.zeros((teams, half_hours)),
        bot=np.zeros(half_hours),
    )


def run_values(plan: Plan, bound: Bound, integrals: Integrals) -> Values:
    """Return what the kernel's struct `Run` says of a run."""
    horizon = plan.horizon
    calendar = calendar_events(plan.opening, plan.outages, horizon.end)
    return {
        "end": horizon.end,
        "arrivals_end": horizon.arrivals_end,
        "window_start": horizon.window_start,
        "drains": horizon.drains,
        "half_hours": len(integrals.bot),
        "agent_starts": starts(bound.agents),
        "room": _room(plan, bound),
        "closed": codes(not is_open(spans, 0.0) for spans in plan.opening),
        "calendar_events": len(calendar),
        "calendar_time": np.array([time for time, _, _ in calendar], dtype=np.float64),
        "calendar_opens": codes(opens for _, opens, _ in calendar),
        "calendar_channel": codes(channel for _, _, channel in calendar),
        **_duties(bound.roster, horizon.end),
        **{column.name: getattr(integrals, column.name) for column in fields(integrals)},
    }


def _room(plan: Plan, bound: Bound) -> Integers:
    """Return the contacts that each agent may have in hand on each channel."""
    rooms = [
        slots_of(slots[None, :], np.arange(count)[:, None])
        for slots, count in zip(plan.team_plan.slots, bound.agents, strict=True)
    ]
    return np.concatenate(rooms)


def _duties(roster: Roster, end: float) -> Values:
    events = duties(roster, end)
    columns = {f"duty_{column.name}": getattr(events, column.name) for column in fields(events)}
    return {"duty_events": len(events), **columns}
