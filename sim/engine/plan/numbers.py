"""Channels, types, teams, programmes and handling in numbers: the parts of a plan."""

from math import inf
from typing import NamedTuple

from sim.base.time import HOUR
from sim.engine.plan.routing import Routing
from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot
from sim.scenario.sections.inquiry_types import InquiryType
from sim.scenario.sections.programmes import Programme
from sim.scenario.sections.team import Team, factor_of
from sim.workload.grid import on_grid


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


class Campaign(NamedTuple):
    """A programme in numbers.

    Attributes
    ----------
    name
        Its name.
    outreach
        Outreach for each case that it reaches, those in vain included.
    cost, upsell
        What this costs, and what it sells, for each case that it reaches.
    """

    name: str
    outreach: float
    cost: float
    upsell: float


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


class Usage(NamedTuple):
    """What a session uses by its turns, in whole numbers.

    Attributes
    ----------
    actions
        Actions of a turn.
    instructions, customer, answer
        Tokens of a turn: instructions, the customer's message, the bot's answer.
    """

    actions: int = 0
    instructions: int = 0
    customer: int = 0
    answer: int = 0

    def tokens_in(self, turns: int) -> int:
        """Return the tokens read in so many turns: each reads all that was said before it, too."""
        said_before = (self.customer + self.answer) * (turns * (turns - 1) // 2)
        return turns * (self.instructions + self.customer) + said_before


def way_of(name: str, scenario: Scenario) -> Way:
    """Return a channel in numbers."""
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


def kind_of(kind: InquiryType, bot: Bot | None) -> Kind:
    """Return an inquiry type in numbers."""
    step = kind.bot.mood_step
    return Kind(
        eligible=kind.bot.eligible,
        mood_step=step if step is not None else (bot.mood_step if bot else 0.0),
        ageing=kind.ageing / HOUR,
        after_call=kind.after_call if isinstance(kind.after_call, float) else 0.0,
    )


def campaign_of(name: str, programme: Programme) -> Campaign:
    """Return a programme in numbers."""
    outreach = programme.outreach_per_case
    return Campaign(name, outreach, outreach * programme.cost, outreach * programme.upsell)


def usage_of(bot: Bot | None) -> Usage:
    """Return what a session's turns use."""
    if bot is None:
        return Usage()
    given = bot.usage
    return Usage(
        actions=given.actions_per_turn,
        instructions=given.tokens_instructions,
        customer=given.tokens_customer,
        answer=given.tokens_answer,
    )


def crew_of(team: Team, routing: Routing, scenario: Scenario) -> Crew:
    """Return a team in numbers."""
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


def handling_of(scenario: Scenario) -> Handling:
    """Return what an arm adds to handling and to scores."""
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
