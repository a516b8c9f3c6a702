"""What replications say of arms, policies or scenarios on the same workload."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sim.measures.summary import Summary, summarise
from sim.studies.compare.contrasts import Contrast, contrasts, declared_family
from sim.studies.compare.differing import Setting, differing
from sim.studies.compare.pareto import FRONT, losses, pareto_front
from sim.studies.executors import Jobs
from sim.studies.experiment import Experiment
from sim.studies.played_run import announce
from sim.studies.progress import OnProgress
from sim.studies.replicate import replicate


@dataclass(frozen=True)
class Comparison:
    """What the replications say of several arms.

    Attributes
    ----------
    experiment
        What was played.
    against
        The arm that the others are compared with.
    settings
        What differs in the settings.
    summaries
        By arm; empty when not one replication was finished.
    contrasts
        By arm and KPI.
    family
        Flat keys of the KPIs on which verdicts are given.
    front
        The arms that no other beats in all of `FRONT` at once.
    replications
        How many of each arm.
    interrupted
        Whether Ctrl-C ended the study before its time.
    """

    experiment: Experiment
    against: str
    settings: tuple[Setting, ...]
    summaries: Mapping[str, Summary]
    contrasts: tuple[Contrast, ...]
    family: tuple[str, ...]
    front: tuple[str, ...]
    replications: int
    interrupted: bool

    @property
    def same_workload(self) -> bool:
        """Whether all arms meet the very same cases; otherwise they share only some of them."""
        return len(self.experiment.worlds) == 1


def play_comparison(
    experiment: Experiment,
    against: str,
    kpis: Sequence[str],
    replications: int,
    jobs: Jobs,
    on_progress: OnProgress | None = None,
) -> Comparison:
    """Play arms on the same workload and compare them with one of them.

    Parameters
    ----------
    experiment
        At least two arms.
    against
        The name of one of them.
    kpis
        Flat keys, or `on_target`; those of the family come first in any case.
    replications
        How many of each arm.
    jobs
        Number of processes, or where to play. The result does not depend on it.
    on_progress
        Called after each finished replication.
    """
    on_results = partial(announce, experiment, replications, on_progress) if on_progress else None
    played = replicate(experiment.measure, range(replications), jobs, on_results=on_results)
    names = [arm.name for arm in experiment.arms]
    targets = {arm.name: arm.scenario.targets for arm in experiment.arms}
    samples = {
        name: [result[name] for result in played.results] for name in names if played.results
    }
    family = declared_family(targets.values())
    compared = list(dict.fromkeys([*family, *kpis]))
    summaries = {name: summarise(of_arm, targets[name]) for name, of_arm in samples.items()}
    return Comparison(
        experiment=experiment,
        against=against,
        settings=differing({arm.name: arm.scenario for arm in experiment.arms}),
        summaries=summaries,
        contrasts=contrasts(samples, targets, against, compared, family) if samples else (),
        family=family,
        front=_front(summaries),
        replications=len(played.results),
        interrupted=played.interrupted,
    )


def _front(summaries: Mapping[str, Summary]) -> tuple[str, ...]:
    """Return the Pareto front of the arms that have data for every KPI of `FRONT`."""
    points = {}
    for name, summary in summaries.items():
        means = {key: summary.kpis[key].mean for key in FRONT}
        given = {key: mean for key, mean in means.items() if mean is not None}
        if len(given) == len(FRONT):
            points[name] = losses(given)
    return pareto_front(points)
