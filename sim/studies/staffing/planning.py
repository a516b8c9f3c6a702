"""Whether a desk is on target, on planning replications: a study must not report its own luck."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np

from sim.base.arrays import Floats
from sim.measures.statistics.estimator import Estimate, wilson
from sim.measures.targets import on_target
from sim.studies.executors import Mapper
from sim.studies.experiment import Arm, Experiment
from sim.studies.progress import OnPlanning
from sim.studies.staffing.desk_samples import DeskSample, desk_samples, mean_hours

FIRST = 1_000_000
"""Number of the first planning replication; the ordinary ones begin at 0."""
LOOKS = (5, 10, 20)
"""After each of these numbers of replications a clear answer is taken; after the last, any."""
CLEAR = 0.8
"""Level of the interval that makes it clear: plans are only proposals, played again afterwards."""

Periods = tuple[int, ...] | None
"""Numbers of the periods of the measured window that count; None: all."""


@dataclass(frozen=True)
class Score:
    """What the planning replications say of a desk.

    Attributes
    ----------
    share
        Share of periods that are on target; 0 where no goal has data.
    enough
        Whether that is at least the confidence that the targets ask for.
    occupancy
        By team: time with a contact in hand over time on duty; 0 where nobody is ever on duty.
    """

    share: float
    enough: bool
    occupancy: Floats


@dataclass(frozen=True)
class Planner:
    """Plays desks on planning replications.

    Attributes
    ----------
    experiment
        Says how desks are played: the seed of all draws, and the engine.
    each
        Plays the replications, here or in several processes.
    on_planning
        Called after each desk.
    periods
        Which periods count.
    """

    experiment: Experiment
    each: Mapper
    on_planning: OnPlanning
    periods: Periods = None

    def score(self, arm: Arm) -> Score:
        """Return how often a desk is on target, after few replications where that is clear soon."""
        play = partial(desk_samples, self.experiment.of([arm]))
        confidence = arm.scenario.targets.confidence
        samples: list[DeskSample] = []
        for first, last in pairwise((0, *LOOKS)):
            numbers = range(FIRST + first, FIRST + last)
            samples += [result[arm.name] for result in self.each(play, numbers)]
            share = share_on_target(arm, samples, self.periods).mean or 0.0
            low, high = wilson(np.array(share), len(samples), CLEAR)
            if low > confidence or high < confidence:
                break
        self.on_planning(f"{arm.name}: {100 * share:.0f} % on target in {len(samples)} plans")
        busy, on_duty = mean_hours(samples)
        occupancy = np.divide(busy, on_duty, out=np.zeros_like(busy), where=on_duty > 0)
        return Score(share, share >= confidence, occupancy)


def share_on_target(arm: Arm, samples: Sequence[DeskSample], periods: Periods = None) -> Estimate:
    """Return the share of periods that meet every goal of an arm by themselves.

    Parameters
    ----------
    arm
        The arm whose goals count.
    samples
        In order of replication.
    periods
        Which periods count.
    """
    realised = np.array([sample.realised for sample in samples])
    counted = realised if periods is None else realised[:, list(periods)]
    return on_target(counted, arm.scenario.targets)
