"""A desk that is played over the months of a project, each with its own people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sim.base.arrays import Floats
from sim.engine.bind.bind import bind
from sim.engine.bind.roster import handed_over, make_roster, team_sizes
from sim.engine.bound import Bound
from sim.engine.simpy_model.process import play
from sim.finance.use import Use, use_of
from sim.measures.checks.journal import check_journal
from sim.scenario.sections.people import People
from sim.scenario.sections.team import Team
from sim.studies.experiment import Arm
from sim.workload.candidates.multiplier import largest_multiplier
from sim.workload.generate import generate
from sim.workload.workload import Workload


@dataclass(frozen=True)
class Desk:
    """One arm, and who works in each month from the launch on."""

    arm: Arm
    people: tuple[People, ...]

    def play(self, workload: Workload, month_edges: Floats) -> Use:
        """Play one replication, check it, and return what it used.

        Parameters
        ----------
        workload
            What the world brings.
        month_edges
            Ends of the months in seconds of the run, shape (months + 1,).

        Raises
        ------
        ConservationError
            When the journal contradicts itself: a defect of the engine.
        """
        plan = self.arm.plan
        journal = play(plan, self.bound(workload, month_edges))
        check_journal(journal, plan)
        return use_of(journal, plan, month_edges)

    def bound(self, workload: Workload, month_edges: Floats) -> Bound:
        """Return what an engine plays: the arm's values, with the roster of each month."""
        arm, plan = self.arm, self.arm.plan
        bound = bind(arm.scenario, workload, arm.before)
        roster = bound.roster
        for month, people in _changes(self.people):
            later = make_roster(arm.scenario, workload.streams, people)
            roster = handed_over(roster, later, float(month_edges[month]))
        return replace(bound, roster=roster, agents=team_sizes(roster, len(plan.teams)))


@dataclass(frozen=True)
class Desks:
    """All desks of a project, played on the same workloads.

    Attributes
    ----------
    desks
        In the order of their numbers.
    seed
        What every draw is a function of.
    month_edges
        Ends of the months in seconds of the run, shape (months + 1,).
    """

    desks: tuple[Desk, ...]
    seed: int
    month_edges: Floats

    def play(self, replication: int) -> tuple[Use, ...]:
        """Play one replication of every desk; what several have in common is drawn once."""
        drawn: dict[str, Workload] = {}
        uses = []
        for desk in self.desks:
            world = desk.arm.world
            if world not in drawn:
                drawn[world] = self.workload(desk.arm, replication)
            uses.append(desk.play(drawn[world], self.month_edges))
        return tuple(uses)

    def workload(self, arm: Arm, replication: int) -> Workload:
        """Return what the world brings to an arm, enough for the volume of every desk."""
        arms = [desk.arm for desk in self.desks]
        most = max(largest_multiplier(each.scenario, each.before) for each in arms)
        return generate(arm.scenario, self.seed, replication, arm.plan.horizon, most)


class DeskList:
    """Numbers the desks that are asked for; those that differ in pay only are one."""

    def __init__(self) -> None:
        self.desks: list[Desk] = []

    def number(self, arm: Arm, people: Sequence[People]) -> int:
        """Return the number of the desk of an arm with these people; names tell arms apart."""
        unpaid = tuple(map(_unpaid, people))
        for number, desk in enumerate(self.desks):
            if desk.arm.name == arm.name and desk.people == unpaid:
                return number
        self.desks.append(Desk(arm, unpaid))
        return len(self.desks) - 1


def _changes(people: tuple[People, ...]) -> Iterator[tuple[int, People]]:
    """Yield the months in which people change, and those who work from then on."""
    month = 0
    for its, same in groupby(people):
        yield month, its
        month += len(list(same))


def _unpaid(people: People) -> People:
    teams = {name: _same_pay(team) for name, team in people.teams.items()}
    return people.model_copy(update={"teams": teams})


def _same_pay(team: Team) -> Team:
    return team.model_copy(update={"labour": "salaried"})
