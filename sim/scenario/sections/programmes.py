"""Section `programmes`: what the desk does before customers write."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sim.scenario.values.quantities import RATIO
from sim.scenario.values.section import Section
from sim.scenario.values.sources import Default, Source
from sim.scenario.values.units import Amount, Factor, LongDuration, Names, Share


class Programme(Section):
    """Outreach that answers a need before it becomes a contact, or brings it earlier.

    Of the cases of its types and segments it reaches `reach` x `recall`; of these `success` are
    averted, or come earlier. Some outreach is in vain: it goes to customers who would not have
    written.
    """

    types: Names
    """Inquiry types whose cases it addresses."""
    segments: Annotated[Names | None, Default("all")] = None
    """Segments whose customers it addresses."""
    reach: Annotated[Share, Source(grade="J")] = 1.0
    """Share of the customers whom it can reach."""
    recall: Annotated[Share, Source(grade="J")] = 1.0
    """Share of the coming cases that it foresees."""
    false_positives: Annotated[Share, Field(lt=1), Source(grade="J")] = 0.0
    """Share of the outreach that goes to customers who would not have written."""
    success: Annotated[Share, Source(grade="J")] = 0.5
    """Chance that it has its effect on a case that it reaches."""
    effect: Literal["avert", "move"] = "avert"
    """`avert`: the case does not come; `move`: it comes earlier and takes less work."""
    earlier: LongDuration = 0.0
    """How much earlier a moved case comes. Cases that would then come before the run or the launch
    are not moved (move)."""
    handle_factor: Factor = 1.0
    """Factor on people's handle times of a moved case (move)."""
    induced: Annotated[float, RATIO.between(0, 10), Source(grade="J")] = 0.0
    """Cases of these types that each outreach causes on average, such as questions about it."""
    cost: Amount = 0.0
    """Cost of one outreach, whether in vain or not."""
    upsell: Amount = 0.0
    """What one outreach sells on average, as profit."""

    @model_validator(mode="after")
    def _one_effect(self) -> "Programme":
        if self.effect == "avert":
            for field, nothing in (("earlier", 0.0), ("handle_factor", 1.0)):
                if getattr(self, field) != nothing:
                    rule = "an averted case never comes"
                    raise ValueError(f"`{field}` is for `effect: move`; {rule}")
        elif self.earlier == 0 and self.handle_factor == 1:
            raise ValueError("`move` needs `earlier`, `handle_factor`, or both")
        return self

    @property
    def averted(self) -> float:
        """Share of the cases of its types and segments that it averts."""
        return self.reach * self.recall * self.success if self.effect == "avert" else 0.0

    @property
    def outreach_per_case(self) -> float:
        """Outreach per case that it reaches, including outreach in vain."""
        return 1.0 / (1.0 - self.false_positives)

    @property
    def induced_per_case(self) -> float:
        """Cases induced per case of its types and segments."""
        return self.induced * self.reach * self.recall * self.outreach_per_case
