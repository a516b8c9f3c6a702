"""A plan as the SimPy model reads it: plain lists and numbers, which Python reads fastest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats
from sim.engine.plan.channel_plan import ChannelPlan
from sim.engine.plan.handling_terms import HandlingTerms
from sim.engine.plan.plan import Plan
from sim.engine.plan.queue_plan import QueuePlan
from sim.engine.plan.review_plan import ReviewPlan
from sim.engine.plan.routing import NO_TEAM
from sim.engine.plan.session_usage import SessionUsage
from sim.engine.plan.team_plan import TeamPlan
from sim.engine.plan.type_plan import TypePlan
from sim.engine.simpy_model.policy import Policy
from sim.scenario.values.horizon import Horizon

Table = list[list[float]]
Codes = list[list[int]]


@dataclass(frozen=True, eq=False)
class DeskPlan:
    """A `Plan` in plain lists; what has the name of a field of it says the same.

    Attributes
    ----------
    policy
        Decides where contacts go.
    rule_names
        Names of the policy's rules.
    queues_on
        Queues of each channel, in ascending order.
    served
        By team: the queues that it serves, each with its weight.
    helpers_of
        By queue: seconds of waiting and the team that helps from then on, in order.
    law
        By team: the law of its handle times.
    talk_factor, wrap_factor, slow_down
        The rows of `TeamPlan` by team.
    score, connect, at_shift_end
        By team: its score, the seconds that are added to each talk, and its `ShiftEnd`.
    slots
        By team and channel: contacts that an agent may have in hand, on average.
    """

    horizon: Horizon
    types: tuple[TypePlan, ...]
    channels: tuple[ChannelPlan, ...]
    queues: tuple[QueuePlan, ...]
    vips: tuple[bool, ...]
    policy: Policy
    rule_names: tuple[str, ...]
    turn_limit: int
    session_limit: float
    usage: SessionUsage
    handling: HandlingTerms
    max_attempts: int
    dispatched: bool
    opening: tuple[Floats, ...]
    outages: Floats
    channel_of: list[int]
    queue_of: Codes
    tier2_of: Codes
    dispatch_of: list[int]
    review_of: list[int]
    review: ReviewPlan
    score: list[float]
    connect: list[float]
    teams_of: Codes
    mean_handle: Table
    queues_on: Codes
    served: list[list[tuple[int, float]]]
    helpers_of: list[list[tuple[float, int]]]
    law: list[int]
    talk_factor: Table
    wrap_factor: Table
    slow_down: Table
    slots: Table
    at_shift_end: list[int]
    before: "DeskPlan | None"

    @property
    def has_bot(self) -> bool:
        """Whether this arm has an AI tier."""
        return self.turn_limit > 0

    @property
    def teams(self) -> int:
        """How many teams there are."""
        return len(self.served)


def desk_plan(plan: Plan) -> DeskPlan:
    """Return a plan in plain lists."""
    teams = plan.team_plan
    return DeskPlan(
        horizon=plan.horizon,
        types=plan.type_plans,
        channels=plan.channel_plans,
        queues=plan.queue_plans,
        vips=plan.vips,
        policy=Policy(plan.policy),
        rule_names=plan.policy.names,
        turn_limit=plan.turn_limit,
        session_limit=plan.session_limit,
        usage=plan.usage,
        handling=plan.handling,
        max_attempts=plan.max_attempts,
        dispatched=plan.dispatched,
        opening=plan.opening,
        outages=plan.outages,
        channel_of=plan.channel_of.tolist(),
        queue_of=plan.queue_of.tolist(),
        tier2_of=plan.tier2_of.tolist(),
        dispatch_of=plan.dispatch_of.tolist(),
        review_of=plan.review_of.tolist(),
        review=plan.review,
        score=teams.score.tolist(),
        connect=teams.connect.tolist(),
        teams_of=_without_padding(plan.teams_of.tolist()),
        mean_handle=plan.mean_handle.tolist(),
        queues_on=[plan.queues_on(channel).tolist() for channel in range(len(plan.channels))],
        served=_served(teams),
        helpers_of=_helpers(teams),
        law=teams.law.tolist(),
        talk_factor=teams.talk_factor.tolist(),
        wrap_factor=teams.wrap_factor.tolist(),
        slow_down=teams.slow_down.tolist(),
        slots=teams.slots.tolist(),
        at_shift_end=teams.at_shift_end.tolist(),
        before=desk_plan(plan.before) if plan.before else None,
    )


def _without_padding(teams_of: Sequence[Sequence[int]]) -> Codes:
    return [[team for team in teams if team != NO_TEAM] for teams in teams_of]


def _served(teams: TeamPlan) -> list[list[tuple[int, float]]]:
    return [
        [(queue, float(weights[queue])) for queue in np.flatnonzero(serves).tolist()]
        for weights, serves in zip(teams.weights, teams.serves, strict=True)
    ]


def _helpers(teams: TeamPlan) -> list[list[tuple[float, int]]]:
    return [
        sorted((float(after), team) for team, after in enumerate(queue) if np.isfinite(after))
        for queue in teams.helps_after.T
    ]
