"""What an hour of each team costs."""

from sim.scenario.root import Scenario


def hourly_rates(scenario: Scenario) -> list[float]:
    """Return the loaded cost of a paid hour of each team, in file order."""
    money, teams = scenario.money, scenario.people.teams.values()
    return [(money.wage if team.wage is None else team.wage) * money.on_cost for team in teams]
