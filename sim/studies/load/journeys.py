"""How cases become contacts, and contacts become work for people: attempt by attempt, by formula.

A case is followed by its type, channel, segment and true urgency, and by how often the bot could
have solved it so far: with a rate m and a concentration s, who could be helped in a of k sessions
can in the next with probability (m s + a) / (s + k). Which cases come back is followed by cell, and
when they do by hour; the mix of a cell's attempts is taken as the same in every hour.

Left out: bot outages, customers who abandon, balk or are blocked, and who tries again after that.
"""

from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.base.time import HOUR
from sim.engine.bind.bot_values import false_claim_rates
from sim.engine.bind.maturity import RateTable, rate_table
from sim.engine.plan.channel_plan import BotHours
from sim.engine.plan.plan import Plan
from sim.scenario.derived.people_solve import solved_by_people
from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot
from sim.scenario.sections.segments import shares_of
from sim.studies.load.axis import Axis
from sim.studies.load.delays import delayed, held_back
from sim.studies.load.foreseen import Bound, Grid
from sim.studies.load.openings import handled_on
from sim.studies.load.sessions import Fate, SessionEnds, Sessions
from sim.studies.load.triage import true_urgencies, type_shares, urgency_shares
from sim.theory.fractional_agents import blocking

CLOSED, OPEN = 0, 1
NEGLIGIBLE = 1e-4
"""Further attempts of fewer cases than this share are left out."""


@dataclass(frozen=True)
class Journeys:
    """Contacts by cell and hour, of all attempts.

    Attributes
    ----------
    contacts
        Contacts that come, shape (cells, hours).
    direct, escalated
        Those for people, without a session and from one, shape (cells, hours).
    predicted
        The share of each predicted type among them, shape (cells, types).
    sessions, reviews
        Sessions with the bot, and reviews of them, shape (cells, hours).
    """

    contacts: Floats
    direct: Floats
    escalated: Floats
    predicted: Floats
    sessions: Floats
    reviews: Floats


class Journey:
    """The rules by which cases become work, of one arm.

    Parameters
    ----------
    scenario, plan
        The arm.
    axis
        The hours through which work is followed.
    opened
        The share of each hour in which each channel is open, shape (channels, hours).
    until
        The hour until which work waits that comes in each hour, by queue: shape (queues, hours).
    bound
        How rules are taken that cannot be evaluated beforehand.
    """

    def __init__(
        self,
        scenario: Scenario,
        plan: Plan,
        axis: Axis,
        opened: Floats,
        until: Integers,
        bound: Bound,
    ) -> None:
        self._scenario, self._plan, self._axis = scenario, plan, axis
        self._opened, self._until = opened, until
        self._types = type_shares(scenario)
        self._urgencies = urgency_shares(scenario)
        self._solved = [solved_by_people(scenario, name) for name in plan.types]
        shares = shares_of(scenario.segments) or {"": 1.0}
        self._segments = np.array(list(shares.values()))
        self._bot = _BotSide(scenario, scenario.bot, plan, axis, bound) if scenario.bot else None

    def of(self, cases: Floats) -> Journeys:
        """Return what becomes of cases, shape (cells, hours)."""
        walked = self._walk(cases, np.zeros(len(self._axis)))
        limit = self._plan.session_limit
        if self._bot is None or not np.isfinite(limit):
            return walked[0]
        # A session that finds no room goes to people: Erlang's loss formula, hour by hour.
        full = blocking(walked[1], limit)
        return self._walk(cases, full)[0]

    def _walk(self, cases: Floats, full: Floats) -> tuple[Journeys, Floats]:
        """Return the journeys, and the mean number of sessions at a time by hour."""
        count = len(self._plan.types)
        totals = _nothing(cases, count)
        in_bot = np.zeros(len(self._axis))
        coming, mixes = cases, self._first_mixes
        for attempt in range(self._plan.max_attempts):
            returns = np.zeros_like(cases)
            for kind in range(count):
                rows = kind * len(self._plan.channels) + np.arange(len(self._plan.channels))
                if not coming[rows].any():
                    continue
                step = _Step(self, kind, attempt, coming[rows], mixes[kind], full)
                _add(totals, rows, coming[rows], step)
                in_bot += step.in_bot
                returns[rows] = self._returning(kind, step)
                mixes[kind] = step.next_mix
            coming = delayed(returns, self._scenario.returns.delay)
            if coming.sum() < NEGLIGIBLE * cases.sum():
                break
        return totals, in_bot

    @property
    def _first_mixes(self) -> list[Floats]:
        """The shares of segments and urgencies of each type's cases, with no session so far.

        Shape (channels, segments, urgencies, 1) for each type.
        """
        kinds = self._scenario.inquiry_types.values()
        mixes = []
        for kind in kinds:
            mix = np.multiply.outer(self._segments, true_urgencies(kind))[None, :, :, None]
            mixes.append(np.repeat(mix, len(self._plan.channels), axis=0))
        return mixes

    def _returning(self, kind: int, step: "_Step") -> Floats:
        """Return the contacts of a type that will come back, when they end, by channel."""
        rows = []
        for channel in range(len(self._plan.channels)):
            back = step.back_after_bot[channel].copy()
            for on, share in handled_on(self._plan, channel, self._opened):
                ended = step.back_after_person[channel] * share
                queue = self._plan.queue_of[kind, on]
                live = self._plan.channel_plans[on].live
                back += ended if live else held_back(ended, self._until[queue])
            rows.append(back)
        return np.array(rows)


class _BotSide:
    """What the bot does with contacts, by stretches of days on which it is equally good."""

    def __init__(self, scenario: Scenario, bot: Bot, plan: Plan, axis: Axis, bound: Bound) -> None:
        self.bot = bot
        grid = Grid(scenario, plan)
        steps = np.array([kind.mood_step for kind in plan.type_plans])
        ends = SessionEnds(scenario, bot, grid, bound, steps)
        table = rate_table(scenario, bot)
        self.column = table.columns(axis.days)
        self.columns = np.unique(self.column)
        self.sessions: dict[int, Sessions] = {
            column: ends.sessions(table.believed[:, column]) for column in self.columns.tolist()
        }
        self.adoption = table.adoption
        self.rates, self.claims = _rates(scenario, bot, table)
        self.eligible = np.array([kind.eligible for kind in plan.type_plans], dtype=np.float64)
        hours = np.array([channel.bot for channel in plan.channel_plans])
        self._review = bot.review if bot.review and bot.review.share > 0 else None
        if self._review:
            seen = self._review.types
            kinds = [seen is None or name in seen for name in plan.types]
            self._watched = self._review.share * np.array(kinds, dtype=np.float64)
            self._rejects = np.array([self._review.reject_true, self._review.reject_false, 0.0])
        by_people = self._review is not None and self._review.team is not None
        self.review_time = bot.review.time.mean if bot.review and by_people else 0.0
        self.there = np.array([hours == BotHours.ALWAYS, hours != BotHours.NEVER], dtype=np.float64)

    def review(self, fates: Floats) -> None:
        """Let reviews send some of what would close to people; counts the reviews of people.

        Shape (fates, kinds, channels, predicted types, true urgencies, segments).
        """
        if self._review is None:
            return
        watched, closing = self._watched[None, :, None, None], fates[Fate.STOPPED]
        drafts = self._review.before == "every_turn"
        fates[Fate.REVIEWED] = watched * (fates[Fate.TURNS] if drafts else closing)
        rejected = self._rejects[:, None, None, None, None] * watched * closing
        fates[Fate.ESCALATED] += rejected
        fates[Fate.STOPPED] -= rejected

    def solvable(self, kind: int, column: int, attempt: int) -> Floats:
        """Return the chance to be solvable by how often a case was, shape (segments, attempt + 1).

        Rates of 0 and 1 do not learn from what was.
        """
        m, s = self.rates[:, kind, column, None], self.bot.concentration
        before = np.arange(attempt + 1.0)
        certain = (m <= 0) | (m >= 1)
        chance: Floats = np.where(certain, m, (m * s + before) / (s + attempt))
        return chance


def _rates(scenario: Scenario, bot: Bot, table: RateTable) -> tuple[Floats, Floats]:
    """Return true rates, and chances of a false claim, shape (segments, types, columns)."""
    quality = [segment.bot_quality for segment in scenario.segments.values()] or [1.0]
    rates = np.minimum(np.multiply.outer(quality, table.rates), 1.0)
    kinds = np.broadcast_to(np.arange(rates.shape[1])[None, :, None], rates.shape)
    claims = false_claim_rates(scenario, bot, kinds.ravel(), rates.ravel())
    return rates, np.minimum(claims, 1.0).reshape(rates.shape)


class _Step:
    """One attempt of the cases of one type, on all channels.

    Arrays by hour have the shape (channels, hours).
    """

    def __init__(
        self,
        journey: Journey,
        kind: int,
        attempt: int,
        coming: Floats,
        mix: Floats,
        full: Floats,
    ) -> None:
        self._journey, self._kind, self._attempt, self._mix = journey, kind, attempt, mix
        self._scenario = journey._scenario
        self.direct, self.escalated = coming.copy(), np.zeros_like(coming)
        self.sessions, self.reviews = np.zeros_like(coming), np.zeros_like(coming)
        self.back_after_bot = np.zeros_like(coming)
        self.in_bot = np.zeros(coming.shape[1])
        self.predicted = np.outer(coming.sum(axis=1), journey._types[kind])
        returns, solved = self._scenario.returns, journey._solved[kind]
        self._after_person = (1.0 - solved) * returns.after_person
        self.next_mix = np.concatenate([mix, np.zeros_like(mix[..., :1])], axis=-1)
        if journey._bot is not None:
            self._meet(journey._bot, coming, full)

    @property
    def back_after_person(self) -> Floats:
        """Contacts that come back after people, if they get through."""
        return (self.direct + self.escalated) * self._after_person

    def _meet(self, bot: _BotSide, coming: Floats, full: Floats) -> None:
        """Let the contacts meet the bot."""
        opened = self._journey._opened
        self.next_mix[:] = 0.0
        self.direct[:] = 0.0
        self.predicted[:] = 0.0
        for column in bot.columns.tolist():
            now = coming * (bot.column == column)
            for door, share in ((CLOSED, 1.0 - opened), (OPEN, opened)):
                if (now * share).any():
                    self._at_door(bot, column, door, now * share, full)
        total = self.next_mix.sum(axis=(1, 2, 3), keepdims=True)
        self.next_mix /= np.where(total > 0, total, 1.0)

    def _at_door(self, bot: _BotSide, column: int, door: int, coming: Floats, full: Floats) -> None:
        """Let the contacts that come while the channel is closed, or open, meet the bot."""
        fates = self._fates(bot, column, door)
        count = coming.sum(axis=1)
        crowded = (coming @ full) / np.where(count > 0, count, 1.0)
        solvable = bot.solvable(self._kind, column, self._attempt)
        claim = bot.claims[:, self._kind, column][:, None]
        kinds = np.array([solvable, (1 - solvable) * claim, (1 - solvable) * (1 - claim)])
        weights = np.einsum("csua,ksa->ckusa", self._mix, kinds)
        by_kind = weights.sum(axis=-1)
        mean = np.einsum("ckus,wkcpus->wcp", by_kind, fates)
        self._note(mean, coming, full, bot)
        stopped = np.einsum("cus,cpus->c", by_kind[:, 1], fates[Fate.STOPPED, 1])
        left = mean[Fate.LEFT].sum(axis=1)
        after_bot = self._scenario.returns.after_bot
        self.back_after_bot += coming * (1 - full) * ((left + stopped) * after_bot)[:, None]
        self._mix_on(fates, weights, count, crowded)

    def _fates(self, bot: _BotSide, column: int, door: int) -> Floats:
        """Return what becomes of contacts, those not offered the bot included.

        Shape (fates, kinds, channels, predicted types, true urgencies, segments).
        """
        journey = self._journey
        table = bot.sessions[column].of(self._kind, self._attempt)
        table = table[..., min(door, table.shape[-2] - 1), :]
        urgencies = journey._urgencies if table.shape[3] > 1 else np.ones((5, 1))
        by_true = np.einsum("wkpusc,vu->wkcpvs", table, urgencies)
        taken = journey._types[self._kind]
        offered = bot.adoption[column] * bot.there[door][:, None] * bot.eligible[None, :]
        shape = (len(journey._plan.channels), len(taken))
        by_predicted = np.broadcast_to(offered * taken, shape)[None, None, :, :, None, None]
        fates: Floats = by_true * by_predicted
        fates[Fate.DIRECT] += ((1.0 - offered) * taken)[None, :, :, None, None]
        bot.review(fates)
        return fates

    def _note(self, mean: Floats, coming: Floats, full: Floats, bot: _BotSide) -> None:
        """Note what becomes of the contacts; `mean` has the shape (fates, channels, types)."""
        direct, escalated, _, _, took, turns, reviewed = mean.sum(axis=2)[:, :, None]
        self.direct += coming * (direct + full * took)
        self.escalated += coming * (1 - full) * escalated
        self.sessions += coming * (1 - full) * took
        self.reviews += coming * (1 - full) * reviewed
        seconds = turns * bot.bot.turn_time + reviewed * bot.review_time
        self.in_bot += (coming * seconds).sum(axis=0) / HOUR
        crowded = coming @ full
        count = coming.sum(axis=1)
        self.predicted += count[:, None] * mean[Fate.DIRECT] + crowded[:, None] * mean[Fate.TOOK]
        self.predicted += (count - crowded)[:, None] * mean[Fate.ESCALATED]

    def _mix_on(self, fates: Floats, weights: Floats, count: Floats, crowded: Floats) -> None:
        """Add up who comes back: by segment, urgency, and how often the bot could have helped."""
        after_bot = self._scenario.returns.after_bot
        room = (1.0 - crowded)[None, :, None, None]
        ends = fates.sum(axis=3)
        people = ends[Fate.DIRECT] + ends[Fate.ESCALATED] * room + ends[Fate.TOOK] * (1.0 - room)
        back = people * self._after_person + ends[Fate.LEFT] * room * after_bot
        back[1] += (ends[Fate.STOPPED, 1] * room * after_bot)[0]
        flow = np.einsum("c,ckusa,kcus->kcsua", count, weights, back)
        self.next_mix[..., 1:] += flow[0]
        self.next_mix[..., :-1] += flow[1] + flow[2]


def _nothing(cases: Floats, types: int) -> Journeys:
    contacts, direct, escalated, sessions, reviews = (np.zeros_like(cases) for _ in range(5))
    predicted = np.zeros((len(cases), types))
    return Journeys(contacts, direct, escalated, predicted, sessions, reviews)


def _add(totals: Journeys, rows: Integers, coming: Floats, step: _Step) -> None:
    totals.contacts[rows] += coming
    totals.direct[rows] += step.direct
    totals.escalated[rows] += step.escalated
    totals.predicted[rows] += step.predicted
    totals.sessions[rows] += step.sessions
    totals.reviews[rows] += step.reviews
