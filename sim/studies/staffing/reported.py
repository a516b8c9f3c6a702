"""Desks on the ordinary replications, which are the ones that a study reports on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sim.studies.experiment import Arm, Experiment
from sim.studies.progress import OnProgress, Progress
from sim.studies.replicate import replicate
from sim.studies.staffing.outcomes import Outcome, outcomes
from sim.studies.staffing.planning import share_on_target


@dataclass(frozen=True)
class Reported:
    """What the replications of several desks say.

    Attributes
    ----------
    outcomes
        By a desk's name: its replications in order; empty when not one was finished.
    replications
        How many were played of each desk.
    interrupted
        Whether Ctrl-C ended the study before its time.
    """

    outcomes: Mapping[str, Sequence[Outcome]]
    replications: int
    interrupted: bool


def play_reported(
    experiment: Experiment, asked: Arm, replications: int, jobs: int, on_progress: OnProgress | None
) -> Reported:
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
        Number of processes. The result does not depend on it.
    on_progress
        Called after each finished replication.
    """
    progress = partial(_tell, asked, replications, on_progress) if on_progress else None
    play = partial(outcomes, experiment)
    played = replicate(play, range(replications), jobs, progress=progress)
    results = played.results
    by_desk = {
        arm.name: [result[arm.name] for result in results] for arm in experiment.arms if results
    }
    return Reported(by_desk, len(results), played.interrupted)


def _tell(
    desk: Arm, total: int, on_progress: OnProgress, results: Sequence[Mapping[str, Outcome]]
) -> None:
    share = share_on_target(desk, [result[desk.name] for result in results])
    on_progress(Progress(len(results), total, f"{desk.name} on target", share))
