"""Planning replications: on these a study chooses, so that it never reports its own luck."""

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
from sim.studies.staffing.outcomes import Outcome, mean_hours, outcomes

FIRST = 1_000_000
"""Number of the first planning replication; the ordinary ones begin at 0."""
LOOKS = (5, 10, 20)
"""After so many planning replications the answer is taken if it is clear, after the last anyway."""
CLEAR = 0.8
"""Level of the interval that makes it clear: a plan is not the last word, it is reported on."""

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
        By team: time with a contact in hand over time on duty; 0 where nobody ever is.
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
        """Return how often a desk is on target: few replications where that is clear soon."""
        play = partial(outcomes, self.experiment.of([arm]))
        confidence = arm.scenario.targets.confidence
        found: list[Outcome] = []
        for first, last in pairwise((0, *LOOKS)):
            numbers = range(FIRST + first, FIRST + last)
            found += [result[arm.name] for result in self.each(play, numbers)]
            share = share_on_target(arm, found, self.periods).mean or 0.0
            low, high = wilson(np.array(share), len(found), CLEAR)
            if low > confidence or high < confidence:
                break
        self.on_planning(f"{arm.name}: {100 * share:.0f} % on target in {len(found)} plans")
        busy, on_duty = mean_hours(found)
        occupancy = np.divide(busy, on_duty, out=np.zeros_like(busy), where=on_duty > 0)
        return Score(share, share >= confidence, occupancy)


def share_on_target(arm: Arm, found: Sequence[Outcome], periods: Periods = None) -> Estimate:
    """Return the share of periods that meet every goal of an arm by themselves.

    Parameters
    ----------
    arm
        Whose goals.
    found
        In order of replication.
    periods
        Which periods count.
    """
    realised = np.array([outcome.realised for outcome in found])
    counted = realised if periods is None else realised[:, list(periods)]
    return on_target(counted, arm.scenario.targets)
