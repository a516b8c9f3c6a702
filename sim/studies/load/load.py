"""How much work meets how many people, hour by hour of the week, without playing anything.

All figures are expectations: cases by the demand or a trace, contacts by the bot, the policy and
returns (`journeys`), work by legs (`work`), people by their patterns (`staff`), and who does what
by the order of teams (`allocation`).
"""

from dataclasses import dataclass

import numpy as np

from sim.engine.plan.plan import Plan
from sim.scenario.root import Scenario
from sim.studies.load.allocation import Allocation, Allocator
from sim.studies.load.arrivals import cases_by_hour
from sim.studies.load.axis import Axis
from sim.studies.load.delays import next_staffed
from sim.studies.load.foreseen import Bound, Grid
from sim.studies.load.journeys import Journey, Journeys
from sim.studies.load.openings import open_shares
from sim.studies.load.staff import Staff, expected_staff
from sim.studies.load.team_load import TeamLoad, make_team_loads
from sim.studies.load.work import Work, make_work


@dataclass(frozen=True)
class Contacts:
    """What a month's cases become.

    Attributes
    ----------
    cases
        Cases a month of 365 / 12 days, by the mean of the measured window.
    contacts
        Contacts a month, returns included.
    for_people
        Those of them that are for people.
    lost
        Those for people that find the channel closed and are lost.
    """

    cases: float
    contacts: float
    for_people: float
    lost: float


@dataclass(frozen=True)
class ArmLoad:
    """The work of one arm against its people.

    Attributes
    ----------
    teams
        By team, in file order.
    contacts
        What its cases become.
    least
        The same where a policy lets least work reach people: by team; None where the policy is
        foreseen altogether.
    """

    teams: list[TeamLoad]
    contacts: Contacts
    least: list[TeamLoad] | None


def arm_load(scenario: Scenario, plan: Plan, staff: Staff | None = None) -> ArmLoad:
    """Return the work of one arm against its people.

    Parameters
    ----------
    scenario, plan
        The arm, whose files are named by their full paths.
    staff
        What `staff_of` returns for it. Default: it is called.

    Raises
    ------
    ScenarioError
        When a trace or a roster file cannot be read.
    """
    reckoner = _Reckoner(scenario, plan, staff_of(scenario) if staff is None else staff)
    most, journeys, work = reckoner.loads(Bound.MOST)
    least = None
    if scenario.bot and Grid(scenario, plan).unforeseen:
        least, _, _ = reckoner.loads(Bound.LEAST)
    return ArmLoad(most, reckoner.contacts(journeys, work), least)


def team_loads(scenario: Scenario, plan: Plan, staff: Staff | None = None) -> list[TeamLoad]:
    """Return the work of each team of one arm; takes the arguments of `arm_load`."""
    reckoner = _Reckoner(scenario, plan, staff_of(scenario) if staff is None else staff)
    return reckoner.loads(Bound.MOST)[0]


def staff_of(scenario: Scenario) -> Staff:
    """Return the people to expect in each hour of a run, by team."""
    return expected_staff(scenario, Axis.of(scenario))


class _Reckoner:
    """All that is known of an arm before its policy is asked."""

    def __init__(self, scenario: Scenario, plan: Plan, staff: Staff) -> None:
        whole = Axis.of(scenario)
        self._scenario, self._plan, self._axis = scenario, plan, whole.played
        self._staff = staff.condensed(whole)
        self._cases = whole.condensed(cases_by_hour(scenario, whole))
        self._opened = whole.condensed(open_shares(plan, whole))
        teams = [[team for team in row if team >= 0] for row in plan.teams_of.tolist()]
        self._until = np.array(
            [next_staffed(self._staff.present[serving].sum(axis=0)) for serving in teams]
        )

    def loads(self, bound: Bound) -> tuple[list[TeamLoad], Journeys, Work]:
        """Return the work by team, and what it follows from."""
        journey = Journey(self._scenario, self._plan, self._axis, self._opened, self._until, bound)
        journeys = journey.of(self._cases)
        work = make_work(self._scenario, self._plan, journeys, self._opened)
        allocation = self._allot(work)
        loads = make_team_loads(
            self._scenario, self._plan, self._axis, self._staff, work, allocation
        )
        return loads, journeys, work

    def _allot(self, work: Work) -> Allocation:
        return Allocator(self._plan, work, self._staff.present).allot(self._staff.own_factor)

    def contacts(self, journeys: Journeys, work: Work) -> Contacts:
        """Return what a month's cases become."""
        measured = self._axis.measured
        a_month = 365 / 12 * 24 / np.count_nonzero(measured)
        people = journeys.direct + journeys.escalated
        rows = (self._cases, journeys.contacts, people, work.lost)
        return Contacts(*(float(row[..., measured].sum() * a_month) for row in rows))
