"""Seats: what is left of a bot's promise once work is queued, harder and comes back.

How the table is read: the bot closes 65 % of contacts. False closings are a share of those
*closings* (.65 x .15 and .65 x .30 of contacts); they return at once, to people only, and take the
longer time as all contacts that reach people do. At 100 contacts an hour of six minutes people get
100, 35, 35, 44.75 and 54.5 of them, which is 10, 3.5, 4.375, 5.594 and 6.813 erlangs: 13, 6, 7, 8
and 10 seats by Erlang C. A bot's share of the work is thus not its share of the seats.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.theory.requirements import require_nonnegative, require_share
from sim.theory.staffing import Goal, min_agents_erlang_c


@dataclass(frozen=True, kw_only=True)
class Automation:
    """What a bot does to the work of people.

    Attributes
    ----------
    closed
        Share of contacts that the bot closes, rightly or wrongly.
    harder
        By how much longer the contacts that reach people take (.25 = 25 % longer).
    false_closings
        Share of the bot's closings that are false: each returns straight to a person.
    """

    closed: float = 0.0
    harder: float = 0.0
    false_closings: float = 0.0

    def __post_init__(self) -> None:
        """Check the ranges."""
        require_share(closed=self.closed, false_closings=self.false_closings)
        require_nonnegative(harder=self.harder)

    def contacts_left(self, arrival_rate: float) -> float:
        """Rate at which contacts reach people: lambda (1 - closed + closed x false closings)."""
        return arrival_rate * (1.0 - self.closed * (1.0 - self.false_closings))

    def handle_time(self, mean_service: float) -> float:
        """Mean time that people need for a contact, a returned one included."""
        return mean_service * (1.0 + self.harder)


@dataclass(frozen=True)
class SeatStep:
    """One line of the seat table.

    Attributes
    ----------
    name
        What this step adds to the one before.
    seats
        Fewest agents that meet the goal.
    saving
        Share of the seats without a bot that this step saves.
    """

    name: str
    seats: int
    saving: float


STEPS = {
    "no bot": Automation(),
    "bot closes 65 %": Automation(closed=0.65),
    "the rest takes 25 % longer": Automation(closed=0.65, harder=0.25),
    "15 % of closings are false": Automation(closed=0.65, harder=0.25, false_closings=0.15),
    "30 % of closings are false": Automation(closed=0.65, harder=0.25, false_closings=0.30),
}

MINUTES = 1 / 60
HANDLE_TIME = 6 * MINUTES
GOAL = Goal(level=0.8, within=1 * MINUTES, max_occupancy=0.85)


def seats(arrival_rate: float, mean_service: float, goal: Goal, automation: Automation) -> int:
    """Fewest agents beside a bot that meet the goal (Erlang C).

    Parameters
    ----------
    arrival_rate
        Contacts per unit of time before the bot takes any.
    mean_service
        Mean handle time without a bot.
    goal
        Service goal of the contacts that reach people.
    automation
        What the bot does.

    Raises
    ------
    ValueError
        If a rate or time is out of range.
    """
    contacts = automation.contacts_left(arrival_rate)
    return min_agents_erlang_c(contacts, automation.handle_time(mean_service), goal)


def seat_table(contacts_per_hour: float) -> tuple[SeatStep, ...]:
    """Seats without a bot, and as a bot that closes 65 % of contacts meets reality step by step.

    Contacts take six minutes, 80 % are to be answered within 60 seconds, and people may be busy for
    at most 85 % of their time.

    Parameters
    ----------
    contacts_per_hour
        Contacts per hour before the bot takes any.

    Raises
    ------
    ValueError
        If the rate is negative or not finite.

    Examples
    --------
    >>> [step.seats for step in seat_table(100)], [step.seats for step in seat_table(20)]
    ([13, 6, 7, 8, 10], [4, 2, 3, 3, 3])
    """
    needs = {
        name: seats(contacts_per_hour, HANDLE_TIME, GOAL, automation)
        for name, automation in STEPS.items()
    }
    before = needs["no bot"]
    return tuple(SeatStep(name, need, 1.0 - need / before) for name, need in needs.items())
