"""Where contacts go on: by another channel, as another type."""

from collections.abc import Iterator

from sim.scenario.consistency.problem import Problem, unknown
from sim.scenario.errors import FieldPath
from sim.scenario.root import Scenario
from sim.scenario.sections.channels import Channel


def diversions(scenario: Scenario) -> Iterator[Problem]:
    """Check that contacts are diverted to channels on which they can stay."""
    for name, channel in scenario.channels.items():
        path: FieldPath = ("channels", name, "diverts_to")
        target = channel.diverts_to
        if target is None and channel.diverts:
            yield path, "`diverts_to` is missing; name the channel on which contacts go on"
        elif target is not None and not channel.diverts:
            remedy = "add `outside_hours: divert` or `at_closing: to_deferred`"
            yield path, f"this channel diverts nothing; {remedy}"
        elif target is not None:
            if target == name:
                yield path, "a channel cannot divert to itself"
            elif target in scenario.channels:
                yield from _staying(path, channel, scenario.channels[target])
            for _, message in unknown(path, (target,), scenario.channels, "channel"):
                yield path, message


def _staying(path: FieldPath, channel: Channel, target: Channel) -> Iterator[Problem]:
    name = channel.diverts_to
    if target.diverts:
        yield path, f"{name!r} diverts contacts, too; name a channel where they stay"
    elif target.live and channel.at_closing == "to_deferred":
        yield path, f"`at_closing: to_deferred` diverts to a deferred channel; {name!r} is live"


def forwards(scenario: Scenario) -> Iterator[Problem]:
    """Check that contacts are forwarded to types that exist."""
    for name, kind in scenario.inquiry_types.items():
        path = ("inquiry_types", name, "forwards")
        yield from unknown(path, kind.forwards, scenario.inquiry_types, "type")
