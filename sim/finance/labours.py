"""How labour is bought: the ways that are compared over one desk."""

from sim.scenario.root import Scenario
from sim.studies.staffing.steps import buys_hours

LABOURS = ("salaried", "hours", "as_used")
"""How labour can be bought, in the order in which it is printed."""
MIXED = "mixed"
"""Stands for labour that teams buy in different ways."""


def own_labour(*arms: Scenario) -> str:
    """Return how the teams of some arms buy their labour, one of `LABOURS` or `MIXED`."""
    labours = {team.labour for arm in arms for team in arm.people.teams.values()}
    return labours.pop() if len(labours) == 1 else MIXED


def bought_as(scenario: Scenario, labour: str) -> Scenario | None:
    """Return a scenario whose teams all buy their labour in one way.

    Parameters
    ----------
    scenario
        An arm.
    labour
        One of `LABOURS`; any other word leaves each team as it is.

    Returns
    -------
    Scenario or None
        None where hours would be bought for a team that has no shifts.
    """
    if labour not in LABOURS:
        return scenario
    teams = scenario.people.teams
    if labour == "hours" and not all(team.shifts for team in teams.values()):
        return None
    bought = {name: team.model_copy(update={"labour": labour}) for name, team in teams.items()}
    people = scenario.people.model_copy(update={"teams": bought})
    return scenario.model_copy(update={"people": people})


def by_heads(scenario: Scenario) -> Scenario:
    """Return a scenario whose teams are salaried unless their hours are bought in steps.

    Apart from pay they are staffed alike, so that one search serves them all.
    """
    teams = {
        name: team if buys_hours(team) else team.model_copy(update={"labour": "salaried"})
        for name, team in scenario.people.teams.items()
    }
    people = scenario.people.model_copy(update={"teams": teams})
    return scenario.model_copy(update={"people": people})
