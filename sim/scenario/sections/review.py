"""Section `bot.review`: people, or a judge, who watch what the bot wants to do."""

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.values.laws import HandleLaw
from sim.scenario.values.section import Section
from sim.scenario.values.sources import Default, Source
from sim.scenario.values.units import Names, Share


class Review(Section):
    """Which sessions are watched, by whom, and what a reviewer lets pass."""

    share: Share = 1.0
    """Share of the sessions that are watched."""
    types: Annotated[Names | None, Default("all")] = None
    """Predicted inquiry types whose sessions are watched."""
    before: Literal["closing", "every_turn"] = "closing"
    """What is reviewed: what would close the session, or the draft of every turn before it is sent.
    """
    team: Annotated[str | None, Default("a judge, who takes no time")] = None
    """Team that reviews; it alone serves the queue `review`."""
    time: Annotated[HandleLaw, Source(grade="J")] = Field(
        default="lognormal 45 s cv 0.8", validate_default=True
    )
    """Time that a review takes a person."""
    reject_false: Annotated[Share, Source(grade="J")] = 0.80
    """Share of false closings that a review catches: the session is escalated by the rule
    `rejected`."""
    reject_true: Annotated[Share, Source(grade="J")] = 0.05
    """Share of true solutions that a review rejects by mistake."""
