"""Section `people.hiring`: how salaried heads come and go."""

from sim.base.time import WEEK
from sim.scenario.values.section import Section
from sim.scenario.values.units import Duration, Share


class Hiring(Section):
    """How long it takes until a head is there, and until one is gone."""

    attrition: Share = 0.33
    """Share of the heads who leave by themselves in a year (B)."""
    lead: Duration = 4 * WEEK
    """From deciding on a hire to the first day (C)."""
    training: Duration = 5 * WEEK
    """Paid training between the first day and the first shift (C)."""
    notice: Duration = 4 * WEEK
    """From a resignation or a dismissal to the last paid day (J)."""
