"""Which cases a programme reached: those that came, or would have come, in the window."""

from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Flags, Floats
from sim.engine.journal import Contacts, Outreach
from sim.engine.plan.plan import Plan
from sim.measures.rows.contacts import breakdowns
from sim.measures.rows.rows import Rows


@dataclass(frozen=True, eq=False)
class ProgrammeRows(Rows):
    """One row per case that a programme reached.

    Attributes
    ----------
    outreach
        Outreach for the case, in vain or not.
    cost, upsell
        What this outreach costs and sells.
    averted, moved
        Whether the case did not come; came earlier.
    """

    outreach: Floats
    cost: Floats
    upsell: Floats
    averted: Flags
    moved: Flags


def programme_rows(contacts: Contacts, plan: Plan, start: float, end: float) -> ProgrammeRows:
    """Return the cases reached whose first contact arrives in [start, end), or would have.

    Parameters
    ----------
    contacts, plan
        The journal's contacts, and its plan.
    start, end
        In seconds of the run.
    """
    places = np.flatnonzero((contacts.programme >= 0) & (contacts.attempt == 0))
    arrival = contacts.arrival.take(places)
    inside = (arrival >= start) & (arrival < end)
    reached = contacts.taken_when_read(places[inside])
    numbers = [
        (programme.outreach, programme.cost, programme.upsell) for programme in plan.programmes
    ]
    table = np.array(numbers, dtype=np.float64).reshape(-1, 3)[reached.programme]
    outreach, cost, upsell = table.T
    return ProgrammeRows(
        time=reached.arrival,
        codes={**breakdowns(reached), "programme": reached.programme},
        outreach=outreach,
        cost=cost,
        upsell=upsell,
        averted=reached.outreach == Outreach.AVERTED,
        moved=reached.outreach == Outreach.MOVED,
    )
