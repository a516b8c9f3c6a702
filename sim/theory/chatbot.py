"""A chatbot in front of people: bot, then escalation, then Erlang A.

The bot is an M/G/inf queue, its departures are again a Poisson process, and so is the part of them
that escalates: people see exactly an Erlang A.

References
----------
N. M. Mirasol (1963), *The output of an M/G/inf queuing system is Poisson*, Operations
Research 11(2).
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.theory.erlang_a import ErlangA, erlang_a
from sim.theory.requirements import require_nonnegative, require_positive, require_share


@dataclass(frozen=True)
class ChatbotDesk:
    """A stationary desk behind a bot that is never full.

    Attributes
    ----------
    mean_in_bot
        Mean number of bot sessions at a time (Poisson).
    escalation_rate
        Contacts that reach people per unit of time.
    people
        The queue of those contacts.
    """

    mean_in_bot: float
    escalation_rate: float
    people: ErlangA


def chatbot_desk(
    arrival_rate: float,
    mean_session: float,
    escalation_share: float,
    *,
    mean_service: float,
    mean_patience: float,
    agents: int,
) -> ChatbotDesk:
    """Solve a desk whose contacts all begin with a bot and go on to people with a probability.

    Parameters
    ----------
    arrival_rate
        Poisson contacts per unit of time.
    mean_session
        Mean length of a bot session, of any law.
    escalation_share
        Share of sessions that end in the queue for people.
    mean_service, mean_patience, agents
        The people, as in `erlang_a`.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    require_nonnegative(arrival_rate=arrival_rate)
    require_positive(mean_session=mean_session)
    require_share(escalation_share=escalation_share)
    escalated = arrival_rate * escalation_share
    people = erlang_a(escalated, mean_service, mean_patience, agents)
    return ChatbotDesk(arrival_rate * mean_session, escalated, people)
