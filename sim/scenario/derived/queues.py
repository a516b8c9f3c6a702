"""The queues of a scenario: which there are, and which contacts may wait in which."""

from collections.abc import Container, Iterator

from sim.scenario.root import Scenario

DISPATCH = "dispatch"
"""The queue in which contacts wait for a dispatcher."""
REVIEW = "review"
"""The queue in which sessions of the bot wait for a reviewer."""


def queue_labels(scenario: Scenario) -> dict[str, None]:
    """Return the names of all queues, without their channels and in their order."""
    kinds = scenario.inquiry_types
    labels = {kind.queue or name: None for name, kind in kinds.items()}
    labels |= {kind.tier2.queue: None for kind in kinds.values() if kind.tier2}
    if scenario.triage.method == "dispatcher":
        labels[DISPATCH] = None
    if reviewing_team(scenario) is not None:
        labels[REVIEW] = None
    return labels


def reviewing_team(scenario: Scenario) -> str | None:
    """Return the name of the team that reviews what the bot does; None: nobody's time is taken."""
    review = scenario.bot.review if scenario.bot else None
    return review.team if review and review.share > 0 else None


def named(names: Container[str], label: str, channel: str) -> str | None:
    """Return the name that means a queue most closely: with its channel, alone, or `*/channel`."""
    choices = (f"{label}/{channel}", label, f"*/{channel}")
    return next((name for name in choices if name in names), None)


def channels_of(scenario: Scenario, name: str) -> list[str]:
    """Return the channels over which cases of a type can come."""
    split = scenario.inquiry_types[name].channels
    if split is not None:
        return [channel for channel in scenario.channels if split.get(channel)]
    return [label for label, channel in scenario.channels.items() if channel.share != 0]


def handled_on(scenario: Scenario) -> dict[str, dict[str, None]]:
    """Return by type the channels on which people may handle it: diversion and forwards count."""
    targets = {name: channel.diverts_to for name, channel in scenario.channels.items()}
    used = {name: dict.fromkeys(channels_of(scenario, name)) for name in scenario.inquiry_types}
    for channels in used.values():
        channels |= {to: None for name in channels if (to := targets[name]) in scenario.channels}
    for _ in range(min(scenario.people.max_forwards, len(used))):
        for name, kind in scenario.inquiry_types.items():
            for target in kind.forwards:
                used.get(target, {}).update(used[name])
    return used


def joined_queues(scenario: Scenario) -> dict[tuple[str, str], None]:
    """Return name and channel of every queue that contacts may join."""
    types = scenario.inquiry_types
    joined: dict[tuple[str, str], None] = {}
    for name, channels in handled_on(scenario).items():
        for channel in channels:
            joined |= {(label, channel): None for label in _labels_for(scenario, name)}
            if tier2 := types[name].tier2:
                joined[tier2.queue, channel] = None
            if scenario.triage.method == "dispatcher":
                joined[DISPATCH, channel] = None
    return joined


def _labels_for(scenario: Scenario, name: str) -> Iterator[str]:
    """Yield the queues of the types that triage may take a type for, its own first."""
    types, triage = scenario.inquiry_types, scenario.triage
    others = triage.confusion.get(name, types) if triage.predicts else ()
    for other in (name, *others):
        if other in types:
            yield types[other].queue or other
