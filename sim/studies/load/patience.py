"""How long those who wait on a line do so on average."""

from math import inf

import numpy as np

from sim.base.arrays import Floats
from sim.engine.plan.plan import Plan
from sim.scenario.root import Scenario


def mean_patience(scenario: Scenario, plan: Plan, mix: Floats) -> Floats:
    """Return the mean patience in each queue in seconds, infinite where nobody leaves.

    Of several types the rates of leaving are averaged by their work. Who would leave at once counts
    as having no patience.

    Parameters
    ----------
    scenario, plan
        The arm.
    mix
        Seconds of work as each type in each queue, shape (types, queues).
    """
    kinds = list(scenario.inquiry_types.values())
    channels = list(scenario.channels.items())
    rates = np.zeros((len(kinds), len(channels)))
    for row, kind in enumerate(kinds):
        for column, (name, channel) in enumerate(channels):
            law = kind.patience_law(name, channel) if channel.live else None
            if law is not None:
                rates[row, column] = 1.0 / max(law.mean * (1.0 - law.at_once), 1e-3)
    by_queue = rates[:, plan.channel_of]
    total = mix.sum(axis=0)
    mean = (mix * by_queue).sum(axis=0) / np.where(total > 0, total, 1.0)
    return np.where(mean > 0, 1.0 / np.where(mean > 0, mean, 1.0), inf)
