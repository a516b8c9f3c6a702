"""The numeric plan: what management decides, as the engine reads it."""

from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray

from sim.engine.plan.hook import Names
from sim.engine.plan.numbers import (
    Campaign,
    Crew,
    Handling,
    Kind,
    Usage,
    Way,
    campaign_of,
    crew_of,
    handling_of,
    kind_of,
    usage_of,
    way_of,
)
from sim.engine.plan.routing import make_routing
from sim.engine.plan.rules import Rules, compile_rules
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
    """One arm of a scenario in numbers; names and records stand in the order of their codes.

    Attributes
    ----------
    horizon
        The run's calendar.
    types, channels, segments, queues, teams
        Names. A queue is a predicted type (or the name that types share) on a channel.
    kinds, ways, crews
        The numbers of each type, channel and team.
    own_programmes
        The numbers of each programme.
    vips, customers
        Whether rules that ask for a VIP mean each segment; how many customers it has.
    policy
        The compiled rules.
    turn_limit
        Turns of a bot session at most; 0: this arm has no bot.
    session_limit
        Bot sessions at a time; infinite: no limit; 0 without a bot.
    usage
        What a session's turns use.
    handling
        Factors and score terms.
    max_attempts
        Contacts that a case may have.
    outages
        When the bot is down, in seconds of the run, shape (outages, 2).
    dispatched
        A dispatcher reads every contact first.
    opening
        By channel: merged opening times of the human side in seconds of the run, shape (spans, 2).
    channel_of
        Channel of each queue.
    queue_of, tier2_of
        Queue of a type on a channel; its queue of tier 2, -1 without; shape (types, channels).
    dispatch_of
        Dispatchers' queue of each channel; empty without dispatchers.
    teams_of
        Teams of each queue in the order in which contacts are given to them.
    mean_handle
        Mean handle time in seconds, shape (types, channels).
    before
        The plan of contacts that arrive before the launch; None: this one, too.
    """

    horizon: Horizon
    types: tuple[str, ...]
    channels: tuple[str, ...]
    segments: tuple[str, ...]
    queues: tuple[str, ...]
    teams: tuple[str, ...]
    kinds: tuple[Kind, ...]
    ways: tuple[Way, ...]
    crews: tuple[Crew, ...]
    own_programmes: tuple[Campaign, ...]
    vips: tuple[bool, ...]
    customers: tuple[int, ...]
    policy: Rules
    turn_limit: int
    session_limit: float
    usage: Usage
    handling: Handling
    max_attempts: int
    dispatched: bool
    opening: tuple[NDArray[np.float64], ...]
    channel_of: tuple[int, ...]
    queue_of: NDArray[np.int64]
    tier2_of: NDArray[np.int64]
    dispatch_of: tuple[int, ...]
    teams_of: tuple[tuple[int, ...], ...]
    mean_handle: NDArray[np.float64]
    outages: NDArray[np.float64]
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
    def programmes(self) -> tuple[Campaign, ...]:
        """The programmes that `Contacts.programme` numbers: those before the launch come last."""
        return self.own_programmes + (self.before.programmes if self.before else ())

    @property
    def live(self) -> NDArray[np.bool_]:
        """Whether the customers of each channel wait on the line, shape (channels,)."""
        return np.array([way.live for way in self.ways])

    @cached_property
    def queue_number(self) -> list[list[int]]:
        """`queue_of` as plain numbers, which the engine reads faster."""
        numbers: list[list[int]] = self.queue_of.tolist()
        return numbers

    @cached_property
    def queues_on(self) -> tuple[tuple[int, ...], ...]:
        """Queues of each channel, in ascending order."""
        return tuple(
            tuple(queue for queue, of in enumerate(self.channel_of) if of == channel)
            for channel in range(len(self.channels))
        )

    @cached_property
    def helpers_of(self) -> tuple[tuple[tuple[float, int], ...], ...]:
        """By queue: seconds of waiting and the team that helps from then on, in order."""
        return tuple(
            tuple(
                sorted(
                    (crew.helps_after[queue], team)
                    for team, crew in enumerate(self.crews)
                    if queue in crew.helps_after
                )
            )
            for queue in range(len(self.queues))
        )


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
    kinds = scenario.inquiry_types.values()
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
        kinds=tuple(kind_of(kind, scenario.bot) for kind in kinds),
        ways=tuple(way_of(name, scenario) for name in channels),
        crews=tuple(crew_of(team, routing, scenario) for team in scenario.people.teams.values()),
        own_programmes=tuple(campaign_of(*named) for named in scenario.programmes.items()),
        vips=tuple(segment.vip for segment in scenario.segments.values()),
        customers=tuple(segment.customers for segment in scenario.segments.values()),
        policy=compile_rules(scenario.policy, Names(types, channels, segments)),
        turn_limit=scenario.bot.turn_limit if scenario.bot else 0,
        session_limit=_session_limit(scenario.bot),
        usage=usage_of(scenario.bot),
        handling=handling_of(scenario),
        max_attempts=scenario.returns.max_attempts,
        dispatched=scenario.triage.method == "dispatcher",
        opening=tuple(
            _opening(channel, horizon, scenario.calendar) for channel in scenario.channels.values()
        ),
        channel_of=tuple(channels.index(channel) for _, channel in routing.queues),
        queue_of=routing.queue_of,
        tier2_of=routing.tier2_of,
        dispatch_of=routing.dispatch_of,
        teams_of=routing.teams_of,
        outages=_outages(scenario.bot, horizon),
        before=earlier,
        mean_handle=np.array([[kind.mean_handle_time(way) for way in channels] for kind in kinds]),
    )


def _session_limit(bot: Bot | None) -> float:
    if bot is None:
        return 0.0
    return inf if bot.session_limit is None else float(bot.session_limit)


def _check_before(
    earlier: tuple[str, ...], queues: tuple[str, ...], before: Scenario, scenario: Scenario
) -> None:
    """Check that who waits at the launch, and whose cases they are, mean the same in both arms."""
    if earlier != queues:
        only = ", ".join(f"`{name}`" for name in sorted({*earlier} ^ {*queues}))
        rule = "both arms need the same queues (`queue`, `tier2`, triage by a `dispatcher`)"
        raise ScenarioError(f"a project goes on with who waits at the launch: {rule}; not {only}")
    if _customers(before) != _customers(scenario):
        rule = "a project's cases are the same customers' in both arms"
        remedy = "write names, `customers` and `share` of `segments` outside of `arms`"
        raise ScenarioError(f"{rule}: {remedy}")


def _customers(scenario: Scenario) -> dict[str, tuple[int, float | None]]:
    """Return what says whose each case is."""
    return {name: (one.customers, one.share) for name, one in scenario.segments.items()}


def _outages(bot: Bot | None, horizon: Horizon) -> NDArray[np.float64]:
    start = horizon.window_start
    stretches = (
        [(start + o.start, start + o.start + o.duration) for o in bot.outages] if bot else []
    )
    return on_grid(np.array(merged(sorted(stretches)), dtype=np.float64).reshape(-1, 2))


def _opening(channel: Channel, horizon: Horizon, calendar: Calendar) -> NDArray[np.float64]:
    spans = channel.hours.spans(horizon.first_day, horizon.days, calendar)
    return np.array(spans, dtype=np.float64).reshape(-1, 2)
