"""Whether what a section names exists in another, and every queue has a team."""

from collections.abc import Collection, Iterator
from itertools import product
from typing import TYPE_CHECKING

from sim.scenario.laws import Law
from sim.scenario.problem import Path, Problem, unknown
from sim.scenario.volumes import channels_of

if TYPE_CHECKING:
    from sim.scenario.root import Scenario

DISPATCH = "dispatch"
"""The queue in which contacts wait for a dispatcher."""
_OWN_RULES = ("asked", "turn_limit", "outage", "bot_full")


def names(scenario: "Scenario") -> Iterator[Problem]:
    """Check that no name has the slash that joins a queue's name and its channel's."""
    for section in ("channels", "inquiry_types"):
        for name in getattr(scenario, section):
            if "/" in name:
                yield (section, name), f"the name {name!r} has a `/`; choose another"
    dispatched = scenario.triage.method == "dispatcher"
    for name, kind in scenario.inquiry_types.items():
        if dispatched and DISPATCH in (name, kind.queue):
            rule = f"`{DISPATCH}` is the dispatchers' queue; choose another name"
            yield ("inquiry_types", name), rule


def handle_times(scenario: "Scenario") -> Iterator[Problem]:
    """Check that handle times by channel are for channels that exist, and for all in use."""
    handled = handled_on(scenario)
    for name, kind in scenario.inquiry_types.items():
        path: Path = ("inquiry_types", name, "handle_time")
        yield from _by_channel(scenario, path, kind.handle_time, handled[name])
        if kind.tier2 and kind.tier2.handle_time:
            path = ("inquiry_types", name, "tier2", "handle_time")
            yield from _by_channel(scenario, path, kind.tier2.handle_time, handled[name])


def _by_channel(
    scenario: "Scenario", path: Path, given: Law | dict[str, Law], used: Collection[str]
) -> Iterator[Problem]:
    if isinstance(given, dict):
        yield from unknown(path, given, scenario.channels, "channel")
        for channel in used:
            if channel not in given:
                yield (*path, channel), f"`{channel}` is missing; contacts of this type use it"


def handled_on(scenario: "Scenario") -> dict[str, dict[str, None]]:
    """Return by type the channels on which people may handle it: diversion and forwards count."""
    targets = {name: channel.diverts_to for name, channel in scenario.channels.items()}
    used = {name: dict.fromkeys(channels_of(scenario, name)) for name in scenario.inquiry_types}
    for channels in used.values():
        channels |= {to: None for name in channels if (to := targets[name]) in scenario.channels}
    # A contact is forwarded twice at most.
    for _ in range(2):
        for name, kind in scenario.inquiry_types.items():
            for target in kind.forwards:
                used.get(target, {}).update(used[name])
    return used


def ways_on(scenario: "Scenario") -> Iterator[Problem]:
    """Check that contacts are diverted and forwarded to where they can go."""
    for name, channel in scenario.channels.items():
        path: Path = ("channels", name, "diverts_to")
        wanted = channel.diverts_outside_hours or channel.at_closing == "to_deferred"
        if channel.diverts_to is None:
            if wanted:
                yield path, "`diverts_to` is missing: the channel by which contacts go on"
            continue
        if not wanted:
            yield path, "nothing diverts; add `outside_hours: divert` or `at_closing: to_deferred`"
        yield from unknown(path, (channel.diverts_to,), scenario.channels, "channel")
        target_name = channel.diverts_to
        target = scenario.channels.get(target_name)
        if target_name == name:
            yield path, "a channel cannot divert to itself"
        elif target and target.live and channel.at_closing == "to_deferred":
            yield (
                path,
                f"`at_closing: to_deferred` diverts to a deferred channel; {target_name!r} is live",
            )
    for name, kind in scenario.inquiry_types.items():
        path = ("inquiry_types", name, "forwards")
        yield from unknown(path, kind.forwards, scenario.inquiry_types, "type")
        if name in kind.forwards:
            yield (*path, name), "a type cannot be forwarded to itself"


def patience(scenario: "Scenario") -> Iterator[Problem]:
    """Check that a type's own patience is for live channels that exist."""
    live = [name for name, channel in scenario.channels.items() if channel.live]
    for name, kind in scenario.inquiry_types.items():
        path = ("inquiry_types", name, "patience")
        if isinstance(kind.patience, dict):
            yield from unknown(path, kind.patience, scenario.channels, "channel")
            for way in scenario.channels:
                if way in kind.patience and way not in live:
                    yield (*path, way), f"nobody waits on the line of `{way}`: it is deferred"
        elif kind.patience is not None and not set(live) & set(channels_of(scenario, name)):
            yield path, "nobody waits on a line: this type has no live channel; remove it"


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
    # Arms may do without the dispatchers whom a team has.
    labels = {**queue_labels(scenario), DISPATCH: None}
    known = [*labels, *map("/".join, product((*labels, "*"), scenario.channels))]
    for name, team in scenario.people.teams.items():
        path: Path = ("people", "teams", name)
        if team.queues != "all":
            yield from unknown((*path, "queues"), team.queues, known, "queue")
        yield from unknown((*path, "overflow"), team.overflow, known, "queue")
        for field in ("handle_factor", "wrap_factor"):
            factors = getattr(team, field)
            if isinstance(factors, dict):
                yield from unknown((*path, field), factors, scenario.inquiry_types, "type")
        yield from unknown((*path, "slots"), team.slots, scenario.channels, "channel")
    for name, teams in scenario.people.team_order.items():
        path = ("people", "team_order")
        yield from unknown(path, (name,), known, "queue")
        yield from unknown((*path, name), teams, scenario.people.teams, "team")


def queue_labels(scenario: "Scenario") -> dict[str, None]:
    """Return the names of all queues, without their channels and in their order."""
    kinds = scenario.inquiry_types
    labels = {kind.queue or name: None for name, kind in kinds.items()}
    labels |= {kind.tier2.queue: None for kind in kinds.values() if kind.tier2}
    if scenario.triage.method == "dispatcher":
        labels[DISPATCH] = None
    return labels


def unserved_queues(scenario: "Scenario") -> Iterator[Problem]:
    """Check that every queue has a team; triage may take a contact for another type."""
    types, teams = scenario.inquiry_types, scenario.people.teams.values()
    used = [(name, way) for name, ways in handled_on(scenario).items() for way in ways]
    joined: dict[tuple[str, str], None] = {}
    for name, way in used:
        joined |= {(types[n].queue or n, way): None for n in _taken_for(scenario, name)}
        if tier2 := types[name].tier2:
            joined[tier2.queue, way] = None
        if scenario.triage.method == "dispatcher":
            joined[DISPATCH, way] = None
    for queue, channel in joined:
        if all(team.weight(queue, channel) is None for team in teams):
            yield ("people", "teams"), f"no team serves `{queue}/{channel}`; add it to `queues`"


def _taken_for(scenario: "Scenario", name: str) -> list[str]:
    """Return the types that triage may take a type for, itself first."""
    types, triage = scenario.inquiry_types, scenario.triage
    if not triage.predicts:
        return [name]
    return [name, *(other for other in triage.confusion.get(name, types) if other in types)]


def confusion(scenario: "Scenario") -> Iterator[Problem]:
    """Check that triage confuses types that exist, in shares that add to 1."""
    types, path = scenario.inquiry_types, ("triage", "confusion")
    yield from unknown(path, scenario.triage.confusion, types, "type")
    for name, row in scenario.triage.confusion.items():
        yield from unknown((*path, name), row, types, "type")
        if abs(sum(row.values()) - 1) > 1e-9:
            yield (*path, name), f"the shares add to {sum(row.values()):g}, not to 1"


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
