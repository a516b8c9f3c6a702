"""How much work the contacts for people are, by queue and hour, for each team that may do it."""

from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Flags, Floats
from sim.engine.plan.plan import Plan
from sim.engine.plan.team_plan import TeamPlan
from sim.scenario.root import Scenario
from sim.studies.load.arrivals import trace_arrivals
from sim.studies.load.delays import delayed
from sim.studies.load.journeys import Journeys
from sim.studies.load.legs import MeanLeg, mean_legs
from sim.studies.load.openings import handled_on
from sim.studies.load.pile import Pile


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
    lost: Floats
    answered: Floats


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
    pile = Pile(scenario, plan, opened.shape[1])
    lost, answered = np.zeros((2, opened.shape[1]))
    given = _given_times(scenario)
    for cell in np.flatnonzero(journeys.contacts.any(axis=1)).tolist():
        kind, channel = divmod(cell, len(plan.channels))
        direct, escalated = journeys.direct[cell], journeys.escalated[cell]
        missed = np.ones_like(direct)
        for on, share in handled_on(plan, channel, opened):
            missed = missed - share
            pair = direct * share, escalated * share
            scale = float(given[cell]) if given is not None and on == channel else None
            _add_answers(pile, scenario, plan, (kind, on, channel), pair, scale)
            predicted = journeys.predicted[cell]
            _add_misroutes(pile, scenario, plan, (kind, on), predicted, pair[0] + pair[1])
            if plan.dispatched:
                _add_reading(pile, scenario, plan, (kind, on), journeys.contacts[cell] * share)
        if plan.review.by_people and scenario.bot and scenario.bot.review:
            law, queue = scenario.bot.review.time, int(plan.review_of[channel])
            seen = MeanLeg(kind, queue, 1.0, law.mean, 0.0, 0.0, law.cv)
            pile.add(seen, journeys.reviews[cell], journeys.reviews[cell])
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
    return Work(pile.rate, pile.load, pile.paces(), square, mix, lost, answered)


def _add_answers(
    pile: Pile,
    scenario: Scenario,
    plan: Plan,
    where: tuple[int, int, int],
    contacts: tuple[Floats, Floats],
    scale: float | None,
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
        if leg.type_code == kind and leg.queue == plan.queue_of[kind, on] and scale is not None:
            # Handle times that a trace gives are those of every team.
            pile.add(leg._replace(by_team=False), number, much * scale)
        else:
            pile.add(leg, number, much)


def _add_misroutes(
    pile: Pile,
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
    pile: Pile, scenario: Scenario, plan: Plan, where: tuple[int, int], contacts: Floats
) -> None:
    """Add the reading by a dispatcher."""
    kind, on = where
    law, queue = scenario.triage.dispatch_time, int(plan.dispatch_of[on])
    pile.add(MeanLeg(kind, queue, 1.0, law.mean, 0.0, 0.0, law.cv), contacts, contacts)


def _given_times(scenario: Scenario) -> Floats | None:
    """Return by cell the mean handle time that a trace gives over that of the law; None without."""
    channels = list(scenario.channels)
    factors = np.ones(len(scenario.inquiry_types) * len(channels))
    arrivals = trace_arrivals(scenario)
    if arrivals is None or "handle_time" not in arrivals.given:
        return None
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
