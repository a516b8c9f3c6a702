"""Do both engines give one journal? The same replications, played by each."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sim.engine.difference import Difference, first_difference, values_in
from sim.engine.kernel.playing import obstacle
from sim.engine.playing import play
from sim.scenario.errors import ScenarioError
from sim.studies.experiment import Experiment


class Comparison(NamedTuple):
    """One arm of one replication, played by both engines.

    Attributes
    ----------
    arm, replication
        What was played.
    contacts, legs
        Rows of SimPy's journal.
    values
        Values of it, all of which were compared.
    difference
        The first that is not the same; None: there is none.
    """

    arm: str
    replication: int
    contacts: int
    legs: int
    values: int
    difference: Difference | None


def compare_engines(experiment: Experiment, replications: Iterable[int]) -> Iterator[Comparison]:
    """Play replications by both engines and compare the journals, whole.

    Parameters
    ----------
    experiment
        The arms.
    replications
        Their numbers.

    Raises
    ------
    ScenarioError
        When the compiled engine cannot play an arm.
    """
    for arm in experiment.arms:
        problem = obstacle(arm.plan)
        if problem:
            raise ScenarioError(f"--twin: arm `{arm.name}` cannot be played twice: {problem}")
    return _comparisons(experiment, replications)


def _comparisons(experiment: Experiment, replications: Iterable[int]) -> Iterator[Comparison]:
    for replication in replications:
        for arm, bound in experiment.bound(replication):
            simpy, compiled = play(arm.plan, bound, "simpy"), play(arm.plan, bound, "compiled")
            rows = len(simpy.contacts), len(simpy.legs), values_in(simpy)
            found = first_difference(simpy, compiled)
            yield Comparison(arm.name, replication, *rows, found)
