"""What a run's replications say: the estimates of every arm."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sim.measures.pairing import Gap, gaps
from sim.measures.sample import Sample
from sim.measures.summary import Summary, summarise
from sim.scenario.root import BASELINE
from sim.studies.executors import Jobs
from sim.studies.experiment import Experiment
from sim.studies.precision import Precision, estimate
from sim.studies.progress import OnProgress, Progress
from sim.studies.replicate import replicate

HEADLINE = "first_response_time_mean"
"""The KPI that progress shows of a scenario without goals."""

GAPS = ("cases_solved", "turned_away_rate", "cost_per_month_staffed")
"""What a run sets against the baseline: what customers get and lose, and what it costs."""


@dataclass(frozen=True)
class PlayedRun:
    """What the replications of an experiment say.

    Attributes
    ----------
    experiment
        What was played.
    replications
        How many replications of each arm.
    summaries
        By arm; empty when not one replication was finished.
    interrupted
        Whether Ctrl-C ended the run before its time.
    gaps
        By how much the arms differ from the baseline, in `GAPS`.
    precise
        Whether the wanted precision was reached; None where none was wanted.
    """

    experiment: Experiment
    replications: int
    summaries: Mapping[str, Summary]
    interrupted: bool
    precise: bool | None
    gaps: tuple[Gap, ...]


def play_run(
    experiment: Experiment,
    replications: int,
    jobs: Jobs = 1,
    precision: Precision | None = None,
    on_progress: OnProgress | None = None,
) -> PlayedRun:
    """Play an experiment.

    Parameters
    ----------
    experiment
        The arms.
    replications
        How many of each arm; with a precision: at most.
    jobs
        Number of processes, or where to play. The result does not depend on it.
    precision
        Stop at the look at which this is reached.
    on_progress
        Called after each finished replication.
    """
    played = replicate(
        experiment.measure,
        range(replications),
        jobs,
        enough=precision.reached if precision else None,
        on_results=partial(announce, experiment, replications, on_progress)
        if on_progress
        else None,
    )
    results = played.results
    samples = {arm.name: [result[arm.name] for result in results] for arm in experiment.arms}
    return PlayedRun(
        experiment=experiment,
        replications=len(results),
        summaries={
            arm.name: summarise(samples[arm.name], arm.scenario.targets)
            for arm in experiment.arms
            if results
        },
        interrupted=played.interrupted,
        precise=bool(results) and precision.reached(results) if precision else None,
        gaps=gaps(samples, BASELINE, GAPS) if results and BASELINE in samples else (),
    )


def announce(
    experiment: Experiment,
    total: int,
    on_progress: OnProgress,
    results: Sequence[Mapping[str, Sample]],
) -> None:
    """Call back with the first goal's KPI of the last arm, or its first response without goals.

    Parameters
    ----------
    experiment
        What is played.
    total
        How many replications there are at most.
    on_progress
        What is called.
    results
        Samples by arm, in order of replication.
    """
    arm = experiment.arms[-1]
    key = next(iter(arm.scenario.targets.goals), HEADLINE)
    known = estimate([samples[arm.name] for samples in results], key)
    on_progress(Progress(len(results), total, key, known))
