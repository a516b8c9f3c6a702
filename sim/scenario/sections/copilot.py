"""Section `people.copilot`: an AI that assists people while they answer."""

from typing import Annotated

from pydantic import Field, model_validator

from sim.scenario.values.section import Section, as_written
from sim.scenario.values.sources import Source
from sim.scenario.values.units import LongDuration, Share

Saving = Annotated[Share, Field(lt=1)]

_STUDY = Source("Brynjolfsson, Li, Raymond, QJE 2025", "A")


class Copilot(Section):
    """How much faster people answer with it, by their experience.

    It assists where the policy says so (`policy: copilot`), and only in arms with a bot.
    """

    novice: Annotated[Saving, _STUDY] = 0.30
    """Share of handle time that it saves a novice."""
    middle: Annotated[Saving, _STUDY] = 0.15
    """Share that it saves an agent who is neither."""
    expert: Annotated[Saving, _STUDY] = 0.0
    """Share that it saves an expert."""
    novices: Annotated[Share, Source(grade="J")] = 0.20
    """Share of a team's agents who are novices, of those who have long been there."""
    experts: Annotated[Share, Source(grade="J")] = 0.40
    """Share of them who are experts."""
    novice_for: Annotated[LongDuration, Source(grade="J")] = as_written("13 weeks")
    """How long who joins by `changes` is a novice ..."""
    expert_after: Annotated[LongDuration, Source(grade="J")] = as_written("52 weeks")
    """... and when they are an expert."""

    @model_validator(mode="after")
    def _in_order(self) -> "Copilot":
        if self.novices + self.experts > 1 + 1e-9:
            total = self.novices + self.experts
            raise ValueError(
                f"`novices` and `experts` add up to {total:g} of a team; lower one of them"
            )
        if self.expert_after < self.novice_for:
            raise ValueError("`expert_after` is shorter than `novice_for`; make it longer")
        return self
