"""How much work the contacts for people are, by queue and hour, for each team that may do it."""

from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Flags, Floats
from sim.base.time import HOUR
from sim.engine.plan.plan import Plan
from sim.engine.plan.team_plan import TeamPlan
from sim.scenario.root import Scenario
from sim.studies.load.arrivals import trace_arrivals
from sim.studies.load.delays import delayed
from sim.studies.load.journeys import Journeys
from sim.studies.load.legs import MeanLeg, mean_legs
from sim.studies.load.openings import handled_on
from sim.studies.load.triage import LEVELS, true_urgencies


@dataclass(frozen=True)
class Work:
    """Work for people by queue.

    Attributes
    ----------
    rate
        Legs that join each queue in each hour, shape (queues, hours).
    load
        Their work in erlangs for a team without factors, shape (queues, hours).
    pace
        Time that a second of it takes a team, shape (teams, queues).
    square
        Mean square of a leg's seconds over the square of their mean, shape (queues,).
    mix
        Seconds of work as each type, shape (types, queues).
    urgency
        Mean urgency of the work, shape (queues,).
    lost
        Contacts for people that find the channel closed and are lost, shape (hours,).
    answered
        Contacts for people that are not, shape (hours,).
    """

    rate: Floats
    load: Floats
    pace: Floats
    square: Floats
    mix: Floats
    urgency: Floats
    lost: Floats
    answered: Floats


class _Pile:
    """Work as it adds up: by inquiry type and queue."""

    def __init__(self, plan: Plan, hours: int) -> None:
        shape = (len(plan.types), len(plan.queues))
        self.talk, self.wrap, self.squares = np.zeros((3, *shape))
        self.rate, self.load = np.zeros((2, len(plan.queues), hours))

    def add(self, leg: MeanLeg, contacts: Floats, factored: Floats) -> None:
        """Add legs of contacts by hour; `factored` has their factors on the handle time in it."""
        talk, wrap = leg.talk * factored * leg.number, leg.wrap * factored * leg.number
        wrap = wrap + leg.own_wrap * contacts * leg.number
        seconds = talk + wrap
        self.rate[leg.queue] += contacts * leg.number
        self.load[leg.queue] += seconds / HOUR
        place = leg.type_code, leg.queue
        self.talk[place] += talk.sum()
        self.wrap[place] += wrap.sum()
        legs = contacts.sum() * leg.number
        mean = seconds.sum() / legs if legs else 0.0
        self.squares[place] += legs * mean**2 * (1 + leg.cv**2)


def make_work(scenario: Scenario, plan: Plan, journeys: Journeys, opened: Floats) -> Work:
    """Return the work that contacts are.

    Parameters
    ----------
    scenario, plan
        The arm, whose files are named by their full paths.
    journeys
        Its contacts for people.
    opened
        The share of each hour in which each channel is open, shape (channels, hours).
    """
    pile = _Pile(plan, opened.shape[1])
    lost, answered = np.zeros((2, opened.shape[1]))
    given = _given_times(scenario)
    for cell in np.flatnonzero(journeys.contacts.any(axis=1)).tolist():
        kind, channel = divmod(cell, len(plan.channels))
        direct, escalated = journeys.direct[cell], journeys.escalated[cell]
        missed = np.ones_like(direct)
        for on, share in handled_on(plan, channel, opened):
            missed = missed - share
            pair = direct * share, escalated * share
            scale = given[cell] if on == channel else 1.0
            _add_answers(pile, scenario, plan, (kind, on, channel), pair, scale)
            predicted = journeys.predicted[cell]
            _add_misroutes(pile, scenario, plan, (kind, on), predicted, pair[0] + pair[1])
            if plan.dispatched:
                _add_reading(pile, scenario, plan, (kind, on), journeys.contacts[cell] * share)
        people = direct + escalated
        lost += people * missed.clip(min=0.0)
        answered += people * (1.0 - missed.clip(min=0.0))
    square = np.divide(
        pile.squares.sum(axis=0) * pile.rate.sum(axis=1),
        ((pile.talk + pile.wrap).sum(axis=0)) ** 2,
        out=np.ones(len(plan.queues)),
        where=pile.load.sum(axis=1) > 0,
    )
    mix = pile.talk + pile.wrap
    pace = _paces(plan.team_plan, pile)
    return Work(
        pile.rate, pile.load, pace, square, mix, _mean_urgency(scenario, mix), lost, answered
    )


def _add_answers(
    pile: _Pile,
    scenario: Scenario,
    plan: Plan,
    where: tuple[int, int, int],
    contacts: tuple[Floats, Floats],
    scale: float,
) -> None:
    """Add answers and what they lead to; `contacts` are those direct, and from the bot."""
    kind, on, origin = where
    terms = plan.handling
    direct, escalated = contacts
    everybody = direct + escalated
    after_bot = terms.summary_after_bot * terms.mood_after_bot
    factored = direct * terms.summary + escalated * after_bot
    for leg in mean_legs(scenario, plan, kind, on, origin):
        number, much = everybody, factored
        touches = scenario.channels[plan.channels[origin]].touches
        if leg.later and touches:
            number, much = delayed(np.array([everybody, factored]), touches.reply_delay)
        is_answer = leg.type_code == kind and leg.queue == plan.queue_of[kind, on]
        pile.add(leg, number, much * (scale if is_answer else 1.0))


def _add_misroutes(
    pile: _Pile,
    scenario: Scenario,
    plan: Plan,
    where: tuple[int, int],
    predicted: Floats,
    contacts: Floats,
) -> None:
    """Add the short legs at the queues of types that contacts are wrongly taken for."""
    kind, on = where
    law = scenario.triage.misroute_time
    if predicted.sum() == 0:
        return
    shares = predicted / predicted.sum()
    right = plan.queue_of[kind, on]
    queues = plan.queue_of[:, on]
    by_queue = np.bincount(queues, shares, len(plan.queues))
    by_queue[right] = 0.0
    for queue in np.flatnonzero(by_queue > 0).tolist():
        number = float(by_queue[queue])
        pile.add(MeanLeg(kind, queue, number, law.mean, 0.0, 0.0, law.cv), contacts, contacts)


def _add_reading(
    pile: _Pile, scenario: Scenario, plan: Plan, where: tuple[int, int], contacts: Floats
) -> None:
    """Add the reading by a dispatcher."""
    kind, on = where
    law, queue = scenario.triage.dispatch_time, int(plan.dispatch_of[on])
    pile.add(MeanLeg(kind, queue, 1.0, law.mean, 0.0, 0.0, law.cv), contacts, contacts)


def _given_times(scenario: Scenario) -> Floats:
    """Return by cell the mean handle time that a trace gives over that of the law; 1 without."""
    channels = list(scenario.channels)
    factors = np.ones(len(scenario.inquiry_types) * len(channels))
    arrivals = trace_arrivals(scenario)
    if arrivals is None or "handle_time" not in arrivals.given:
        return factors
    given = arrivals.given["handle_time"]
    cell = arrivals.type * len(channels) + arrivals.channel
    for number, kind in enumerate(scenario.inquiry_types.values()):
        for place, name in enumerate(channels):
            rows = cell == number * len(channels) + place
            mean = kind.mean_handle_time(name)
            if rows.any() and mean > 0:
                known = np.where(np.isnan(given[rows]), mean, given[rows])
                factors[number * len(channels) + place] = known.mean() / mean
    return factors


def _mean_urgency(scenario: Scenario, mix: Floats) -> Floats:
    levels = np.arange(1.0, LEVELS + 1)
    means = [true_urgencies(kind) @ levels for kind in scenario.inquiry_types.values()]
    total = mix.sum(axis=0)
    mean: Floats = np.array(means) @ mix / np.where(total > 0, total, 1.0)
    return mean


def _paces(teams: TeamPlan, pile: _Pile) -> Floats:
    """Return the time that a second of each queue's work takes each team without slots."""
    talk = np.einsum("tk,kq->tq", teams.talk_factor, pile.talk)
    talk += np.outer(teams.connect, pile.rate.sum(axis=1))
    wrap = np.einsum("tk,tk,kq->tq", teams.talk_factor, teams.wrap_factor, pile.wrap)
    total = (pile.talk + pile.wrap).sum(axis=0)
    paces: Floats = np.divide(talk + wrap, total, out=np.ones_like(talk), where=total > 0)
    return paces


def at_once(teams: TeamPlan, channel_of: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> Floats:
    """Return how many contacts a full agent handles in the time of one alone, (teams, queues)."""
    slots = teams.slots[:, channel_of]
    most = np.minimum(np.floor(slots + 0.5).astype(np.int64), teams.slow_down.shape[1]) - 1
    rows = np.arange(len(slots))[:, None]
    several: Floats = slots / teams.slow_down[rows, most]
    return several


def live_queues(plan: Plan) -> Flags:
    """Return whether the customers of each queue wait on the line, shape (queues,)."""
    flags: Flags = plan.live[plan.channel_of]
    return flags
