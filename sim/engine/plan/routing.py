"""The queues of a desk: what waits where, and which teams serve it in which order."""

from itertools import product
from typing import NamedTuple

import numpy as np

from sim.base.arrays import Integers
from sim.scenario.derived.queues import DISPATCH, REVIEW, queue_labels, reviewing_team
from sim.scenario.root import Scenario

NO_QUEUE = NO_TEAM = -1


class Routing(NamedTuple):
    """All queues of an arm, by number.

    Attributes
    ----------
    queues
        Name and channel of each.
    channel_of
        Channel of each, shape (queues,).
    queue_of, tier2_of
        Queue of a type on a channel; its queue of tier 2, -1 without; shape (types, channels).
    dispatch_of
        Dispatchers' queue of each channel, -1 without dispatchers, shape (channels,).
    review_of
        Reviewers' queue of each channel, -1 without reviewers, shape (channels,).
    teams_of
        Teams of each queue in the order in which contacts are given to them, then -1, shape
        (queues, teams).
    """

    queues: list[tuple[str, str]]
    channel_of: Integers
    queue_of: Integers
    tier2_of: Integers
    dispatch_of: Integers
    review_of: Integers
    teams_of: Integers


def make_routing(scenario: Scenario) -> Routing:
    """Return the queues of an arm."""
    inquiry_types, channels = scenario.inquiry_types, list(scenario.channels)
    queues = list(product(queue_labels(scenario), channels))
    number = {queue: place for place, queue in enumerate(queues)}
    labels = [inquiry_type.queue or name for name, inquiry_type in inquiry_types.items()]
    specialists = [
        inquiry_type.tier2.queue if inquiry_type.tier2 else ""
        for inquiry_type in inquiry_types.values()
    ]
    dispatch = DISPATCH if scenario.triage.method == "dispatcher" else ""
    teams = np.full((len(queues), len(scenario.people.teams)), NO_TEAM)
    for place, queue in enumerate(queues):
        serving = _teams(scenario, *queue)
        teams[place, : len(serving)] = serving
    return Routing(
        queues=queues,
        channel_of=np.array([channels.index(channel) for _, channel in queues]),
        queue_of=np.array([[number[label, name] for name in channels] for label in labels]),
        tier2_of=np.array(
            [[number.get((label, name), NO_QUEUE) for name in channels] for label in specialists]
        ),
        dispatch_of=np.array([number.get((dispatch, name), NO_QUEUE) for name in channels]),
        review_of=np.array([number.get((REVIEW, name), NO_QUEUE) for name in channels]),
        teams_of=teams,
    )


def _teams(scenario: Scenario, label: str, channel: str) -> tuple[int, ...]:
    """Return the teams of a queue: those that `team_order` names, then the others."""
    if label == REVIEW:
        return (list(scenario.people.teams).index(reviewing_team(scenario) or ""),)
    teams, order = scenario.people.teams, scenario.people.team_order
    serving = [name for name, team in teams.items() if team.weight(label, channel) is not None]
    names = (f"{label}/{channel}", label, f"*/{channel}")
    first = next((order[name] for name in names if name in order), ())
    numbers = {name: place for place, name in enumerate(teams)}
    ranked = [name for name in first if name in serving]
    return tuple(numbers[name] for name in dict.fromkeys((*ranked, *serving)))
