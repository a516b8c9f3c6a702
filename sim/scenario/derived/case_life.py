"""What becomes of a case on average: its contacts, bot sessions, and visits to people.

By formula, waiting aside: nobody abandons, balks or is blocked, so that nobody redials; the bot is
never full and never down, and no rule of the policy acts but the built-in ones. All else counts:
who asks for a person or leaves, who comes back, how much less likely the bot solves what it did not
solve before, tier 2 and forwards, segments, and who is lost outside the opening hours.

Notes
-----
Let a case be solvable by the bot with the latent probability p, Beta with mean m and concentration
s. A session of at most L turns ends at turn t by the table w of `turns_to_solve`, if the customer
did not ask for a person at once (a_0), nor asked (a) or left (l) after a turn before t:

    C = (1 - a_0) sum_t w_t g^(t-1),    g = (1 - a) (1 - l)

It resolves with probability p C and closes falsely with (1 - p) phi C, where phi =
f m / ((1 - f) (1 - m)) for a share f of false ones among closings. The customer leaves with

    p l_t + (1 - p) (phi l_t + (1 - phi) l_L),    l_n = (1 - a_0) l (1 - g^n) / (1 - g)

summed over w for l_t with n = t - 1, and goes to a person with what is left. So the chance that
another contact follows is a straight line in p, whose powers are averaged over the Beta law.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from sim.scenario.derived.bot_months import standing_month
from sim.scenario.derived.contact_ends import (
    NO_SESSION,
    ContactEnds,
    SessionEnds,
    contact_ends,
    mixed,
    session_ends,
)
from sim.scenario.derived.maturity import adoption, maturity
from sim.scenario.derived.offering import may_be_offered
from sim.scenario.derived.open_share import OpenShare, open_share
from sim.scenario.derived.people_solve import solved_by_people
from sim.scenario.derived.polynomials import Polynomial, beta_moments, mean, plus, product
from sim.scenario.derived.sessions import false_claims, patients
from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot
from sim.scenario.sections.channels import Channel


class CaseLife(NamedTuple):
    """Expected numbers of one case.

    Attributes
    ----------
    contacts
        All contacts, the first one included.
    sessions
        Contacts that the bot takes.
    closings
        Sessions that the bot closes, rightly or not.
    resolved
        Sessions that it truly resolves.
    people
        Contacts that reach people.
    """

    contacts: float
    sessions: float
    closings: float
    resolved: float
    people: float

    def times(self, number: float) -> "CaseLife":
        """Return the numbers of so many cases."""
        return CaseLife(*(number * each for each in self))


NOTHING = CaseLife(0.0, 0.0, 0.0, 0.0, 0.0)


def total(lives: Sequence[CaseLife]) -> CaseLife:
    """Return the numbers of several cases together."""
    return CaseLife(*map(fsum, zip(NOTHING, *lives, strict=True)))


def case_life(scenario: Scenario, name: str, channel: str, rate: float | None = None) -> CaseLife:
    """Return what becomes of a case on average.

    Parameters
    ----------
    scenario
        An arm that fits together.
    name, channel
        The inquiry type and the channel of the case.
    rate
        The bot's true resolution rate of the type. Default: the scenario's, where the bot stands at
        `run.as_of`.
    """
    import numpy as np

    bot, desk = scenario.bot, _desk(scenario, name, channel)
    if bot is None or not may_be_offered(scenario, name, channel):
        return _life(desk, NO_SESSION, 0.0, beta_moments(0.0, 1.0, desk.attempts + 1))
    stands = np.array([standing_month(scenario.run, bot)])
    if rate is None:
        rate = true_rate(scenario, bot, name) * float(maturity(bot, stands)[0])
    offered = float(adoption(bot, stands)[0])
    lives = []
    for patient in patients(scenario, bot):
        m = min(rate * patient.quality, 1.0)
        ends = session_ends(patient, false_claims(m, false_share(scenario, bot, name)))
        moments = beta_moments(m, bot.concentration, desk.attempts + 1)
        lives.append(_life(desk, ends, offered, moments).times(patient.share))
    return total(lives)


def true_rate(scenario: Scenario, bot: Bot, name: str) -> float:
    """Return the mature resolution rate of a type."""
    own = scenario.inquiry_types[name].bot.resolution_rate
    return bot.resolution_rate if own is None else own


def false_share(scenario: Scenario, bot: Bot, name: str) -> float:
    """Return the share of false ones among the bot's closings of a type."""
    own = scenario.inquiry_types[name].bot.false_resolution
    return bot.false_resolution if own is None else own


@dataclass(frozen=True)
class _Desk:
    """What a case meets besides the bot.

    Attributes
    ----------
    after_bot, after_people
        Chance of another contact after the bot did not solve the case, and after people took it.
    attempts
        Contacts that a case may have.
    loses
        Whether contacts for people are lost outside the opening hours.
    bot_at_night
        Whether the bot is there outside the opening hours.
    open
        Shares of contacts within the opening hours.
    """

    after_bot: float
    after_people: float
    attempts: int
    loses: bool
    bot_at_night: bool
    open: OpenShare


def _desk(scenario: Scenario, name: str, channel: str) -> _Desk:
    way, returns = scenario.channels[channel], scenario.returns
    return _Desk(
        after_bot=returns.after_bot,
        after_people=(1.0 - solved_by_people(scenario, name)) * returns.after_person,
        attempts=returns.max_attempts,
        loses=_loses(scenario, way),
        bot_at_night=way.bot == "always",
        open=open_share(scenario, name, channel),
    )


def _loses(scenario: Scenario, way: Channel) -> bool:
    """Return whether contacts for people are lost while none of the channel's ways is open."""
    if way.diverts_outside_hours and way.diverts_to is not None:
        return scenario.channels[way.diverts_to].loses_outside_hours
    return way.loses_outside_hours


def _life(desk: _Desk, session: SessionEnds, offered: float, moments: Sequence[float]) -> CaseLife:
    """Add up what becomes of each contact of a case, weighted by the chance that it happens."""
    by_day = _ends(desk, session, offered, 1.0)
    at_night = _ends(desk, session, offered * desk.bot_at_night, float(not desk.loses))
    first = mixed(desk.open.first, by_day, at_night)
    later = mixed(desk.open.later, by_day, at_night)
    happens: Polynomial = (1.0,)
    contacts = []
    for attempt in range(desk.attempts):
        ends = later if attempt else first
        counted = (
            (1.0,),
            ends.session,
            plus(ends.resolved, ends.false),
            ends.resolved,
            ends.people,
        )
        contacts.append(CaseLife(*(mean(product(happens, each), moments) for each in counted)))
        happens = product(happens, ends.onward)
    return total(contacts)


def _ends(desk: _Desk, session: SessionEnds, offered: float, reach: float) -> ContactEnds:
    return contact_ends(session, offered, reach, desk.after_bot, desk.after_people)
