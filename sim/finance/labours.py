"""The ways of buying labour, laid side by side over one desk."""

from sim.scenario.root import Scenario
from sim.studies.staffing.steps import buys_hours

LABOURS = ("salaried", "hours", "as_used")
"""In the order in which they are printed."""
MIXED = "mixed"
"""How labour is bought where teams differ."""


def own_labour(*arms: Scenario) -> str:
    """Return how the teams of some arms are bought, one of `LABOURS` or `MIXED`."""
    ways = {team.labour for arm in arms for team in arm.people.teams.values()}
    return ways.pop() if len(ways) == 1 else MIXED


def bought_as(scenario: Scenario, way: str) -> Scenario | None:
    """Return a scenario whose teams are all bought in one way.

    Parameters
    ----------
    scenario
        An arm.
    way
        One of `LABOURS`; any other word leaves each team as it is.

    Returns
    -------
    Scenario or None
        None where hours would be bought of a team that has no shifts.
    """
    if way not in LABOURS:
        return scenario
    teams = scenario.people.teams
    if way == "hours" and not all(team.shifts for team in teams.values()):
        return None
    bought = {name: team.model_copy(update={"labour": way}) for name, team in teams.items()}
    people = scenario.people.model_copy(update={"teams": bought})
    return scenario.model_copy(update={"people": people})


def by_heads(scenario: Scenario) -> Scenario:
    """Return a scenario whose teams are salaried unless their hours are bought in steps.

    Pay apart, they are staffed alike, and so are searched for once.
    """
    teams = {
        name: team if buys_hours(team) else team.model_copy(update={"labour": "salaried"})
        for name, team in scenario.people.teams.items()
    }
    people = scenario.people.model_copy(update={"teams": teams})
    return scenario.model_copy(update={"people": people})
