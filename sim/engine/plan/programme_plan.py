"""What a programme is in numbers."""

from typing import NamedTuple

from sim.scenario.sections.programmes import Programme


class ProgrammePlan(NamedTuple):
    """A programme in numbers.

    Attributes
    ----------
    name
        Its name.
    outreach
        Outreach for each case that it reaches, in vain or not.
    cost, upsell
        What this outreach costs and sells for each case that it reaches.
    """

    name: str
    outreach: float
    cost: float
    upsell: float


def programme_plan(name: str, programme: Programme) -> ProgrammePlan:
    """Return a programme in numbers."""
    outreach = programme.outreach_per_case
    return ProgrammePlan(name, outreach, outreach * programme.cost, outreach * programme.upsell)
