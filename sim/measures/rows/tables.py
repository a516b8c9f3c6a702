"""Which tables KPIs add up in one replication."""

from dataclasses import dataclass
from functools import cached_property

from sim.engine.journal import Journal
from sim.measures.rows.cases import CaseRows, case_rows, need_rows
from sim.measures.rows.clock import (
    ClockRows,
    QueueRows,
    TeamRows,
    clock_rows,
    queue_rows,
    team_rows,
)
from sim.measures.rows.contacts import (
    CONTACT_BREAKDOWNS,
    ContactRows,
    contact_rows,
    escalation_rows,
)
from sim.measures.rows.frame import Frame
from sim.measures.rows.programmes import ProgrammeRows, programme_rows
from sim.measures.rows.reviews import ReviewRows, review_rows
from sim.measures.rows.rows import Rows
from sim.measures.rows.waits import WaitRows, wait_rows
from sim.measures.rows.window import Window

BREAKDOWNS = {
    "contacts": CONTACT_BREAKDOWNS,
    "escalations": (*CONTACT_BREAKDOWNS, "rule"),
    "cases": CONTACT_BREAKDOWNS,
    "needs": CONTACT_BREAKDOWNS,
    "waits": (*CONTACT_BREAKDOWNS, "queue"),
    "clock": ("time",),
    "queues": ("queue",),
    "teams": ("team",),
    "programmes": (*CONTACT_BREAKDOWNS, "programme"),
    "reviews": CONTACT_BREAKDOWNS,
}
"""Breakdowns of the rows of each table."""


@dataclass(frozen=True, eq=False)
class Tables:
    """The measured part of one replication, table by table: each is made when it is first read.

    Attributes
    ----------
    journal, frame
        What happened, and what all replications of its arm have in common.
    """

    journal: Journal
    frame: Frame

    @cached_property
    def contacts(self) -> ContactRows:
        """Measured contacts: those that arrived in the window."""
        return contact_rows(self._window, self.frame.opening)

    @cached_property
    def escalations(self) -> Rows:
        """Measured contacts that were escalated."""
        return escalation_rows(self.contacts)

    @cached_property
    def cases(self) -> CaseRows:
        """Measured cases."""
        return case_rows(self._window)

    @cached_property
    def needs(self) -> Rows:
        """Measured cases, those that never came included."""
        return need_rows(self._window)

    @cached_property
    def waits(self) -> WaitRows:
        """Joinings of a queue by measured contacts."""
        return wait_rows(self._window, self.frame.limits)

    @cached_property
    def clock(self) -> ClockRows:
        """The window by half hour."""
        return clock_rows(self.journal, self.frame, self.teams, self.programmes)

    @cached_property
    def queues(self) -> QueueRows:
        """The window by queue and half hour."""
        return queue_rows(self.journal, self.frame.plan, self.frame.edges)

    @cached_property
    def teams(self) -> TeamRows:
        """The window by team and half hour."""
        return team_rows(self.journal, self.frame.edges, self.frame.rates)

    @cached_property
    def programmes(self) -> ProgrammeRows:
        """Measured cases that a programme reached."""
        plan = self.frame.plan
        start, end = plan.horizon.window_start, plan.horizon.window_end
        return programme_rows(self.journal.contacts, plan, start, end)

    @cached_property
    def reviews(self) -> ReviewRows:
        """Measured sessions that were reviewed."""
        return review_rows(self._window, self.frame.rates)

    @cached_property
    def _window(self) -> Window:
        return Window(self.journal, self.frame.plan)
