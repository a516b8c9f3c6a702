"""Which waits in human queues are measured: those of measured contacts."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.base.arrays import Flags, Floats
from sim.engine.journal import Legs, Outcome
from sim.engine.plan.plan import Plan
from sim.measures.rows.contacts import NO_HANDLING, breakdowns
from sim.measures.rows.rows import Rows, goes_on, is_one_of
from sim.measures.rows.window import Window


@dataclass(frozen=True, eq=False)
class WaitRows(Rows):
    """One row per time that a measured contact joined a queue to be answered or passed on.

    The queues of dispatchers and reviewers are left out, and waits of work that a shift's end broke
    off: it has been begun.

    Attributes
    ----------
    legs
        What came of it.
    plan
        Under which plan.
    limits
        Time limit of the service level in each queue, in seconds.
    """

    legs: Legs
    plan: Plan
    limits: Floats

    @cached_property
    def seconds(self) -> Floats:
        """Joining to service or leaving; infinite where it still waited at the run's end."""
        legs = self.legs
        over = np.fmin(legs.started, legs.left)
        over = np.where(self._gone, legs.joined + legs.patience, over)
        return np.where(np.isnan(over), np.inf, over - legs.joined)

    @cached_property
    def served(self) -> Flags:
        """Whether a person began to serve it."""
        return ~np.isnan(self.legs.started) & ~self._gone

    @cached_property
    def judged(self) -> Flags:
        """Whether it counts for the service level.

        Live contacts do, or all on a desk without any live channel.
        """
        live = self.plan.live
        return (live | ~live.any()).take(self.legs.channel)

    @cached_property
    def in_time(self) -> Flags:
        """Whether it was served within its queue's limit."""
        return self.served & (self.seconds <= self.limits.take(self.legs.queue))

    @cached_property
    def _gone(self) -> Flags:
        """Whether the customer had left without a sign."""
        gone: Flags = self.legs.outcome == Outcome.SILENT
        return gone


def wait_rows(window: Window, limits: Floats) -> WaitRows:
    """Return the waits of the measured contacts of a journal.

    Parameters
    ----------
    window
        The measured part of the journal.
    limits
        Time limit of the service level in each queue, in seconds.
    """
    counts = np.flatnonzero(~is_one_of(NO_HANDLING, window.legs.role) & ~goes_on(window.legs))
    legs = window.legs.taken_when_read(counts)
    contacts = window.contacts.taken_when_read(window.contact_of_legs.take(counts))
    codes = {**breakdowns(contacts), "queue": legs.queue}
    return WaitRows(contacts.arrival, codes, legs, window.plan, limits)
