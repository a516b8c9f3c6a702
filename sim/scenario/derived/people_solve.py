"""How likely people solve a case."""

from sim.scenario.root import Scenario

MOST_FORWARDS = 2
"""A contact is forwarded so often; whom a third forward would concern stays."""


def solved_by_people(scenario: Scenario, name: str, forwards: int = MOST_FORWARDS) -> float:
    """Return the chance that people solve a case of a type, tier 2 and forwards included.

    Parameters
    ----------
    scenario
        The arm.
    name
        The type as which the contact is answered.
    forwards
        How often it may still be forwarded.
    """
    kind = scenario.inquiry_types[name]
    stays, solved = 1.0, 0.0
    if kind.tier2:
        stays -= kind.tier2.share
        solved += kind.tier2.share * kind.tier2.solved
    for target, share in kind.forwards.items() if forwards else ():
        stays -= share
        solved += share * solved_by_people(scenario, target, forwards - 1)
    return solved + stays * kind.solved_by_person
