"""Whether what a section names exists in another, and every queue has a team."""

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

from sim.scenario.problem import Problem, unknown
from sim.scenario.volumes import channels_of

if TYPE_CHECKING:
    from sim.scenario.root import Scenario

_OWN_RULES = ("asked", "turn_limit", "outage", "bot_full")


def names(scenario: "Scenario") -> Iterator[Problem]:
    """Check that no name has the slash that joins a queue's name and its channel's."""
    for section in ("channels", "inquiry_types"):
        for name in getattr(scenario, section):
            if "/" in name:
                yield (section, name), f"the name {name!r} has a `/`; choose another"


def handle_times(scenario: "Scenario") -> Iterator[Problem]:
    """Check that handle times by channel are for channels that exist, and for all in use."""
    for name, kind in scenario.inquiry_types.items():
        if isinstance(kind.handle_time, dict):
            path = ("inquiry_types", name, "handle_time")
            yield from unknown(path, kind.handle_time, scenario.channels, "channel")
            for channel in channels_of(scenario, name):
                if channel not in kind.handle_time:
                    yield (*path, channel), f"`{channel}` is missing; cases of this type use it"


def surge_types(scenario: "Scenario") -> Iterator[Problem]:
    """Check that surges name types that exist."""
    for number, surge in enumerate(scenario.demand.surges):
        path = ("demand", "surges", str(number), "types")
        yield from unknown(path, surge.types or (), scenario.inquiry_types, "type")
    if scenario.stress.surge:
        types = scenario.stress.surge.types or ()
        yield from unknown(("stress", "surge", "types"), types, scenario.inquiry_types, "type")


def team_queues(scenario: "Scenario") -> Iterator[Problem]:
    """Check that teams serve queues that exist."""
    queues = {kind.queue or name: None for name, kind in scenario.inquiry_types.items()}
    known = [*queues, *map("/".join, product((*queues, "*"), scenario.channels))]
    for name, team in scenario.people.teams.items():
        if team.queues != "all":
            yield from unknown(("people", "teams", name, "queues"), team.queues, known, "queue")


def unserved_queues(scenario: "Scenario") -> Iterator[Problem]:
    """Check that every queue has a team; AI triage may take a contact for any type."""
    types, teams = scenario.inquiry_types, scenario.people.teams.values()
    used = [(name, channel) for name in types for channel in channels_of(scenario, name)]
    if scenario.triage.method == "ai":
        used = list(product(types, dict.fromkeys(channel for _, channel in used)))
    joined = dict.fromkeys((types[name].queue or name, channel) for name, channel in used)
    for queue, channel in joined:
        if all(team.weight(queue, channel) is None for team in teams):
            yield ("people", "teams"), f"no team serves `{queue}/{channel}`; add it to `queues`"


def rules(scenario: "Scenario") -> Iterator[Problem]:
    """Check that rules have names of their own, and name types and channels that exist."""
    taken = set(_OWN_RULES)
    for number, rule in enumerate(scenario.policy.rules):
        path, when = ("policy", "rules", str(number)), rule.when
        if rule.name in taken:
            yield (*path, "name"), f"a rule is already called {rule.name!r}; choose another name"
        taken.add(rule.name)
        yield from unknown((*path, "when", "type"), when.type or (), scenario.inquiry_types, "type")
        channels = when.channel or ()
        yield from unknown((*path, "when", "channel"), channels, scenario.channels, "channel")
