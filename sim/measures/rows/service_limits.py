"""Within which time contacts must be served to count as such: by queue, or one time for all."""

from itertools import product

from sim.scenario.derived.queues import DISPATCH, joined_queues, named, queue_labels
from sim.scenario.root import Scenario
from sim.scenario.sections.targets import Targets

SERVICE_LIMIT = 20.0
"""Time limit of the service level in seconds, unless a goal says otherwise."""


def usual_limit(targets: Targets) -> float:
    """Return the limit of queues without one of their own, in seconds: the goal's, or the usual."""
    goal = targets.goals.get("service_level")
    return SERVICE_LIMIT if goal is None or goal.within is None else goal.within


def service_limits(scenario: Scenario) -> dict[str, float]:
    """Return the limit of each queue in seconds, by its name, in the order of `Plan.queues`."""
    usual = usual_limit(scenario.targets)
    return {name: usual if limit is None else limit for name, limit in own_limits(scenario).items()}


def own_limits(scenario: Scenario) -> dict[str, float | None]:
    """Return what each queue says of its limit, None for nothing; as `service_limits`."""
    queues = product(queue_labels(scenario), scenario.channels)
    names = {"/".join(queue): named(scenario.queues, *queue) for queue in queues}
    return {
        queue: scenario.queues[name].service_limit if name else None
        for queue, name in names.items()
    }


def judged_queues(scenario: Scenario) -> list[str]:
    """Return the names of the queues whose waits count for the service level."""
    anyone_live = any(channel.live for channel in scenario.channels.values())
    return [
        f"{label}/{channel}"
        for label, channel in joined_queues(scenario)
        if label != DISPATCH and (scenario.channels[channel].live or not anyone_live)
    ]
