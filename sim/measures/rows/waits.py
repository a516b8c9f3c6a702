"""Which waits in human queues are measured: those of measured contacts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Flags, Floats
from sim.engine.journal import Journal, Outcome, Role
from sim.engine.plan.plan import Plan
from sim.measures.rows.contacts import breakdowns
from sim.measures.rows.rows import Rows, contact_of_legs, goes_on


@dataclass(frozen=True)
class WaitRows(Rows):
    """One row per time that a measured contact joined a queue to be answered or passed on.

    The queues of dispatchers and reviewers are left out, and waits of work that a shift's end broke
    off: it has been begun.

    Attributes
    ----------
    seconds
        Joining to service or leaving; infinite where it still waited at the run's end.
    served
        Whether a person began to serve it.
    judged
        Whether it counts for the service level: live contacts, or all on a desk without any live
        channel.
    limit
        Time limit of the service level in its queue, in seconds.
    """

    seconds: Floats
    served: Flags
    judged: Flags
    limit: Floats

    @property
    def in_time(self) -> Flags:
        """Whether it was served within the limit."""
        return self.served & (self.seconds <= self.limit)


def wait_rows(journal: Journal, plan: Plan, measured: Flags, limits: Sequence[float]) -> WaitRows:
    """Return the waits of the measured contacts of a journal.

    Parameters
    ----------
    journal, plan
        What happened, under which plan.
    measured
        Whether each contact of the journal is measured.
    limits
        Time limit of the service level in each queue, in seconds.
    """
    row = contact_of_legs(journal)
    counts = measured[row] & ~np.isin(journal.legs.role, (Role.DISPATCH, Role.REVIEW))
    counts &= ~goes_on(journal.legs)
    legs, contacts = journal.legs.take(counts), journal.contacts.take(row[counts])
    gone = legs.outcome == Outcome.SILENT
    over = np.where(gone, legs.joined + legs.patience, np.fmin(legs.started, legs.left))
    return WaitRows(
        time=contacts.arrival,
        codes={**breakdowns(contacts), "queue": legs.queue},
        seconds=np.where(np.isnan(over), np.inf, over - legs.joined),
        served=~np.isnan(legs.started) & ~gone,
        judged=plan.live[legs.channel] | ~plan.live.any(),
        limit=np.array(limits)[legs.queue],
    )
