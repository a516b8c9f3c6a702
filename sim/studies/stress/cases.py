"""Which cases a stress test has: every arm under every stress, with the people it takes to hold.

These are chosen on planning replications, by the periods of the targets that the stress touches.
"""

from dataclasses import dataclass

from sim.studies.executors import Mapper
from sim.studies.experiment import Arm, Experiment
from sim.studies.progress import OnPlanning
from sim.studies.staffing.planning import Planner
from sim.studies.staffing.search import StaffingSearch, staffed, todays_sizes
from sim.studies.stress.stresses import Trouble, troubles


@dataclass(frozen=True)
class Case:
    """One arm under one stress.

    Attributes
    ----------
    trouble
        The stress.
    calm, stressed
        The arm without and with it, with today's people.
    holding
        The stressed arm with the fewest people, today's or more, that are on target; None: no
        number of people is.
    more
        By how many steps of heads or hours these exceed today's people.
    periods
        The periods of the targets that it touches.
    """

    trouble: Trouble
    calm: Arm
    stressed: Arm
    holding: Arm | None
    more: int
    periods: tuple[int, ...]

    @property
    def desks(self) -> tuple[Arm, ...]:
        """The desks that are to be reported on."""
        return tuple(desk for desk in (self.calm, self.stressed, self.holding) if desk)


def plan_cases(experiment: Experiment, each: Mapper, on_planning: OnPlanning) -> tuple[Case, ...]:
    """Return the cases of all arms, by arm and stress.

    Parameters
    ----------
    experiment
        The arms with today's people; the first says what the stresses are.
    each
        Plays planning replications.
    on_planning
        Called with a line on each desk that was tried in planning.
    """
    stresses = list(troubles(experiment.arms[0].scenario))
    cases = []
    for arm in experiment.arms:
        for trouble in filter(lambda stress: stress.befalls(arm), stresses):
            periods = trouble.periods(arm.scenario)
            planner = Planner(experiment, each, on_planning, periods)
            cases.append(_case(arm, trouble, planner, periods))
    return tuple(cases)


def _case(arm: Arm, trouble: Trouble, planner: Planner, periods: tuple[int, ...]) -> Case:
    stressed, today = trouble.on(arm), todays_sizes(arm.scenario)
    sizes = StaffingSearch(stressed, planner).fewest(today)
    if sizes is None:
        return Case(trouble, arm, stressed, None, 0, periods)
    more = sum(sizes.values()) - sum(today.values())
    holding = staffed(stressed, sizes) if more else stressed
    return Case(trouble, arm, stressed, holding, more, periods)
