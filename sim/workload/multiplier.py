"""The volume multiplier v of a scenario: growth and surges, as a function of time and type."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from sim.workload.arrays import Floats, Integers

if TYPE_CHECKING:
    from sim.scenario.demand import Surge
    from sim.scenario.root import Scenario


def volume_multiplier(scenario: "Scenario") -> Callable[[Floats, Integers], Floats]:
    """Return v as a function of times (seconds of the run) and numbers of inquiry types.

    v is the demand's multiplier, reached at once or along `multiplier_over` from the start of the
    measured window, times 1 plus the growth of each surge that lasts at the time and concerns the
    type.
    """
    demand, begin = scenario.demand, scenario.run.horizon().window_start
    types = list(scenario.inquiry_types)

    def multiplier(time: Floats, kinds: Integers) -> Floats:
        way = np.ones(np.shape(time))
        if demand.multiplier_over > 0:
            way = np.clip((time - begin) / demand.multiplier_over, 0.0, 1.0)
        v: Floats = 1.0 + (demand.multiplier - 1.0) * way
        for surge in demand.surges:
            start = begin + surge.start
            lasts = (time >= start) & (time < start + surge.duration)
            v = v * np.where(lasts & _concerned(surge, types)[kinds], 1.0 + surge.growth, 1.0)
        return v

    return multiplier


def largest_multiplier(scenario: "Scenario") -> float:
    """Return a bound on v: how many layers of candidates a run may need."""
    surges = [1.0 + surge.growth for surge in scenario.demand.surges]
    return max(1.0, scenario.demand.multiplier) * float(np.prod(surges))


def _concerned(surge: "Surge", types: list[str]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.array([surge.types is None or name in surge.types for name in types])
