"""Section `people`: the human side of the desk."""

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.sections.copilot import Copilot
from sim.scenario.sections.hiring import Hiring
from sim.scenario.sections.team import Team
from sim.scenario.values.laws import Law
from sim.scenario.values.section import Section
from sim.scenario.values.sources import Default
from sim.scenario.values.units import LongDuration, Share


class Absences(Section):
    """A period in which everybody is away more often, such as a flu week."""

    start: LongDuration
    """When it begins, counted from the start of the measured window (the launch of a project)."""
    duration: LongDuration
    """How long it lasts."""
    share: Share
    """Chance that an agent is away for a shift that starts in it, in every team whose own `absence`
    is not larger."""


class People(Section):
    """The human side of the desk."""

    teams: dict[str, Team] = Field(min_length=1)
    """Teams by name; their order here counts where a choice needs one."""
    team_order: dict[str, tuple[str, ...]] = Field(default={})
    """Order in which a queue's contacts are offered to teams with somebody free, such as
    `{billing/phone: [experts, care]}`; teams not named follow in file order."""
    staffing: Annotated[
        Literal["fixed", "fewest", "attrition"] | None,
        Default("`fewest` where targets say what is enough, else `fixed`"),
    ] = None
    """How a return on investment staffs the months of a project: `fixed` as written, `fewest` heads
    or hours on target month by month, or `attrition`: heads fall only as people leave and rise
    after hiring and training."""
    hiring: Hiring = Hiring()
    """How salaried heads come and go (return on investment)."""
    copilot: Copilot = Copilot()
    """How much an AI helps people where the policy lets it assist them."""
    absences: tuple[Absences, ...] = ()
    """When more people are away than usual; those who would be away anyway still are."""
    escalated_bonus: float = 0.0
    """Score added to a contact that the bot escalated (one urgency level is 1)."""
    transferred_bonus: float = 0.0
    """Score added to a contact that was transferred; queues may have their own."""
    max_forwards: Annotated[int, Field(ge=1, le=20)] = 2
    """Forwards that a contact may have; one that would be forwarded once more stays where it is."""
    bot_time_counts: bool = True
    """Whether an escalated contact's waiting age begins with its bot session."""

    @property
    def handle_laws(self) -> list[Law | dict[str, Law]]:
        """The teams' own laws of handle times, each once, in file order."""
        laws: list[Law | dict[str, Law]] = []
        for team in self.teams.values():
            if team.handle_time is not None and team.handle_time not in laws:
                laws.append(team.handle_time)
        return laws
