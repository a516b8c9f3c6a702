"""Section `money`: prices of people and of the AI, in one currency."""

from typing import Annotated

from sim.scenario.values.quantities import RATIO
from sim.scenario.values.section import Section, as_written
from sim.scenario.values.sources import Default, Source
from sim.scenario.values.units import Amount, Hourly, Monthly, Share


class Prices(Section):
    """What people and the AI cost."""

    wage: Annotated[Hourly, Source("BLS 43-4051", "B")] = as_written("20.59/h")
    """Wage of an agent, such as `25/h`, and of who keeps the bot's knowledge; teams may have their
    own."""
    on_cost: Annotated[float, RATIO.between(1, 5), Source(grade="C")] = 1.45
    """Factor from the wage to the loaded hourly rate: 1.45, or `145 %`, adds 45 %."""
    overtime_paid: Annotated[float, RATIO.between(0, 10)] = 1.0
    """What an hour of overtime costs, as a share of the loaded rate: 0 is unpaid, `150 %` half as
    much again. Labour `as_used` has no overtime."""
    hiring: Annotated[Amount, Source(grade="B")] = 8142.0
    """Finding and equipping a new salaried head; pay during training comes on top. The default and
    5 weeks of training at the default rate make the replacement cost of 14,113."""
    severance: Annotated[Amount, Source(grade="J")] = 0.0
    """Paid to each salaried head that is dismissed, on top of the pay until the notice ends."""
    platform: Monthly = 0.0
    """Monthly fee of the AI, paid in arms that have a bot."""
    upkeep: Monthly = 0.0
    """Monthly cost of work on the bot's knowledge, paid in arms that have a bot, on top of the
    hours of `bot.knowledge`."""
    per_conversation: Amount = 0.0
    """Price of each contact that the bot takes."""
    freed_time_worth: Share = 1.0
    """What the time is worth that labour `as_used` no longer spends: 100 % believes the
    spreadsheet, 0 % says that nobody is paid less."""
    implementation: Amount = 0.0
    """Paid once at the launch; not part of running costs."""
    claimed_rate: Annotated[Share | None, Default("the bot's `resolution_rate`")] = None
    """The vendor's resolution rate, which the spreadsheet uses."""
    discount_rate: Annotated[Share, Source("convention", "J")] = 0.10
    """Yearly interest rate by which later money is discounted."""

    @property
    def hourly_rate(self) -> float:
        """Loaded cost of a paid hour at the usual wage."""
        return self.wage * self.on_cost
