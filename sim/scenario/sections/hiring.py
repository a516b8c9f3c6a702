"""Section `people.hiring`: how salaried heads come and go."""

from typing import Annotated

from sim.scenario.values.section import Section, as_written
from sim.scenario.values.sources import Source
from sim.scenario.values.units import LongDuration, Share


class Hiring(Section):
    """How long it takes until a head is there, and until one is gone."""

    attrition: Annotated[Share, Source(grade="B")] = 0.33
    """Share of the heads who leave by themselves in a year."""
    lead: Annotated[LongDuration, Source(grade="C")] = as_written("4 weeks")
    """From deciding on a hire to the first day."""
    training: Annotated[LongDuration, Source(grade="C")] = as_written("5 weeks")
    """Paid training between the first day and the first shift."""
    notice: Annotated[LongDuration, Source(grade="J")] = as_written("4 weeks")
    """From a resignation or a dismissal to the last paid day."""
