"""What programmes make of the volume, as far as it is known beforehand: shares by cell."""

import numpy as np

from sim.base.arrays import Floats
from sim.scenario.derived.outreach import aims
from sim.scenario.root import Scenario
from sim.workload.demand.cells import cell_names


def induced_by_outreach(scenario: Scenario) -> Floats:
    """Return the share of each cell's volume that outreach causes on top, shape ``(cells,)``."""
    by_type = {
        name: sum(aimed * programme.induced_per_case for programme, aimed in aims(scenario, name))
        for name in scenario.inquiry_types
    }
    return np.array([by_type[kind] for kind, _ in cell_names(scenario)], dtype=np.float64)


def averted_by_outreach(scenario: Scenario) -> Floats:
    """Return the share of each cell's cases, those that outreach caused included, that it averts.

    Shape ``(cells,)``; it averts none of those that it caused.
    """
    by_type = {
        name: sum(aimed * programme.averted for programme, aimed in aims(scenario, name))
        for name in scenario.inquiry_types
    }
    averted = np.array([by_type[kind] for kind, _ in cell_names(scenario)], dtype=np.float64)
    return averted / (1.0 + induced_by_outreach(scenario))
