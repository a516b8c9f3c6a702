"""Which cases come under an arm, and when: what its volume multiplier and its programmes do.

Both choose among the world's candidates: growth admits more of them; a programme averts some of
those that would come, or brings them earlier.
"""

from dataclasses import dataclass, replace

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.bind.customers import Customers
from sim.engine.journal import Outreach
from sim.scenario.root import Scenario
from sim.scenario.sections.programmes import Programme
from sim.workload.candidates.multiplier import volume_multiplier
from sim.workload.draws.streams import Draw
from sim.workload.grid import on_grid
from sim.workload.workload import Workload

SEGMENT, CUSTOMER = Draw("segment"), Draw("customer")
NONE = -1


@dataclass(frozen=True)
class Admitted:
    """The cases that come, or would if no programme averted them; every column of shape (cases,).

    Attributes
    ----------
    rows
        Their rows among the workload's candidates, sorted by (arrival, cell, layer, ordinal).
    arrival
        When they come, in seconds of the run.
    programme
        Index into `Plan.programmes` of the programme that reached them; -1: none did.
    outreach
        `Outreach`: what came of it.
    handle_factor
        Factor on people's handle times.
    """

    rows: Integers
    arrival: Floats
    programme: Integers
    outreach: Integers
    handle_factor: Floats

    def take(self, rows: Integers) -> "Admitted":
        """Return the given rows in the given order."""
        return Admitted(**{name: column[rows] for name, column in vars(self).items()})

    def where(self, first: Flags, other: "Admitted") -> "Admitted":
        """Return these cases where a flag is set, and those of another table elsewhere."""
        columns = zip(vars(self).items(), vars(other).values(), strict=True)
        return Admitted(**{name: np.where(first, mine, theirs) for (name, mine), theirs in columns})


def admit(scenario: Scenario, workload: Workload, before: Scenario | None = None) -> Admitted:
    """Return the cases that come under one arm.

    Parameters
    ----------
    scenario
        The arm.
    workload
        One replication's candidates.
    before
        The arm that a project plays until the launch, whose volume and programmes decide which
        cases come until then.
    """
    launch = scenario.run.horizon().window_start
    rows = workload.admit(volume_multiplier(scenario, before))
    come = _untouched(workload, rows)
    if not scenario.programmes and not (before and before.programmes):
        return come
    unasked = workload.admit(volume_multiplier(scenario, before, outreach=False))
    natural = np.isin(rows, unasked, assume_unique=True)
    admitted = _reached(come, natural, scenario, workload, 0.0 if before is None else launch)
    if before is not None:
        earlier = _reached(come, natural, before, workload, 0.0)
        code = np.where(earlier.programme < 0, NONE, earlier.programme + len(scenario.programmes))
        admitted = replace(earlier, programme=code).where(come.arrival < launch, admitted)
    table = workload.candidates.take(rows)
    return admitted.take(np.lexsort((table.ordinal, table.layer, table.cell, admitted.arrival)))


def _untouched(workload: Workload, rows: Integers) -> Admitted:
    """Return cases as they come where no programme reaches them."""
    arrival = workload.candidates.time[rows]
    nothing = np.full(len(rows), int(Outreach.NONE))
    return Admitted(rows, arrival, np.full(len(rows), NONE), nothing, np.ones(len(rows)))


def _reached(
    come: Admitted, natural: Flags, scenario: Scenario, workload: Workload, start: float
) -> Admitted:
    """Return what an arm's programmes make of the cases that come.

    Parameters
    ----------
    come, natural
        The cases, and whether each would also have come without any outreach: only these can be
        reached.
    scenario, workload
        The arm and the cases' draws.
    start
        No case is moved to a time before it, in seconds of the run.
    """
    arrival, handle_factor = come.arrival.copy(), come.handle_factor.copy()
    reached_by, outreach = come.programme.copy(), come.outreach.copy()
    for number, (name, programme) in enumerate(scenario.programmes.items()):
        (u,) = workload.draws(come.rows).several([Draw("programme", 0, name)])
        aimed = natural & _aimed(programme, scenario, workload, come.rows) & (reached_by == NONE)
        reached = aimed & (u < programme.reach * programme.recall)
        sooner = come.arrival - on_grid(programme.earlier)
        works = (
            reached
            & (u < programme.reach * programme.recall * programme.success)
            & (sooner >= start)
        )
        reached_by[reached] = number
        outreach[reached] = Outreach.IN_VAIN
        outreach[works] = Outreach.AVERTED if programme.effect == "avert" else Outreach.MOVED
        arrival[works], handle_factor[works] = sooner[works], programme.handle_factor
    return Admitted(come.rows, arrival, reached_by, outreach, handle_factor)


def _aimed(programme: Programme, scenario: Scenario, workload: Workload, rows: Integers) -> Flags:
    """Return whether a programme is aimed at each case: at its type and its customer's segment."""
    names = list(scenario.inquiry_types)
    types = np.array([cell.type for cell in workload.cells])[workload.candidates.cell[rows]]
    aimed: Flags = np.isin(types, [names.index(name) for name in programme.types])
    if programme.segments is None:
        return aimed
    segment, customer = workload.draws(rows).several([SEGMENT, CUSTOMER])
    draws = {SEGMENT.stream: segment, CUSTOMER.stream: customer}
    whose = Customers(scenario.segments, draws, len(rows)).segment
    wanted = [list(scenario.segments).index(name) for name in programme.segments]
    return aimed & np.isin(whose, wanted)
