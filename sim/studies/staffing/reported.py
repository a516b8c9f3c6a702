"""Desks on the ordinary replications, which are the ones that a study reports on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sim.studies.experiment import Arm, Experiment
from sim.studies.replicate import replicate
from sim.studies.runs import Progress
from sim.studies.staffing.outcomes import Outcome, outcomes
from sim.studies.staffing.planning import share_on_target

Report = Callable[[Progress], None]


@dataclass(frozen=True)
class Reported:
    """What the replications of several desks say.

    Attributes
    ----------
    found
        By a desk's name: its replications in order; empty when not one was finished.
    replications
        How many were played of each desk.
    interrupted
        Whether Ctrl-C ended the study before its time.
    """

    found: Mapping[str, Sequence[Outcome]]
    replications: int
    interrupted: bool


def report_on(
    experiment: Experiment, asked: Arm, replications: int, jobs: int, report: Report | None
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
    report
        Called after each finished replication.
    """
    progress = partial(_tell, asked, report) if report else None
    play = partial(outcomes, experiment)
    played = replicate(play, range(replications), jobs, progress=progress)
    results = played.results
    found = {arm.name: [one[arm.name] for one in results] for arm in experiment.arms if results}
    return Reported(found, len(results), played.interrupted)


def _tell(desk: Arm, report: Report, results: Sequence[Mapping[str, Outcome]]) -> None:
    share = share_on_target(desk, [result[desk.name] for result in results])
    report(Progress(len(results), f"{desk.name} on target", share))
