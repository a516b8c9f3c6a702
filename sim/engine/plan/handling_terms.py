"""What an arm adds to handle times and to the scores of waiting contacts."""

from typing import NamedTuple

from sim.scenario.root import Scenario


class HandlingTerms(NamedTuple):
    """Factors on the handle time of an answer, and what adds to a waiting contact's score.

    Attributes
    ----------
    summary, summary_after_bot
        Factor of triage's summary; factor of the bot's hand-over summary, which replaces it.
    mood_after_bot
        Factor after an escalation.
    escalated_bonus
        Score added after an escalation.
    bot_time_counts
        Whether an escalated contact's waiting age begins with its bot session.
    """

    summary: float
    summary_after_bot: float
    mood_after_bot: float
    escalated_bonus: float
    bot_time_counts: bool


def handling_terms(scenario: Scenario) -> HandlingTerms:
    """Return what an arm adds to handling and to scores."""
    bot, people = scenario.bot, scenario.people
    summary = 1.0 - scenario.triage.saving
    return HandlingTerms(
        summary=summary,
        summary_after_bot=1.0 - bot.handover_saves if bot else summary,
        mood_after_bot=bot.escalated_handling if bot else 1.0,
        escalated_bonus=people.escalated_bonus,
        bot_time_counts=people.bot_time_counts,
    )
