"""What a bot session has in store: success, the stopping turns, pace and confidence."""

from math import sqrt

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from scipy.special import betaincinv, expit, logit, ndtri

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.bind.customers import Customers
from sim.engine.bind.laws import lognormal_factor
from sim.engine.bind.maturity import rate_table
from sim.engine.bind.streams import Uniforms
from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot, Choice
from sim.workload.grid import on_grid

NEVER = np.inf
LOWEST_RATE, HIGHEST_RATE, HIGHEST_CONFIDENCE = 0.01, 0.99, 0.98


class BotLaws:
    """What an arm's bot makes of the draws, by type and column of its monthly table.

    Parameters
    ----------
    scenario
        An arm.
    bot
        Its bot.
    types, days
        True type of each case, and the calendar day of its first arrival, shape (cases,).
    customers
        Whose cases they are: how they take to the bot, and how good it is for them.
    """

    def __init__(
        self, scenario: Scenario, bot: Bot, types: Integers, days: Integers, customers: Customers
    ) -> None:
        self._bot = bot
        self._affinity, quality = customers.bot_affinity, customers.bot_quality
        table = rate_table(scenario, bot)
        self._believed, self._adoption = table.believed, table.adoption
        self._columns = table.columns(days)
        self._m = np.minimum(table.rates[types, self._columns] * quality, 1.0)
        self._false_claims = false_claim_rates(scenario, bot, types, self._m)

    def offered(self, u: Floats) -> Flags:
        """Return whether each contact is offered the bot, by the adoption in its case's month."""
        offered: Flags = u < self._adoption[self._columns]
        return offered

    def success_probability(self, u: Floats) -> Floats:
        """Return each case's latent chance that the bot solves it.

        Beta with mean m, the type's rate in the month x the bot's quality for the segment, at most
        1, and concentration s; m of 0 or 1 is a point mass. `u` are uniforms, shape (cases,).
        """
        m = self._m
        inside = (m > 0) & (m < 1)
        p = m.copy()
        a, b = m[inside] * self._bot.concentration, (1 - m[inside]) * self._bot.concentration
        p[inside] = betaincinv(a, b, u[inside])
        return p

    def stopping_turns(self, solvable: Flags, draws: Uniforms) -> dict[str, Floats]:
        """Return the turns that would end a session; infinite where one never comes.

        The turn that solves and the turn of a false claim come from one table over 1..limit.
        """
        bot = self._bot
        claims = ~solvable & (draws["claim"] < self._false_claims)
        return {
            "solve_turn": np.where(solvable, table_turns(bot, draws["solve_turn"]), NEVER),
            "claim_turn": np.where(claims, table_turns(bot, draws["claim_turn"]), NEVER),
            "ask_turn": self._ask_turns(draws["ask_turn"]),
            "leave_turn": geometric_turns(bot.leaves_per_turn, draws["leave_turn"]),
        }

    def _ask_turns(self, u: Floats) -> Floats:
        """Return the turns at which customers ask for a person, by how they take to the bot."""
        turns = np.empty_like(u)
        for affinity in np.unique(self._affinity):
            rows = self._affinity == affinity
            turns[rows] = ask_turns(self._bot, u[rows], affinity)
        return turns

    def session_times(self, u: Floats) -> dict[str, Floats]:
        """Return the seconds of a turn and to the first answer under the session's pace."""
        pace = lognormal_factor(self._bot.pace_cv, u)
        turn = on_grid(pace * self._bot.turn_time)
        first = np.minimum(on_grid(pace * self._bot.first_reply), turn)
        return {"turn_time": turn, "first_reply": first}

    def reported_confidence(self, predicted: Integers, solvable: Flags, u: Floats) -> Floats:
        """Return the reported confidence as log-odds.

        The signal is x = z + d [solvable] with d = sqrt(2) PhiInv(AUROC); calibrated log-odds are
        logit(m) + d x - d^2 / 2 with the predicted type's m, and one shift per type and month makes
        the mean reported confidence min(m + overconfidence, 0.98). The bot does not know of
        drifts: its m leaves them out.
        """
        confidence = self._bot.confidence
        d = sqrt(2.0) * float(ndtri(confidence.auroc))
        m = np.clip(self._believed, LOWEST_RATE, HIGHEST_RATE)
        wanted = np.clip(m + confidence.overconfidence, LOWEST_RATE, HIGHEST_CONFIDENCE)
        x = ndtri(u) + d * solvable
        log_odds: Floats = centres(m, d, wanted)[predicted, self._columns] + d * x - d * d / 2
        return log_odds


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
