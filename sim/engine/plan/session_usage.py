"""What a bot session uses by its turns: actions and tokens."""

from typing import NamedTuple

from sim.scenario.sections.bot import Bot


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
        """Return the tokens read in so many turns: each also reads all that was said before it."""
        said_before = (self.customer + self.answer) * (turns * (turns - 1) // 2)
        return turns * (self.instructions + self.customer) + said_before


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
