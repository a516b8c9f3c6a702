"""What the ordinary replications, which a study reports, say of several desks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sim.studies.executors import Jobs
from sim.studies.experiment import Arm, Experiment
from sim.studies.progress import OnProgress, Progress
from sim.studies.replicate import replicate
from sim.studies.staffing.desk_samples import DeskSample, desk_samples
from sim.studies.staffing.planning import share_on_target


@dataclass(frozen=True)
class OrdinaryReplications:
    """What the ordinary replications of several desks say.

    Attributes
    ----------
    samples
        By a desk's name: what its replications contribute, in order; empty when none was finished.
    replications
        How many were played of each desk.
    interrupted
        Whether Ctrl-C ended the study before its time.
    """

    samples: Mapping[str, Sequence[DeskSample]]
    replications: int
    interrupted: bool


def play_ordinary(
    experiment: Experiment,
    asked: Arm,
    replications: int,
    jobs: Jobs,
    on_progress: OnProgress | None,
) -> OrdinaryReplications:
    """Play desks on the same workloads.

    Parameters
    ----------
    experiment
        The desks.
    asked
        The one whose share of periods on target progress shows.
    replications
        How many of each desk.
    jobs
        Number of processes, or where to play. The result does not depend on it.
    on_progress
        Called after each finished replication.
    """
    on_results = partial(_announce, asked, replications, on_progress) if on_progress else None
    play = partial(desk_samples, experiment)
    played = replicate(play, range(replications), jobs, on_results=on_results)
    results = played.results
    by_desk = {
        arm.name: [result[arm.name] for result in results] for arm in experiment.arms if results
    }
    return OrdinaryReplications(by_desk, len(results), played.interrupted)


def _announce(
    desk: Arm, total: int, on_progress: OnProgress, results: Sequence[Mapping[str, DeskSample]]
) -> None:
    share = share_on_target(desk, [result[desk.name] for result in results])
    on_progress(Progress(len(results), total, f"{desk.name} on target", share))
