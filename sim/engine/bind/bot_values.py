"""What a bot session has in store: success, the stopping turns, pace and confidence."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from scipy.special import expit, logit, ndtri

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.bind.customers import Customers
from sim.engine.bind.laws import lognormal_factor
from sim.engine.bind.maturity import rate_table
from sim.engine.bind.streams import Uniforms
from sim.engine.bind.success import Success
from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot, Choice
from sim.workload.grid import on_grid

NEVER = np.inf
LOWEST_RATE, HIGHEST_RATE, HIGHEST_CONFIDENCE = 0.01, 0.99, 0.98


@dataclass(frozen=True)
class BotLaws:
    """What an arm's bot makes of the draws, case by case; every column of shape (cases,).

    Attributes
    ----------
    bot
        The bot.
    affinity
        What the customer's chances of asking for a person are divided by.
    adoption
        The share of contacts that are offered the bot in the case's month.
    false_claims
        The chance of a false claim in an unsolvable session.
    month
        The column of `centres`.
    centres
        The log-odds of confidence by predicted type and month, shape (types, months).
    success
        The case's latent chances.
    """

    bot: Bot
    affinity: Floats
    adoption: Floats
    false_claims: Floats
    month: Integers
    centres: Floats
    success: Success

    def take(self, rows: Integers) -> "BotLaws":
        """Return the laws of some of the cases, by their rows."""
        return replace(
            self,
            affinity=self.affinity[rows],
            adoption=self.adoption[rows],
            false_claims=self.false_claims[rows],
            month=self.month[rows],
            success=self.success.take(rows),
        )

    def offered(self, u: Floats) -> Flags:
        """Return whether each contact is offered the bot, by the adoption in its case's month."""
        offered: Flags = u < self.adoption
        return offered

    def solvable(self, u: Floats) -> Flags:
        """Return whether the bot can solve each contact."""
        return self.success.above(u)

    def stopping_turns(self, solvable: Flags, draws: Uniforms) -> dict[str, Floats]:
        """Return the turns that would end a session; infinite where one never comes.

        The turn that solves and the turn of a false claim come from one table over 1..limit.
        """
        bot = self.bot
        claims = ~solvable & (draws["claim"] < self.false_claims)
        return {
            "solve_turn": np.where(solvable, table_turns(bot, draws["solve_turn"]), NEVER),
            "claim_turn": np.where(claims, table_turns(bot, draws["claim_turn"]), NEVER),
            "ask_turn": self._ask_turns(draws["ask_turn"]),
            "leave_turn": geometric_turns(bot.leaves_per_turn, draws["leave_turn"]),
        }

    def _ask_turns(self, u: Floats) -> Floats:
        """Return the turns at which customers ask for a person, by how they take to the bot."""
        turns = np.empty_like(u)
        for affinity in np.unique(self.affinity):
            rows = self.affinity == affinity
            turns[rows] = ask_turns(self.bot, u[rows], affinity)
        return turns

    def session_times(self, u: Floats) -> dict[str, Floats]:
        """Return the seconds of a turn and to the first answer under the session's pace."""
        pace = lognormal_factor(self.bot.pace_cv, u)
        turn = on_grid(pace * self.bot.turn_time)
        first = np.minimum(on_grid(pace * self.bot.first_reply), turn)
        return {"turn_time": turn, "first_reply": first}

    def reported_confidence(self, predicted: Integers, solvable: Flags, u: Floats) -> Floats:
        """Return the reported confidence as log-odds.

        The signal is x = z + d [solvable] with d = sqrt(2) PhiInv(AUROC); calibrated log-odds are
        logit(m) + d x - d^2 / 2 with the predicted type's m, and one shift per type and month makes
        the mean reported confidence min(m + overconfidence, 0.98). The bot does not know of
        drifts: its m leaves them out.
        """
        d = distance(self.bot)
        x = ndtri(u) + d * solvable
        log_odds: Floats = self.centres[predicted, self.month] + d * x - d * d / 2
        return log_odds


def bot_laws(
    scenario: Scenario,
    types: Integers,
    days: Integers,
    customers: Customers,
    difficulty: Floats | None,
) -> BotLaws | None:
    """Return what an arm's bot makes of some cases; None: there is no bot.

    Parameters
    ----------
    scenario
        An arm.
    types, days
        True type of each case, and the calendar day of its first arrival, shape (cases,).
    customers
        Whose cases they are: how they take to the bot, and how good it is for them.
    difficulty
        Uniforms, shape (cases,).
    """
    bot = scenario.bot
    if bot is None or difficulty is None:
        return None
    table = rate_table(scenario, bot)
    month = table.columns(days)
    m = np.minimum(table.rates[types, month] * customers.bot_quality, 1.0)
    return BotLaws(
        bot,
        customers.bot_affinity,
        table.adoption[month],
        false_claim_rates(scenario, bot, types, m),
        month,
        centres_of(bot, table.believed),
        Success.of(bot.concentration, m, difficulty),
    )


def distance(bot: Bot) -> float:
    """Return the distance of the signal's means of solvable and unsolvable cases."""
    return sqrt(2.0) * float(ndtri(bot.confidence.auroc))


def centres_of(bot: Bot, believed: Floats) -> Floats:
    """Return the log-odds around which a bot's confidence has its mean, by type and month."""
    m = np.clip(believed, LOWEST_RATE, HIGHEST_RATE)
    wanted = np.clip(m + bot.confidence.overconfidence, LOWEST_RATE, HIGHEST_CONFIDENCE)
    pairs = np.stack([m.ravel(), wanted.ravel()])
    return _centres(pairs.tobytes(), distance(bot)).reshape(m.shape)


@lru_cache(maxsize=256)
def _centres(pairs: bytes, d: float) -> Floats:
    """Return the centres of rates and wanted means, which many replications share."""
    m, wanted = np.frombuffer(pairs).reshape(2, -1)
    found = centres(m, d, wanted)
    found.setflags(write=False)
    return found


def false_claim_rates(scenario: Scenario, bot: Bot, types: Integers, rates: Floats) -> Floats:
    """Return the chance phi of a false claim in an unsolvable session, shape (cases,).

    With f the share of closings that are false, phi = f m / ((1 - f)(1 - m)); 0 where m is 0 or 1.

    Parameters
    ----------
    scenario, bot
        An arm and its bot.
    types, rates
        True type and m of each case, shape (cases,).
    """
    given = [inquiry_type.bot.false_resolution for inquiry_type in scenario.inquiry_types.values()]
    shares = np.array([bot.false_resolution if share is None else share for share in given])
    f = shares[types]
    inside = (rates > 0) & (rates < 1)
    phi = np.zeros_like(rates)
    phi[inside] = f[inside] * rates[inside] / ((1 - f[inside]) * (1 - rates[inside]))
    return phi


def table_turns(bot: Bot, u: Floats) -> Floats:
    """Return turns 1..limit by the table of turns at which the bot solves."""
    weights = np.array(bot.turns_to_solve[: bot.turn_limit])
    cumulative = np.cumsum(weights)[:-1] / weights.sum()
    return np.searchsorted(cumulative, u, side="right").astype(np.float64) + 1


def ask_turns(bot: Bot, u: Floats, affinity: float = 1.0) -> Floats:
    """Return the turn at which a customer asks for a person; 0 is at once."""
    door, turn = (min(p / affinity, 1.0) for p in (bot.asks_at_door, bot.asks_per_turn))
    at_once = u < door
    rest = np.where(at_once, 0.5, (u - door) / max(1 - door, 1e-300))
    return np.where(at_once, 0.0, geometric_turns(turn, rest))


def least_waits(choice: Choice, u: Floats) -> Floats:
    """Return the announced wait in seconds above which each customer takes the bot.

    It is taken with the chance 1 / (1 + exp(-(base + per_minute w / 60))) at a wait of w seconds.
    """
    beyond = logit(u) - choice.base
    if choice.per_minute == 0:
        return np.where(beyond < 0, -np.inf, np.inf)
    waits: Floats = 60.0 * beyond / choice.per_minute
    return waits


def geometric_turns(hazard: float, u: Floats) -> Floats:
    """Return 1, 2, ... with a constant chance of stopping at each turn, by inversion."""
    if hazard == 0:
        return np.full_like(u, NEVER)
    if hazard == 1:
        return np.ones_like(u)
    turns: Floats = np.floor(np.log1p(-u) / np.log1p(-hazard)) + 1
    return turns


def centres(m: Floats, d: float, wanted: Floats) -> Floats:
    """Return the log-odds around which confidence has the wanted mean, by bisection.

    Parameters
    ----------
    m, wanted
        Rate and wanted mean confidence, shape (types, columns).
    d
        Distance of the signal's means of solvable and unsolvable cases.
    """
    z, weights = hermegauss(64)
    weights = weights / weights.sum()
    spread = np.concatenate([d * z - d * d / 2, d * (z + d) - d * d / 2])
    mixture = np.concatenate([np.multiply.outer(1 - m, weights), np.multiply.outer(m, weights)], -1)
    low, high = logit(wanted) - 40.0, logit(wanted) + 40.0
    for _ in range(100):
        middle = (low + high) / 2
        too_low = np.sum(mixture * expit(middle[..., None] + spread), axis=-1) < wanted
        low, high = np.where(too_low, middle, low), np.where(too_low, high, middle)
    centre: Floats = (low + high) / 2
    return centre
