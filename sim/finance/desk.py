"""Which desks a project plays over its months, each month with its own people."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from sim.base.arrays import Floats
from sim.finance.use import Use, use_of
from sim.scenario.sections.people import People
from sim.scenario.sections.team import Team
from sim.studies.experiment import Arm, Experiment


class DeskList:
    """Numbers the desks that are asked for; those that differ in pay only share a number.

    Parameters
    ----------
    month_edges
        Ends of the months in seconds of the run, shape (months + 1,).
    """

    def __init__(self, month_edges: Floats) -> None:
        self.desks: list[Arm] = []
        self._month_edges = month_edges
        self._numbers: list[tuple[str, tuple[People, ...]]] = []

    def number(self, arm: Arm, people: Sequence[People]) -> int:
        """Return the number of the desk of an arm with these people; arms are known by their names.

        Parameters
        ----------
        arm
            The arm.
        people
            Who works in each month from the launch on.
        """
        asked = arm.name, tuple(map(_unpaid, people))
        if asked in self._numbers:
            return self._numbers.index(asked)
        self._numbers.append(asked)
        people_changes = tuple(
            (float(self._month_edges[month]), workers) for month, workers in _changes(asked[1])
        )
        self.desks.append(
            replace(arm, name=f"{arm.name} {len(self.desks)}", people_changes=people_changes)
        )
        return len(self.desks) - 1


def uses(experiment: Experiment, month_edges: Floats, replication: int) -> tuple[Use, ...]:
    """Play one replication of every desk, and return what each used, in the order of the desks.

    Parameters
    ----------
    experiment
        The desks.
    month_edges
        Ends of the months in seconds of the run, shape (months + 1,).
    replication
        Its number.

    Raises
    ------
    ConservationError
        When a journal contradicts itself: a defect of the engine.
    """
    played = experiment.play(replication)
    used = {arm.name: use_of(journal, arm.plan, month_edges) for arm, journal in played}
    return tuple(used[arm.name] for arm in experiment.arms)


def _changes(people: Sequence[People]) -> Iterator[tuple[int, People]]:
    """Yield the months in which people change, and those who work from then on."""
    month = 0
    for workers, same in groupby(people):
        yield month, workers
        month += len(list(same))


def _unpaid(people: People) -> People:
    teams = {name: _same_pay(team) for name, team in people.teams.items()}
    return people.model_copy(update={"teams": teams})


def _same_pay(team: Team) -> Team:
    return team.model_copy(update={"labour": "salaried"})
