"""Which share of a channel's contacts comes while people are there for it."""

from dataclasses import dataclass

from sim.base.time import HALF_HOUR, WEEK
from sim.scenario.derived.splits import weekly_weights
from sim.scenario.root import Scenario
from sim.scenario.values.hours import Hours

STEP = 300.0
"""Seconds as finely as opening hours are looked at."""


@dataclass(frozen=True)
class OpenShare:
    """Shares of contacts within the opening hours, holidays aside.

    Attributes
    ----------
    first
        Of first contacts, which come by the weekly profile.
    later
        Of all others, which are taken to come at any time of the week.
    """

    first: float
    later: float


def open_share(scenario: Scenario, name: str, way: str) -> OpenShare:
    """Return the shares of a type over a channel; of a channel that is diverted, of both together.

    Parameters
    ----------
    scenario
        An arm that fits together.
    name, way
        The inquiry type and the channel.
    """
    channel = scenario.channels[way]
    if channel.hours.always:
        return OpenShare(1.0, 1.0)
    hours = [channel.hours]
    if channel.diverts_outside_hours and channel.diverts_to in scenario.channels:
        hours.append(scenario.channels[channel.diverts_to].hours)
    weights = weekly_weights(scenario, name, way)
    shares = [_open(hours, place * HALF_HOUR) for place in range(len(weights))]
    first = sum(weight * share for weight, share in zip(weights, shares, strict=True))
    return OpenShare(first / sum(weights), sum(shares) / len(shares))


def _open(hours: list[Hours], start: float) -> float:
    """Return the share of a half hour of the week in which any of the hours hold."""
    spans = [span for each in hours for on, off in each.weekly for span in _in_week(on, off)]
    middles = [start + (place + 0.5) * STEP for place in range(round(HALF_HOUR / STEP))]
    return sum(any(on <= at < off for on, off in spans) for at in middles) / len(middles)


def _in_week(on: float, off: float) -> list[tuple[float, float]]:
    """Return a span as it lies in the week, twice where it goes beyond its end."""
    return [(on, off)] if off <= WEEK else [(on, WEEK), (0.0, off - WEEK)]
