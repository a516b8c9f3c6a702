"""What a volume brings: the cases that come of it, and what becomes of these."""

from typing import NamedTuple

from sim.scenario.derived.bot_months import standing_month
from sim.scenario.derived.case_life import CaseLife, case_life, total
from sim.scenario.derived.maturity import adoption
from sim.scenario.derived.offering import may_be_offered
from sim.scenario.derived.outreach import aims
from sim.scenario.derived.splits import channel_shares
from sim.scenario.root import Scenario


class Traffic(NamedTuple):
    """Expected numbers for one case of a type's volume.

    Attributes
    ----------
    cases
        Cases that come: more by induced demand, fewer by programmes that avert.
    life
        What becomes of them.
    """

    cases: float
    life: CaseLife


def traffic(scenario: Scenario, name: str) -> Traffic:
    """Return what a case of a type's volume brings, over all channels."""
    cases, lives = 0.0, []
    for channel, share in channel_shares(scenario, name).items():
        coming = share * _coming(scenario, name, channel)
        if coming:
            cases += coming
            lives.append(case_life(scenario, name, channel).times(coming))
    return Traffic(cases, total(lives))


def _coming(scenario: Scenario, name: str, channel: str) -> float:
    """Return the cases that come for each of the volume: induced ones more, averted ones fewer."""
    programmes = list(aims(scenario, name))
    caused = sum(aimed * programme.induced_per_case for programme, aimed in programmes)
    averted = sum(aimed * programme.averted for programme, aimed in programmes)
    return (1.0 + _induced_by_bot(scenario, name, channel)) * (1.0 + caused - averted)


def _induced_by_bot(scenario: Scenario, name: str, channel: str) -> float:
    import numpy as np

    bot = scenario.bot
    if bot is None or not bot.induced_demand or not may_be_offered(scenario, name, channel):
        return 0.0
    offered = adoption(bot, np.array([standing_month(scenario.run, bot)]))
    return bot.induced_demand * float(offered[0])
