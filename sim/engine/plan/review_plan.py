"""What the review of the bot is in numbers."""

from enum import IntEnum
from typing import NamedTuple

from sim.scenario.root import Scenario


class Reviewed(IntEnum):
    """What a reviewer sees of a watched session."""

    NOTHING = 0
    CLOSING = 1
    EVERY_TURN = 2


class ReviewPlan(NamedTuple):
    """The review of the bot in numbers.

    Attributes
    ----------
    before
        `Reviewed`.
    by_people
        Whether a team reviews; else a judge does, in no time.
    """

    before: int
    by_people: bool


def review_plan(scenario: Scenario) -> ReviewPlan:
    """Return the review of an arm's bot in numbers."""
    review = scenario.bot.review if scenario.bot else None
    if review is None or review.share == 0:
        return ReviewPlan(Reviewed.NOTHING, by_people=False)
    return ReviewPlan(Reviewed[review.before.upper()], by_people=review.team is not None)
