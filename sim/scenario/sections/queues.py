"""Section `queues`: what differs for a queue."""

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.values.section import Section
from sim.scenario.values.sources import Default
from sim.scenario.values.units import Duration


class Queue(Section):
    """What differs for a queue; by name (`billing`), with its channel, or `*/phone`.

    Of several names the closest says all: `billing/phone`, then `billing`, then `*/phone`.
    """

    assign: Literal["team_order", "longest_idle", "score", "uniform"] = "team_order"
    """Which of the free agents of its teams takes a contact that joins: one of the first team with
    anybody free (`team_order`), the one who is idle the longest whatever the team
    (`longest_idle`), by the teams' `score` and the share of duty that the agent has been idle
    (`score`), or each alike (`uniform`)."""
    capacity: Annotated[int | None, Field(ge=0), Default("no limit")] = None
    """Contacts that may wait in it at a time; further ones are blocked at the door. Who is passed
    on from person to person always joins."""
    transferred_bonus: Annotated[float | None, Default("that of `people`")] = None
    """Score added to a contact that was transferred into it."""
    service_limit: Annotated[
        Duration | None, Default("that of the target `service_level`, or 20 s")
    ] = None
    """Time within which who waits in it must be served to count for the service level."""
