"""The numeric plan: what management decides, as the engine reads it."""

from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.routing import Routing, make_routing
from sim.engine.rules import Rules, compile_rules
from sim.scenario.bot import Bot
from sim.scenario.calendar import Calendar
from sim.scenario.channels import Channel
from sim.scenario.horizon import Horizon
from sim.scenario.hours import merged
from sim.scenario.inquiry_types import InquiryType
from sim.scenario.root import Scenario
from sim.scenario.team import Team, factor_of
from sim.workload.grid import on_grid

SECONDS_AN_HOUR = 3600.0


class Way(NamedTuple):
    """A channel in numbers.

    Attributes
    ----------
    live
        Customers wait on the line.
    loses
        Contacts for people outside the opening hours are lost.
    diverts
        Contacts for people outside the opening hours go on by another channel.
    disconnects, moves
        Who waits at closing is disconnected at once; goes on by another channel at once.
    target
        Channel by which contacts go on that are diverted or moved; its own where none are.
    bot
        When the bot is there: `never`, `hours` or `always`.
    announces
        Customers are told their estimated wait and hang up when it is above their patience.
    queue_capacity, trunks
        Contacts that may wait; that may wait or be in hand. Infinite: no limit.
    silent_time
        Seconds that an agent loses on a contact whose customer has left without a sign.
    """

    live: bool
    loses: bool
    diverts: bool
    disconnects: bool
    moves: bool
    target: int
    bot: str
    announces: bool
    queue_capacity: float
    trunks: float
    silent_time: float


class Kind(NamedTuple):
    """An inquiry type in numbers.

    Attributes
    ----------
    eligible
        The bot may take contacts predicted as this type.
    mood_step
        Mood lost with each unsolved turn.
    ageing
        Score gained per second of waiting.
    after_call
        Share of the handle time that is after-call work.
    """

    eligible: bool
    mood_step: float
    ageing: float
    after_call: float


class Crew(NamedTuple):
    """A team in numbers.

    Attributes
    ----------
    weights
        The weight of each queue that it serves.
    helps_after
        Seconds of waiting after which it helps with each queue that it does not serve.
    talk_factor, wrap_factor
        By type: factors on handle times, and on their after-call work on top.
    slots_of
        By channel: contacts that an agent may have in hand, on average over the team.
    slow_down
        Factor on a handle time that begins with so many contacts in hand, from 1 on; the last
        holds for more.
    """

    weights: dict[int, float]
    helps_after: dict[int, float]
    talk_factor: tuple[float, ...]
    wrap_factor: tuple[float, ...]
    slots_of: tuple[float, ...]
    slow_down: tuple[float, ...]

    def slots(self, channel: int, agent: int) -> int:
        """Return an agent's slots: of 2.5, every second agent has 3 and the others 2."""
        mean = self.slots_of[channel]
        return int((agent + 1) * mean) - int(agent * mean)


class Handling(NamedTuple):
    """Factors on the handle time of an answer, and what adds to a waiting contact's score.

    Attributes
    ----------
    summary, summary_after_bot
        Factor of triage's summary; of the bot's hand-over summary, which takes its place.
    mood_after_bot
        Factor after an escalation.
    escalated_bonus, transferred_bonus
        Score added after an escalation; after a transfer.
    bot_time_counts
        Whether an escalated contact's waiting age begins with its bot session.
    """

    summary: float
    summary_after_bot: float
    mood_after_bot: float
    escalated_bonus: float
    transferred_bonus: float
    bot_time_counts: bool


@dataclass(frozen=True)
class Plan:
    """One arm of a scenario in numbers; names and records stand in the order of their codes.

    Attributes
    ----------
    horizon
        The run's calendar.
    types, channels, queues, teams
        Names. A queue is a predicted type (or the name that types share) on a channel.
    kinds, ways, crews
        The numbers of each type, channel and team.
    policy
        The compiled rules.
    turn_limit
        Turns of a bot session at most; 0: this arm has no bot.
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
    queues: tuple[str, ...]
    teams: tuple[str, ...]
    kinds: tuple[Kind, ...]
    ways: tuple[Way, ...]
    crews: tuple[Crew, ...]
    policy: Rules
    turn_limit: int
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
    """
    types, channels = tuple(scenario.inquiry_types), tuple(scenario.channels)
    kinds = scenario.inquiry_types.values()
    routing = make_routing(scenario)
    horizon = scenario.run.horizon()
    return Plan(
        horizon=horizon,
        types=types,
        channels=channels,
        queues=tuple("/".join(queue) for queue in routing.queues),
        teams=tuple(scenario.people.teams),
        kinds=tuple(_kind(kind, scenario.bot) for kind in kinds),
        ways=tuple(_way(name, scenario) for name in channels),
        crews=tuple(_crew(team, routing, scenario) for team in scenario.people.teams.values()),
        policy=compile_rules(scenario.policy, types, channels),
        turn_limit=scenario.bot.turn_limit if scenario.bot else 0,
        handling=_handling(scenario),
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
        before=make_plan(before) if before else None,
        mean_handle=np.array([[kind.mean_handle_time(way) for way in channels] for kind in kinds]),
    )


def _way(name: str, scenario: Scenario) -> Way:
    channel = scenario.channels[name]
    return Way(
        live=channel.live,
        loses=channel.loses_outside_hours,
        diverts=channel.diverts_outside_hours,
        disconnects=channel.live and channel.at_closing == "disconnect",
        moves=channel.live and channel.at_closing == "to_deferred",
        target=list(scenario.channels).index(channel.diverts_to or name),
        bot=channel.bot,
        announces=channel.balking == "announced",
        queue_capacity=inf if channel.queue_capacity is None else float(channel.queue_capacity),
        trunks=inf if channel.trunks is None else float(channel.trunks),
        silent_time=on_grid(channel.silent_time),
    )


def _kind(kind: InquiryType, bot: Bot | None) -> Kind:
    step = kind.bot.mood_step
    return Kind(
        eligible=kind.bot.eligible,
        mood_step=step if step is not None else (bot.mood_step if bot else 0.0),
        ageing=kind.ageing / SECONDS_AN_HOUR,
        after_call=kind.after_call if isinstance(kind.after_call, float) else 0.0,
    )


def _crew(team: Team, routing: Routing, scenario: Scenario) -> Crew:
    weights = [team.weight(*queue) for queue in routing.queues]
    helps = [team.helps_after(*queue) for queue in routing.queues]
    return Crew(
        weights={q: w for q, w in enumerate(weights) if w is not None},
        helps_after={
            q: on_grid(after)
            for q, after in enumerate(helps)
            if after is not None and weights[q] is None
        },
        talk_factor=tuple(factor_of(team.handle_factor, kind) for kind in scenario.inquiry_types),
        wrap_factor=tuple(factor_of(team.wrap_factor, kind) for kind in scenario.inquiry_types),
        slots_of=tuple(team.slots.get(channel, 1.0) for channel in scenario.channels),
        slow_down=_slow_down(team.slow_down),
    )


def _slow_down(factors: dict[int, float]) -> tuple[float, ...]:
    """Return the factor at 1, 2, ... contacts in hand; what is not said is that of one less."""
    steps = [1.0]
    for count in range(2, max(factors, default=1) + 1):
        steps.append(factors.get(count, steps[-1]))
    return tuple(steps)


def _handling(scenario: Scenario) -> Handling:
    bot, people = scenario.bot, scenario.people
    summary = 1.0 - scenario.triage.saving
    return Handling(
        summary=summary,
        summary_after_bot=1.0 - bot.handover_saves if bot else summary,
        mood_after_bot=bot.escalated_handling if bot else 1.0,
        escalated_bonus=people.escalated_bonus,
        transferred_bonus=people.transferred_bonus,
        bot_time_counts=people.bot_time_counts,
    )


def _outages(bot: Bot | None, horizon: Horizon) -> NDArray[np.float64]:
    start = horizon.window_start
    stretches = (
        [(start + o.start, start + o.start + o.duration) for o in bot.outages] if bot else []
    )
    return on_grid(np.array(merged(sorted(stretches)), dtype=np.float64).reshape(-1, 2))


def _opening(channel: Channel, horizon: Horizon, calendar: Calendar) -> NDArray[np.float64]:
    spans = channel.hours.spans(horizon.first_day, horizon.days, calendar)
    return np.array(spans, dtype=np.float64).reshape(-1, 2)
