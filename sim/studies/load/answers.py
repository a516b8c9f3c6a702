"""How many answers by people a case takes on average, before anything is played."""

from sim.scenario.derived.bot_months import bot_months
from sim.scenario.derived.maturity import adoption
from sim.scenario.root import Scenario
from sim.scenario.sections.channels import Channel
from sim.scenario.sections.inquiry_types import InquiryType


def answers_per_case(scenario: Scenario, inquiry_type: InquiryType, channel: Channel) -> float:
    """Return the expected number of people's answers to a case of a type on a channel.

    Parameters
    ----------
    scenario
        The arm.
    inquiry_type, channel
        The case's.

    Notes
    -----
    Attempt k reaches a person with probability 1 - m_k, where m_0 is the bot's resolution rate m
    and a retry's is m s / (1 + s), both times its adoption; a person's answer leaves 1 - solved, of
    whom some come back.
    """
    returns = scenario.returns
    back = (1.0 - inquiry_type.solved_by_person) * returns.after_person
    answers, attempts = 0.0, 1.0
    for attempt in range(returns.max_attempts):
        reach_people = attempts * (1.0 - _resolved_by_bot(scenario, inquiry_type, channel, attempt))
        answers += reach_people
        attempts = reach_people * back
    return answers


def _resolved_by_bot(
    scenario: Scenario, inquiry_type: InquiryType, channel: Channel, attempt: int
) -> float:
    bot = scenario.bot
    if bot is None or channel.bot == "never" or not inquiry_type.bot.eligible:
        return 0.0
    own = inquiry_type.bot.resolution_rate
    rate = bot.resolution_rate if own is None else own
    if attempt > 0:
        rate *= bot.concentration / (1.0 + bot.concentration)
    _, months = bot_months(scenario.run, bot)
    return rate * float(adoption(bot, months)[-1])
