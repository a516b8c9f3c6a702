"""The queues of a scenario: which there are, who serves them, and what may wait in them."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING

from sim.scenario.consistency.problem import Path, Problem, unknown
from sim.scenario.consistency.volumes import channels_of

if TYPE_CHECKING:
    from sim.scenario.root import Scenario
    from sim.scenario.sections.team import Team

DISPATCH = "dispatch"
"""The queue in which contacts wait for a dispatcher."""


def queue_labels(scenario: "Scenario") -> dict[str, None]:
    """Return the names of all queues, without their channels and in their order."""
    kinds = scenario.inquiry_types
    labels = {kind.queue or name: None for name, kind in kinds.items()}
    labels |= {kind.tier2.queue: None for kind in kinds.values() if kind.tier2}
    if scenario.triage.method == "dispatcher":
        labels[DISPATCH] = None
    return labels


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
        for queue in team.overflow:
            if _serves(team, queue, labels, scenario):
                yield (*path, "overflow", queue), "the team serves this queue anyway; remove it"
        for field in ("handle_factor", "wrap_factor"):
            factors = getattr(team, field)
            if isinstance(factors, dict):
                yield from unknown((*path, field), factors, scenario.inquiry_types, "type")
        yield from unknown((*path, "slots"), team.slots, scenario.channels, "channel")
    for name, teams in scenario.people.team_order.items():
        path = ("people", "team_order")
        yield from unknown(path, (name,), known, "queue")
        yield from unknown((*path, name), teams, scenario.people.teams, "team")


def _serves(team: "Team", name: str, labels: Iterable[str], scenario: "Scenario") -> bool:
    """Return whether a team serves all queues that a name stands for."""
    label, _, channel = name.partition("/")
    queues = product(
        labels if label == "*" else [label], [channel] if channel else scenario.channels
    )
    return all(team.weight(*queue) is not None for queue in queues)


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
