"""What programmes make of the volume, as far as it is known beforehand: shares by cell."""

from collections.abc import Iterator

import numpy as np

from sim.base.arrays import Floats
from sim.scenario.root import Scenario
from sim.scenario.sections.programmes import Programme
from sim.scenario.sections.segments import shares_of
from sim.workload.demand.cells import cell_names


def induced_by_outreach(scenario: Scenario) -> Floats:
    """Return the share of each cell's volume that outreach causes on top, shape ``(cells,)``.

    A case that one programme reaches is not left to the next one; a case that outreach caused is
    left to none.
    """
    induced = np.zeros(len(cell_names(scenario)))
    for programme, aimed in _aims(scenario):
        induced += aimed * programme.induced_per_case
    return induced


def averted_by_outreach(scenario: Scenario) -> Floats:
    """Return the share of each cell's cases, those that outreach caused included, that it averts.

    Shape ``(cells,)``; it averts none of those that it caused.
    """
    averted = np.zeros(len(cell_names(scenario)))
    for programme, aimed in _aims(scenario):
        averted += aimed * programme.averted
    return averted / (1.0 + induced_by_outreach(scenario))


def _aims(scenario: Scenario) -> Iterator[tuple[Programme, Floats]]:
    """Yield the share of each cell's cases that is left to each programme, shape ``(cells,)``."""
    unreached = np.ones(len(cell_names(scenario)))
    for programme in scenario.programmes.values():
        aimed = _aimed(programme, scenario) * unreached
        yield programme, aimed
        unreached = unreached - aimed * programme.reach * programme.recall


def _aimed(programme: Programme, scenario: Scenario) -> Floats:
    """Return the share of each cell's cases that a programme is for, shape ``(cells,)``."""
    kinds = [kind for kind, _ in cell_names(scenario)]
    of_types = np.array([kind in programme.types for kind in kinds], dtype=np.float64)
    if programme.segments is None:
        return of_types
    shares = shares_of(scenario.segments)
    return of_types * sum(shares[name] for name in programme.segments)
