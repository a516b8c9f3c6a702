"""How sessions with the bot end on average, by formula: turn by turn, as the engine plays them."""

from dataclasses import dataclass
from enum import IntEnum
from math import sqrt

import numpy as np
from scipy.special import ndtr, ndtri

from sim.base.arrays import Floats, Integers
from sim.engine.bind.bot_values import (
    HIGHEST_CONFIDENCE,
    HIGHEST_RATE,
    LOWEST_RATE,
    centres,
)
from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot
from sim.studies.load.foreseen import Bound, Choice, Grid

KINDS = 3
"""Sessions that the bot can solve, those that it falsely claims to, and all others."""
SOLVABLE, CLAIMED, NEITHER = range(KINDS)


class Fate(IntEnum):
    """What becomes of a contact that is offered the bot, and what its session takes."""

    DIRECT = 0
    """To a person without a session."""
    ESCALATED = 1
    """To a person from a session."""
    STOPPED = 2
    """Solved, or falsely claimed to be, by its kind."""
    LEFT = 3
    """The customer leaves."""
    TOOK = 4
    """A session begins: those escalated, stopped and left."""
    TURNS = 5
    """Turns of the session."""
    REVIEWED = 6
    """Reviews of the session."""


@dataclass(frozen=True)
class Sessions:
    """Means over sessions by all that they depend on.

    Attributes
    ----------
    table
        Shares, and turns, of shape (fates, kinds, moods, predicted types, predicted urgencies,
        segments, attempts, closed or open, channels); an axis that nothing depends on has one
        place.
    mood
        Place of each true type on the axis of moods.
    """

    table: Floats
    mood: Integers

    def of(self, kind: int, attempt: int) -> Floats:
        """Return the part for a true type and an attempt.

        Shape (fates, kinds, predicted types, urgencies, segments, closed or open, channels).
        """
        table = self.table[:, :, self.mood[kind]]
        return table[:, :, :, :, :, min(attempt, table.shape[5] - 1)]


class SessionEnds:
    """What a policy makes of sessions, whatever the bot's rates.

    Parameters
    ----------
    scenario, bot
        The arm and its bot.
    grid
        What its policy says.
    bound
        How rules are taken that cannot be evaluated beforehand.
    steps
        The mood step of each type, shape (types,).
    """

    def __init__(
        self, scenario: Scenario, bot: Bot, grid: Grid, bound: Bound, steps: Floats
    ) -> None:
        self._bot, self._grid = bot, grid
        self._ends = _ends(scenario, bot, grid, bound)
        mood = np.searchsorted(grid.moods, steps) if len(grid.moods) > 1 else np.zeros(len(steps))
        self._mood = mood.astype(np.int64)

    def sessions(self, believed: Floats) -> Sessions:
        """Return how sessions end; `believed` are the rates by type that the bot goes by."""
        chances = _bin_chances(self._bot, self._grid, believed)
        return Sessions(np.einsum("wkmpusaocb,kpb->wkmpusaoc", self._ends, chances), self._mood)


def _ends(scenario: Scenario, bot: Bot, grid: Grid, bound: Bound) -> Floats:
    """Return what becomes of sessions on the grid, shape (fates, kinds, *grid)."""
    affinity = [segment.bot_affinity for segment in scenario.segments.values()] or [1.0]
    by_segment = np.array(affinity).reshape(1, 1, 1, 1, -1, 1, 1, 1, 1)
    at_once = np.minimum(bot.asks_at_door / by_segment, 1.0)
    per_turn = np.minimum(bot.asks_per_turn / by_segment, 1.0)
    ends = np.zeros((len(Fate), KINDS, *grid.shape))
    talking = np.zeros((2, KINDS, *grid.shape))
    for asked, share in enumerate((1.0 - at_once, at_once)):
        choice = grid.says(0, bool(asked), bound)
        ends[Fate.DIRECT] += share * (choice == Choice.PERSON)
        ends[Fate.TOOK] += share * (choice != Choice.PERSON)
        ends[Fate.ESCALATED] += share * (choice == Choice.ASKED)
        talking[asked] = share * (choice == Choice.BOT)
    stops = _stops(bot)
    for turn in range(1, bot.turn_limit + 1):
        ends[Fate.TURNS] += talking.sum(axis=0)
        stop = np.array([stops[turn - 1], stops[turn - 1], 0.0]).reshape(-1, *[1] * 8)
        ends[Fate.STOPPED] += talking.sum(axis=0) * stop
        talking *= 1.0 - stop
        ends[Fate.LEFT] += talking.sum(axis=0) * bot.leaves_per_turn
        talking *= 1.0 - bot.leaves_per_turn
        newly = talking[0] * per_turn
        talking += np.array([-newly, newly])
        for asked in (0, 1):
            goes = (grid.says(turn, bool(asked), bound) != Choice.BOT) | (turn == bot.turn_limit)
            ends[Fate.ESCALATED] += talking[asked] * goes
            talking[asked] *= ~goes
    return ends


def _stops(bot: Bot) -> Floats:
    """Return the chance of each turn to be the one that solves, of sessions that came so far."""
    weights = np.array(bot.turns_to_solve[: bot.turn_limit])
    weights = np.pad(weights, (0, bot.turn_limit - len(weights)))
    left = np.cumsum(weights[::-1])[::-1]
    chances: Floats = np.divide(weights, left, out=np.zeros(len(weights)), where=left > 0)
    return chances


def _bin_chances(bot: Bot, grid: Grid, believed: Floats) -> Floats:
    """Return the chance of each bin of confidence, shape (kinds, predicted types, bins).

    Reported log-odds are centre + d x - d^2 / 2 with x = z + d [solvable], as in the engine.
    """
    if not len(grid.edges):
        return np.ones((KINDS, grid.shape[1], 1))
    d = max(sqrt(2.0) * float(ndtri(bot.confidence.auroc)), 1e-9)
    m = np.clip(believed[:, None], LOWEST_RATE, HIGHEST_RATE)
    wanted = np.clip(m + bot.confidence.overconfidence, LOWEST_RATE, HIGHEST_CONFIDENCE)
    centre = centres(m, d, wanted)
    z = (grid.edges[None, :] - centre + d * d / 2) / d
    below = np.array([ndtr(z - d), ndtr(z), ndtr(z)])
    ends = np.concatenate([np.zeros_like(below[..., :1]), below, np.ones_like(below[..., :1])], -1)
    return np.diff(ends, axis=-1)
