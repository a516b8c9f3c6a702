"""Whether teams and queues fit: teams serve queues that exist, and every queue has a team."""

from collections.abc import Iterable, Iterator
from itertools import product

from sim.scenario.consistency.problem import Problem, unknown
from sim.scenario.derived.queues import DISPATCH, joined_queues, queue_labels
from sim.scenario.errors import FieldPath
from sim.scenario.root import Scenario
from sim.scenario.sections.team import Team


def own_queues(scenario: Scenario) -> Iterator[Problem]:
    """Check that section `queues` names queues that exist."""
    yield from unknown(("queues",), scenario.queues, _known(_labels(scenario), scenario), "queue")


def _labels(scenario: Scenario) -> dict[str, None]:
    """Return the names of all queues without their channels, and that of dispatchers.

    Arms may do without the dispatchers whom a team has.
    """
    return {**queue_labels(scenario), DISPATCH: None}


def _known(labels: Iterable[str], scenario: Scenario) -> list[str]:
    """Return all names that mean a queue."""
    return [*labels, *map("/".join, product((*labels, "*"), scenario.channels))]


def team_queues(scenario: Scenario) -> Iterator[Problem]:
    """Check that teams serve queues that exist."""
    labels = _labels(scenario)
    known = _known(labels, scenario)
    for name, team in scenario.people.teams.items():
        path: FieldPath = ("people", "teams", name)
        if team.queues != "all":
            yield from unknown((*path, "queues"), team.queues, known, "queue")
        yield from unknown((*path, "overflow"), team.overflow, known, "queue")
        for queue in team.overflow:
            if _serves(team, queue, labels, scenario):
                yield (*path, "overflow", queue), "the team serves this queue anyway; remove it"
        for field in ("handle_time", "handle_factor", "wrap_factor"):
            by_type = getattr(team, field)
            if isinstance(by_type, dict):
                yield from unknown((*path, field), by_type, scenario.inquiry_types, "type")
        yield from unknown((*path, "slots"), team.slots, scenario.channels, "channel")
    for name, teams in scenario.people.team_order.items():
        path = ("people", "team_order")
        yield from unknown(path, (name,), known, "queue")
        yield from unknown((*path, name), teams, scenario.people.teams, "team")


def _serves(team: Team, name: str, labels: Iterable[str], scenario: Scenario) -> bool:
    """Return whether a team serves all queues that a name stands for."""
    label, _, channel = name.partition("/")
    queues = product(
        labels if label == "*" else [label], [channel] if channel else scenario.channels
    )
    return all(team.weight(*queue) is not None for queue in queues)


def unserved_queues(scenario: Scenario) -> Iterator[Problem]:
    """Check that every queue has a team; triage may take a contact for another type."""
    teams = scenario.people.teams.values()
    for queue, channel in joined_queues(scenario):
        if all(team.weight(queue, channel) is None for team in teams):
            yield ("people", "teams"), f"no team serves `{queue}/{channel}`; add it to `queues`"
