"""A run: the estimates of every arm over its replications."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sim.measures.sample import Sample
from sim.measures.statistics.estimator import Estimate
from sim.measures.summary import Summary, summarise
from sim.studies.experiment import Experiment
from sim.studies.precision import Precision, estimate
from sim.studies.replicate import replicate

HEADLINE = "first_response_time_mean"
"""What progress shows of a scenario without goals."""


@dataclass(frozen=True)
class Progress:
    """How far a run has come.

    Attributes
    ----------
    replications
        How many are finished.
    key, estimate
        A KPI of the last arm, and what is known of it so far.
    """

    replications: int
    key: str
    estimate: Estimate


@dataclass(frozen=True)
class Run:
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
    precise
        Whether the wished precision was reached; None without a wish.
    """

    experiment: Experiment
    replications: int
    summaries: Mapping[str, Summary]
    interrupted: bool
    precise: bool | None


def play_run(
    experiment: Experiment,
    replications: int,
    jobs: int = 1,
    precision: Precision | None = None,
    report: Callable[[Progress], None] | None = None,
) -> Run:
    """Play an experiment.

    Parameters
    ----------
    experiment
        The arms.
    replications
        How many of each arm; with a precision: at most.
    jobs
        Number of processes. The result does not depend on it.
    precision
        Stop at the look at which this is reached.
    report
        Called after each finished replication.
    """
    played = replicate(
        experiment.measure,
        range(replications),
        jobs,
        enough=precision.reached if precision else None,
        progress=partial(tell, experiment, report) if report else None,
    )
    results = played.results
    summaries = {
        arm.name: summarise([samples[arm.name] for samples in results], arm.scenario.targets)
        for arm in experiment.arms
        if results
    }
    precise = bool(results) and precision.reached(results) if precision else None
    return Run(experiment, len(results), summaries, played.interrupted, precise)


def tell(
    experiment: Experiment,
    report: Callable[[Progress], None],
    results: Sequence[Mapping[str, Sample]],
) -> None:
    """Report on the first goal of the last arm, or on its first response.

    Parameters
    ----------
    experiment
        What is played.
    report
        Is told.
    results
        Samples by arm, in order of replication.
    """
    arm = experiment.arms[-1]
    key = next(iter(arm.scenario.targets.goals), HEADLINE)
    found = estimate([samples[arm.name] for samples in results], key)
    report(Progress(len(results), key, found))
