"""What a channel is in numbers."""

from enum import IntEnum
from math import inf
from typing import NamedTuple

from sim.scenario.root import Scenario
from sim.workload.grid import on_grid


class BotHours(IntEnum):
    """When the bot is there."""

    NEVER = 0
    HOURS = 1
    ALWAYS = 2


class ChannelPlan(NamedTuple):
    """A channel in numbers.

    Attributes
    ----------
    live
        Whether customers wait on the line.
    loses
        Whether contacts for people are lost outside the opening hours.
    diverts
        Whether contacts for people go on by another channel outside the opening hours.
    disconnects, moves
        Whether contacts that wait at closing are disconnected at once; go on by another channel.
    target
        Channel by which diverted or moved contacts go on; the channel itself where there are none.
    bot
        `BotHours`.
    announces
        Whether customers are told their estimated wait, and hang up when it exceeds their patience.
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
    bot: int
    announces: bool
    queue_capacity: float
    trunks: float
    silent_time: float


def channel_plan(name: str, scenario: Scenario) -> ChannelPlan:
    """Return a channel in numbers."""
    channel = scenario.channels[name]
    return ChannelPlan(
        live=channel.live,
        loses=channel.loses_outside_hours,
        diverts=channel.diverts_outside_hours,
        disconnects=channel.live and channel.at_closing == "disconnect",
        moves=channel.live and channel.at_closing == "to_deferred",
        target=list(scenario.channels).index(channel.diverts_to or name),
        bot=BotHours[channel.bot.upper()],
        announces=channel.balking == "announced",
        queue_capacity=inf if channel.queue_capacity is None else float(channel.queue_capacity),
        trunks=inf if channel.trunks is None else float(channel.trunks),
        silent_time=on_grid(channel.silent_time),
    )
