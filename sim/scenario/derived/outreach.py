"""Which share of a type's cases is left to each programme."""

from collections.abc import Iterator

from sim.scenario.root import Scenario
from sim.scenario.sections.programmes import Programme
from sim.scenario.sections.segments import shares_of


def aims(scenario: Scenario, name: str) -> Iterator[tuple[Programme, float]]:
    """Yield each programme and the share of a type's cases that is left to it.

    A case that one programme reaches is not left to the next one; a case that outreach caused is
    left to none.
    """
    unreached = 1.0
    for programme in scenario.programmes.values():
        aimed = _aimed(programme, scenario, name) * unreached
        yield programme, aimed
        unreached = unreached - aimed * programme.reach * programme.recall


def _aimed(programme: Programme, scenario: Scenario, name: str) -> float:
    """Return the share of a type's cases that a programme is for."""
    of_type = float(name in programme.types)
    if programme.segments is None:
        return of_type
    shares = shares_of(scenario.segments)
    return of_type * sum(shares[segment] for segment in programme.segments)
