"""Section `money`: prices of people and of the AI, in one currency."""

from typing import Annotated

from pydantic import Field

from sim.scenario.section import Section
from sim.scenario.units import Amount, Hourly, Monthly, Share


class Prices(Section):
    """What people and the AI cost."""

    wage: Hourly = 20.59
    """Wage of an agent, such as `25/h` (BLS 43-4051, B)."""
    on_cost: Annotated[float, Field(ge=1, le=5)] = 1.45
    """Factor from the wage to the loaded hourly rate (C)."""
    platform: Monthly = 0.0
    """Fee of the AI a month, paid in arms that have a bot."""
    upkeep: Monthly = 0.0
    """Work on the bot's knowledge a month, paid in arms that have a bot."""
    per_conversation: Amount = 0.0
    """Price of each contact that the bot takes."""
    freed_time_worth: Share = 1.0
    """What time that labour `as_used` no longer spends is worth: 100 % believes the spreadsheet,
    0 % says that nobody is paid less."""
    implementation: Amount = 0.0
    """Paid once at the launch; not part of running costs."""

    @property
    def hourly_rate(self) -> float:
        """Loaded cost of a paid hour."""
        return self.wage * self.on_cost
