"""What programmes make of the volume, as far as it is known beforehand: shares by cell."""

from typing import TYPE_CHECKING

import numpy as np

from sim.scenario.segments import shares_of
from sim.workload.arrays import Floats
from sim.workload.cells import cell_names

if TYPE_CHECKING:
    from sim.scenario.programmes import Programme
    from sim.scenario.root import Scenario


def induced_by_outreach(scenario: "Scenario") -> Floats:
    """Return the share of each cell's volume that outreach causes on top, shape ``(cells,)``."""
    induced = np.zeros(len(cell_names(scenario)))
    for programme in scenario.programmes.values():
        induced += _aimed(programme, scenario) * programme.induced_per_case
    return induced


def averted_by_outreach(scenario: "Scenario") -> Floats:
    """Return the share of each cell's cases that programmes avert, shape ``(cells,)``.

    A case that one programme reaches is none of the next one's.
    """
    averted, unreached = np.zeros((2, len(cell_names(scenario))))
    unreached += 1.0
    for programme in scenario.programmes.values():
        aimed = _aimed(programme, scenario) * unreached
        averted += aimed * programme.averted
        unreached -= aimed * programme.reach * programme.recall
    return averted


def _aimed(programme: "Programme", scenario: "Scenario") -> Floats:
    """Return the share of each cell's cases that a programme is for, shape ``(cells,)``."""
    its = np.array([kind in programme.types for kind, _ in cell_names(scenario)], dtype=np.float64)
    if programme.segments is None:
        return its
    shares = shares_of(scenario.segments)
    return its * sum(shares[name] for name in programme.segments)
