"""How the cases of a scenario split over inquiry types, channels and the week."""

from collections.abc import Sequence

from sim.scenario.root import Scenario
from sim.scenario.values.profiles import profile_weights
from sim.scenario.values.volume import Volume


def type_volume(scenario: Scenario, name: str) -> tuple[Volume | None, float]:
    """Return the volume that a type has a share of, and this share.

    The volume is the type's own, with a share of 1, or the whole demand's; None with a trace.
    """
    kind = scenario.inquiry_types[name]
    if kind.volume is not None:
        return kind.volume, 1.0
    return scenario.demand.volume, 1.0 if kind.share is None else kind.share


def channel_shares(scenario: Scenario, name: str) -> dict[str, float]:
    """Return the share of a type's cases that comes over each channel, 0 for some."""
    own = scenario.inquiry_types[name].channels
    if own is not None:
        return {channel: own.get(channel, 0.0) for channel in scenario.channels}
    equal = 1 / len(scenario.channels)
    return {
        channel: equal if way.share is None else way.share
        for channel, way in scenario.channels.items()
    }


def weekly_weights(scenario: Scenario, name: str, channel: str) -> Sequence[float]:
    """Return the weights of the week's half hours for a type's cases over a channel.

    They are the type's own, else those of its channel, else those of the whole demand.
    """
    own, way = scenario.inquiry_types[name].profile, scenario.channels[channel].profile
    return profile_weights(own or way or scenario.demand.profile)
