"""How a bot session ends, as chances that are known beforehand."""

from dataclasses import dataclass
from itertools import accumulate

from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot
from sim.scenario.sections.segments import shares_of


@dataclass(frozen=True)
class Patient:
    """How customers of one segment take a session, and how good the bot is for them.

    Attributes
    ----------
    share
        Their share of the cases.
    quality
        Factor on the bot's true resolution rates.
    closes
        Chance that the customer is still there at the turn at which the bot solves or claims to.
    leaves_before
        Chance that the customer leaves before that turn.
    leaves
        Chance that the customer leaves a session in which the bot neither solves nor claims to.
    """

    share: float
    quality: float
    closes: float
    leaves_before: float
    leaves: float


def patients(scenario: Scenario, bot: Bot) -> list[Patient]:
    """Return how the customers of each segment take a session; one for all without segments."""
    if not scenario.segments:
        return [_patient(bot, 1.0, 1.0, 1.0)]
    shares = shares_of(scenario.segments)
    return [
        _patient(bot, shares[name], segment.bot_quality, segment.bot_affinity)
        for name, segment in scenario.segments.items()
    ]


def false_claims(rate: float, false_share: float) -> float:
    """Return the chance phi of a false claim in a session that the bot cannot solve.

    With f the share of false ones among closings, phi = f m / ((1 - f)(1 - m)); 0 where m is 0 or
    1.
    """
    if not 0 < rate < 1 or false_share >= 1:
        return 0.0
    return false_share * rate / ((1 - false_share) * (1 - rate))


def _patient(bot: Bot, share: float, quality: float, affinity: float) -> Patient:
    at_once, asks = (min(p / affinity, 1.0) for p in (bot.asks_at_door, bot.asks_per_turn))
    stays = (1 - asks) * (1 - bot.leaves_per_turn)
    begun = [(1 - at_once) * stays**turn for turn in range(bot.turn_limit)]
    left = [0.0, *accumulate(bot.leaves_per_turn * chance for chance in begun)]
    weights = bot.turns_to_solve[: bot.turn_limit]
    table = [weight / sum(weights) for weight in weights]
    return Patient(
        share=share,
        quality=quality,
        closes=sum(w * chance for w, chance in zip(table, begun, strict=False)),
        leaves_before=sum(w * gone for w, gone in zip(table, left, strict=False)),
        leaves=left[-1],
    )
