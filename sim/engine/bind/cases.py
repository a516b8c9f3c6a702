"""The admitted cases of a workload, and what one arm makes of them."""

import numpy as np

from sim.base.arrays import Integers
from sim.base.time import DAY
from sim.engine.bind.admitted import Admitted
from sim.engine.bind.attempt import AttemptBinder, BoundAttempt, Cohort
from sim.engine.bind.bot_values import bot_laws
from sim.engine.bind.contact_rows import ContactRows
from sim.engine.bind.customers import Customers
from sim.engine.bind.human_values import urgencies
from sim.engine.bind.streams import needed_for_cases, uniforms_of
from sim.engine.bound import Cases
from sim.scenario.root import Scenario
from sim.workload.workload import Workload

AT_ONCE = 1 << 17
"""Cases that are bound at once: the columns of more would take as much room as what is bound."""


class CaseBinder:
    """The admitted cases of a workload, and what one arm makes of them.

    Parameters
    ----------
    scenario
        The arm.
    workload
        One replication's candidates and their draws.
    admitted
        The cases among them.
    """

    def __init__(self, scenario: Scenario, workload: Workload, admitted: Admitted) -> None:
        self._table = workload.candidates.take(admitted.rows)
        cell = self._table.cell
        types = np.array([each.type for each in workload.cells], dtype=np.int64)[cell]
        channels = np.array([each.channel for each in workload.cells], dtype=np.int64)[cell]
        draws = workload.draws(admitted.rows)
        case = uniforms_of(draws, needed_for_cases(scenario))
        self._customers = Customers(scenario.segments, case, len(cell))
        first = scenario.run.horizon().first_ordinal
        days = first + (admitted.arrival // DAY).astype(np.int64)
        self._cohort = Cohort(
            scenario,
            np.arange(len(cell)),
            admitted,
            workload.given_of(admitted.rows),
            draws,
            types,
            channels,
            urgencies(scenario, types, case["urgency"]),
            self._customers.value,
            bot_laws(scenario, types, days, self._customers, case.get("difficulty")),
        )

    @property
    def count(self) -> int:
        """How many cases there are."""
        return len(self._cohort.cases)

    @property
    def most_attempts(self) -> int:
        """How many contacts a case has at most under this arm."""
        return self._cohort.scenario.returns.max_attempts

    def cases(self) -> Cases:
        """Return the identities of the admitted cases."""
        table, cohort = self._table, self._cohort
        return Cases(
            arrival=cohort.admitted.arrival,
            cell=table.cell.astype(np.int64),
            layer=table.layer.astype(np.int64),
            day=table.day.astype(np.int64),
            ordinal=table.ordinal.astype(np.int64),
            type=cohort.types,
            channel=cohort.channels,
            segment=self._customers.segment,
            customer=self._customers.customer,
            urgency=cohort.urgency,
            programme=cohort.admitted.programme,
            outreach=cohort.admitted.outreach,
        )

    def attempt(self, number: int, cases: Integers, rows: ContactRows) -> list[BoundAttempt]:
        """Return what an attempt has in store, `AT_ONCE` cases each.

        Parameters
        ----------
        number
            The attempt.
        cases
            The cases that can come to it, ascending.
        rows
            Where what its contacts have in store is added.
        """
        if len(cases) == self.count <= AT_ONCE:
            cohorts = iter([self._cohort])
        else:
            firsts = range(0, max(len(cases), 1), AT_ONCE)
            cohorts = (self._cohort.take(cases[first : first + AT_ONCE]) for first in firsts)
        bound = [AttemptBinder(cohort, number).bound(rows) for cohort in cohorts]
        rows.end_attempt()
        return bound
