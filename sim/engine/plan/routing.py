"""The queues of a desk: what waits where, and which teams serve it in which order."""

from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.scenario.derived.queues import DISPATCH, queue_labels
from sim.scenario.root import Scenario

NO_QUEUE = -1


class Routing(NamedTuple):
    """All queues of an arm, by number.

    Attributes
    ----------
    queues
        Name and channel of each.
    queue_of, tier2_of
        Queue of a type on a channel; its queue of tier 2, -1 without; shape (types, channels).
    dispatch_of
        Dispatchers' queue of each channel; empty without dispatchers.
    teams_of
        Teams of each queue in the order in which contacts are given to them.
    """

    queues: list[tuple[str, str]]
    queue_of: NDArray[np.int64]
    tier2_of: NDArray[np.int64]
    dispatch_of: tuple[int, ...]
    teams_of: tuple[tuple[int, ...], ...]


def make_routing(scenario: Scenario) -> Routing:
    """Return the queues of an arm."""
    kinds, channels = scenario.inquiry_types, list(scenario.channels)
    queues = list(product(queue_labels(scenario), channels))
    number = {queue: place for place, queue in enumerate(queues)}
    labels = [kind.queue or name for name, kind in kinds.items()]
    specialists = [kind.tier2.queue if kind.tier2 else "" for kind in kinds.values()]
    dispatched = scenario.triage.method == "dispatcher"
    return Routing(
        queues=queues,
        queue_of=np.array([[number[label, way] for way in channels] for label in labels]),
        tier2_of=np.array(
            [[number.get((label, way), NO_QUEUE) for way in channels] for label in specialists]
        ),
        dispatch_of=tuple(number[DISPATCH, way] for way in channels) if dispatched else (),
        teams_of=tuple(_teams(scenario, *queue) for queue in queues),
    )


def _teams(scenario: Scenario, label: str, channel: str) -> tuple[int, ...]:
    """Return the teams of a queue: those that `team_order` names, then the others."""
    teams, order = scenario.people.teams, scenario.people.team_order
    serving = [name for name, team in teams.items() if team.weight(label, channel) is not None]
    names = (f"{label}/{channel}", label, f"*/{channel}")
    first = next((order[name] for name in names if name in order), ())
    numbers = {name: place for place, name in enumerate(teams)}
    ranked = [name for name in first if name in serving]
    return tuple(numbers[name] for name in dict.fromkeys((*ranked, *serving)))
