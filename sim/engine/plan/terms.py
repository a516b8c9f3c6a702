"""What an arm adds to handle times and to scores, and what a bot session uses."""

from typing import NamedTuple

from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot


class HandlingTerms(NamedTuple):
    """Factors on the handle time of an answer, and what adds to a waiting contact's score.

    Attributes
    ----------
    summary, summary_after_bot
        Factor of triage's summary; of the bot's hand-over summary, which takes its place.
    mood_after_bot
        Factor after an escalation.
    escalated_bonus, transferred_bonus
        Score added after an escalation; after a transfer.
    bot_time_counts
        Whether an escalated contact's waiting age begins with its bot session.
    """

    summary: float
    summary_after_bot: float
    mood_after_bot: float
    escalated_bonus: float
    transferred_bonus: float
    bot_time_counts: bool


class SessionUsage(NamedTuple):
    """What a session uses by its turns, in whole numbers.

    Attributes
    ----------
    actions
        Actions of a turn.
    instructions, customer, answer
        Tokens of a turn: instructions, the customer's message, the bot's answer.
    """

    actions: int = 0
    instructions: int = 0
    customer: int = 0
    answer: int = 0

    def tokens_in(self, turns: int) -> int:
        """Return the tokens read in so many turns: each reads all that was said before it, too."""
        said_before = (self.customer + self.answer) * (turns * (turns - 1) // 2)
        return turns * (self.instructions + self.customer) + said_before


def handling_terms(scenario: Scenario) -> HandlingTerms:
    """Return what an arm adds to handling and to scores."""
    bot, people = scenario.bot, scenario.people
    summary = 1.0 - scenario.triage.saving
    return HandlingTerms(
        summary=summary,
        summary_after_bot=1.0 - bot.handover_saves if bot else summary,
        mood_after_bot=bot.escalated_handling if bot else 1.0,
        escalated_bonus=people.escalated_bonus,
        transferred_bonus=people.transferred_bonus,
        bot_time_counts=people.bot_time_counts,
    )


def session_usage(bot: Bot | None) -> SessionUsage:
    """Return what a session's turns use."""
    if bot is None:
        return SessionUsage()
    usage = bot.usage
    return SessionUsage(
        actions=usage.actions_per_turn,
        instructions=usage.tokens_instructions,
        customer=usage.tokens_customer,
        answer=usage.tokens_answer,
    )
