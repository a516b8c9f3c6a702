"""What it costs per month to keep the bot's knowledge right."""

from sim.scenario.root import Scenario


def monthly_upkeep(scenario: Scenario) -> float:
    """Return an arm's upkeep per month: `money.upkeep` and hours of work; 0 without a bot."""
    bot, money = scenario.bot, scenario.money
    return money.upkeep + bot.knowledge.hours * money.hourly_rate if bot else 0.0
