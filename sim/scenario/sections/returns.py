"""Section `returns`: what unresolved customers do next."""

from typing import Annotated

from pydantic import Field

from sim.scenario.values.laws import DelayLaw
from sim.scenario.values.section import Section, as_written
from sim.scenario.values.sources import Source
from sim.scenario.values.units import Share


class Returns(Section):
    """Repeat contacts after an unresolved one."""

    max_attempts: Annotated[int, Field(ge=1, le=20)] = 4
    """Contacts that a case may have; a case that would need more gives up and is counted."""
    after_bot: Annotated[Share, Source(grade="J")] = 0.70
    """Chance of coming back after the bot left the case unresolved."""
    after_person: Annotated[Share, Source(grade="J")] = 0.75
    """Chance of coming back after a person left the case unresolved."""
    delay: Annotated[DelayLaw, Source(grade="J")] = as_written("1 day")
    """Time from the end of a contact to the next; a bare duration is exponential."""
