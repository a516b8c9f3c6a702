"""Section `people.hiring`: how salaried heads come and go."""

from typing import Annotated

from sim.base.time import WEEK
from sim.scenario.values.section import Section
from sim.scenario.values.sources import Source
from sim.scenario.values.units import Duration, Share


class Hiring(Section):
    """How long it takes until a head is there, and until one is gone."""

    attrition: Annotated[Share, Source(grade="B")] = 0.33
    """Share of the heads who leave by themselves in a year."""
    lead: Annotated[Duration, Source(grade="C")] = 4 * WEEK
    """From deciding on a hire to the first day."""
    training: Annotated[Duration, Source(grade="C")] = 5 * WEEK
    """Paid training between the first day and the first shift."""
    notice: Annotated[Duration, Source(grade="J")] = 4 * WEEK
    """From a resignation or a dismissal to the last paid day."""
