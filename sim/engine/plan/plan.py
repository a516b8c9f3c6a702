"""What management decides, in numbers as an engine reads them."""

from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.plan.channel_plan import ChannelPlan, channel_plan
from sim.engine.plan.handling_terms import HandlingTerms, handling_terms
from sim.engine.plan.hook import CodeNames
from sim.engine.plan.programme_plan import ProgrammePlan, programme_plan
from sim.engine.plan.queue_plan import QueuePlan, queue_plan
from sim.engine.plan.review_plan import ReviewPlan, review_plan
from sim.engine.plan.routing import make_routing
from sim.engine.plan.rules import Rules, compile_rules
from sim.engine.plan.session_usage import SessionUsage, session_usage
from sim.engine.plan.team_plan import TeamPlan, team_plan
from sim.engine.plan.type_plan import TypePlan, type_plan
from sim.scenario.errors import ScenarioError
from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot
from sim.scenario.sections.channels import Channel
from sim.scenario.values.calendar import Calendar
from sim.scenario.values.horizon import Horizon
from sim.scenario.values.hours import merged
from sim.workload.grid import on_grid


@dataclass(frozen=True)
class Plan:
    """One arm of a scenario in numbers; names and plans stand in the order of their codes.

    Attributes
    ----------
    horizon
        The run's calendar.
    types, channels, segments, queues, teams
        Names. A queue is a predicted type (or the name that types share) on a channel.
    type_plans, channel_plans, queue_plans, team_plan
        The numbers of each type, of each channel, of each queue, and of all teams.
    own_programmes
        The numbers of each programme.
    vips, customers
        Whether rules that ask for a VIP mean each segment; how many customers it has.
    review
        What reviewers of the bot see.
    policy
        The compiled rules.
    turn_limit
        Turns of a bot session at most; 0: this arm has no bot.
    session_limit
        Bot sessions at a time; infinite: no limit; 0: this arm has no bot.
    usage
        What a session's turns use.
    handling
        Factors and score terms.
    max_attempts
        Contacts that a case may have.
    dispatched
        A dispatcher reads every contact first.
    opening
        By channel: merged opening times of the human side in seconds of the run, shape (spans, 2).
    channel_of
        Channel of each queue, shape (queues,).
    queue_of, tier2_of
        Queue of a type on a channel; its queue of tier 2, -1 without; shape (types, channels).
    dispatch_of
        Dispatchers' queue of each channel, -1 without dispatchers, shape (channels,).
    review_of
        Reviewers' queue of each channel, -1 without reviewers, shape (channels,).
    teams_of
        Teams of each queue in the order in which contacts are given to them, then -1, shape
        (queues, teams).
    mean_handle
        Mean handle time in seconds, shape (types, channels).
    outages
        When the bot is down, in seconds of the run, shape (outages, 2).
    before
        The plan of contacts that arrive before the launch; None: this one, too.
    """

    horizon: Horizon
    types: tuple[str, ...]
    channels: tuple[str, ...]
    segments: tuple[str, ...]
    queues: tuple[str, ...]
    teams: tuple[str, ...]
    type_plans: tuple[TypePlan, ...]
    channel_plans: tuple[ChannelPlan, ...]
    queue_plans: tuple[QueuePlan, ...]
    team_plan: TeamPlan
    own_programmes: tuple[ProgrammePlan, ...]
    vips: tuple[bool, ...]
    customers: tuple[int, ...]
    review: ReviewPlan
    policy: Rules
    turn_limit: int
    session_limit: float
    usage: SessionUsage
    handling: HandlingTerms
    max_attempts: int
    dispatched: bool
    opening: tuple[Floats, ...]
    channel_of: Integers
    queue_of: Integers
    tier2_of: Integers
    dispatch_of: Integers
    review_of: Integers
    teams_of: Integers
    mean_handle: Floats
    outages: Floats
    before: "Plan | None" = None

    @property
    def has_bot(self) -> bool:
        """Whether this arm has an AI tier."""
        return self.turn_limit > 0

    @property
    def rules(self) -> tuple[str, ...]:
        """Names of the rules that `Contacts.rule` numbers: those before the launch come last."""
        return self.policy.names + (self.before.rules if self.before else ())

    @property
    def programmes(self) -> tuple[ProgrammePlan, ...]:
        """The programmes that `Contacts.programme` numbers: those before the launch come last."""
        return self.own_programmes + (self.before.programmes if self.before else ())

    @cached_property
    def live(self) -> Flags:
        """Whether the customers of each channel wait on the line, shape (channels,)."""
        return np.array([channel.live for channel in self.channel_plans])

    def queues_on(self, channel: int) -> Integers:
        """Return the queues of a channel but that of reviews, in ascending order."""
        here = np.flatnonzero(self.channel_of == channel)
        joined: Integers = here[here != self.review_of[channel]]
        return joined


def make_plan(scenario: Scenario, before: Scenario | None = None) -> Plan:
    """Return the numeric plan of one arm's scenario.

    Parameters
    ----------
    scenario
        The arm.
    before
        The arm that a project plays until the launch; it has the same types, channels and teams.

    Raises
    ------
    ScenarioError
        When the arm before the launch has other queues or segments.
    """
    types, channels = tuple(scenario.inquiry_types), tuple(scenario.channels)
    segments = tuple(scenario.segments)
    routing = make_routing(scenario)
    horizon = scenario.run.horizon()
    earlier = make_plan(before) if before else None
    queues = tuple("/".join(queue) for queue in routing.queues)
    if before and earlier:
        _check_before(earlier.queues, queues, before, scenario)
    return Plan(
        horizon=horizon,
        types=types,
        channels=channels,
        segments=segments,
        queues=queues,
        teams=tuple(scenario.people.teams),
        type_plans=tuple(
            type_plan(inquiry_type, scenario) for inquiry_type in scenario.inquiry_types.values()
        ),
        channel_plans=tuple(channel_plan(name, scenario) for name in channels),
        queue_plans=tuple(queue_plan(scenario, *queue) for queue in routing.queues),
        team_plan=team_plan(scenario, routing),
        own_programmes=tuple(programme_plan(*named) for named in scenario.programmes.items()),
        vips=tuple(segment.vip for segment in scenario.segments.values()),
        customers=tuple(segment.customers for segment in scenario.segments.values()),
        review=review_plan(scenario),
        policy=compile_rules(scenario.policy, CodeNames(types, channels, segments)),
        turn_limit=scenario.bot.turn_limit if scenario.bot else 0,
        session_limit=_session_limit(scenario.bot),
        usage=session_usage(scenario.bot),
        handling=handling_terms(scenario),
        max_attempts=scenario.returns.max_attempts,
        dispatched=scenario.triage.method == "dispatcher",
        opening=tuple(
            _opening(channel, horizon, scenario.calendar) for channel in scenario.channels.values()
        ),
        channel_of=routing.channel_of,
        queue_of=routing.queue_of,
        tier2_of=routing.tier2_of,
        dispatch_of=routing.dispatch_of,
        review_of=routing.review_of,
        teams_of=routing.teams_of,
        mean_handle=_mean_handle(scenario),
        outages=_outages(scenario.bot, horizon),
        before=earlier,
    )


def _mean_handle(scenario: Scenario) -> Floats:
    inquiry_types, channels = scenario.inquiry_types.values(), scenario.channels
    return np.array(
        [
            [inquiry_type.mean_handle_time(name) for name in channels]
            for inquiry_type in inquiry_types
        ]
    )


def _session_limit(bot: Bot | None) -> float:
    if bot is None:
        return 0.0
    return inf if bot.session_limit is None else float(bot.session_limit)


def _check_before(
    earlier: tuple[str, ...], queues: tuple[str, ...], before: Scenario, scenario: Scenario
) -> None:
    """Check that queues and customers, which outlast the launch, are the same in both arms."""
    if earlier != queues:
        only = ", ".join(f"`{name}`" for name in sorted({*earlier} ^ {*queues}))
        rule = "both arms need the same queues (`queue`, `tier2`, triage by a `dispatcher`)"
        raise ScenarioError(f"a project goes on with who waits at the launch: {rule}; not {only}")
    if _customers(before) != _customers(scenario):
        rule = "a project's cases belong to the same customers in both arms"
        remedy = "write the names, `customers` and `share` of `segments` outside `arms`"
        raise ScenarioError(f"{rule}: {remedy}")


def _customers(scenario: Scenario) -> dict[str, tuple[int, float | None]]:
    """Return what decides which customer each case belongs to."""
    return {name: (segment.customers, segment.share) for name, segment in scenario.segments.items()}


def _outages(bot: Bot | None, horizon: Horizon) -> Floats:
    start = horizon.window_start
    stretches = (
        [(start + o.start, start + o.start + o.duration) for o in bot.outages] if bot else []
    )
    return on_grid(np.array(merged(sorted(stretches)), dtype=np.float64).reshape(-1, 2))


def _opening(channel: Channel, horizon: Horizon, calendar: Calendar) -> Floats:
    spans = channel.hours.spans(horizon.first_day, horizon.days, calendar)
    return np.array(spans, dtype=np.float64).reshape(-1, 2)
