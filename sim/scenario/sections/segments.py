"""Section `segments`: groups of customers who are alike."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from sim.scenario.values.section import Section
from sim.scenario.values.sources import Default, Source
from sim.scenario.values.units import Factor, Monthly, Share


class Segment(Section):
    """Customers who bring equally many cases, are worth the same, and take to the bot alike."""

    customers: Annotated[int, Field(ge=1, le=10**9)]
    """How many customers it has; each case belongs to one of them."""
    share: Annotated[Share | None, Default("that of its customers")] = None
    """Share of all cases; the shares add up to 1."""
    value: Monthly = 0.0
    """What one of its customers is worth per month, such as `30/month`."""
    vip: bool = False
    """Whether its customers are VIPs, for rules that ask for them."""
    bot_affinity: Annotated[Factor, Source(grade="J")] = 1.0
    """How they take to the bot: their chances of asking for a person, at once and after a turn, are
    divided by it."""
    bot_quality: Annotated[Factor, Source(grade="J")] = 1.0
    """Factor on the bot's true resolution rates for their cases, which stay at or below 1; the bot
    itself does not know of it."""


def shares_of(segments: Mapping[str, Segment]) -> dict[str, float]:
    """Return each segment's share of all cases."""
    customers = sum(segment.customers for segment in segments.values())
    return {
        name: segment.customers / customers if segment.share is None else segment.share
        for name, segment in segments.items()
    }
