"""Whether anybody tries again after not getting through."""

from sim.scenario.root import Scenario


def any_redials(scenario: Scenario) -> bool:
    """Return whether the customers of a type on a channel may."""
    types, channels = scenario.inquiry_types.values(), scenario.channels.values()
    return any(kind.redial_on(channel) for kind in types for channel in channels)
