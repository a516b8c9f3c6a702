"""What breaks under growth, a surge, an outage or absences, when, and for how long.

Every stressed desk is played on the workload of the desk without the stress, case by case.
"""

from dataclasses import dataclass

from sim.studies.executors import Jobs, mapper
from sim.studies.experiment import Experiment
from sim.studies.progress import OnPlanning, OnProgress
from sim.studies.staffing.ordinary import play_ordinary
from sim.studies.stress.cases import plan_cases
from sim.studies.stress.findings import Finding, find


@dataclass(frozen=True)
class StressTest:
    """What became of every arm under every stress.

    Attributes
    ----------
    findings
        By arm and stress; empty when not one replication was finished.
    replications
        How many were played of each desk.
    interrupted
        Whether Ctrl-C ended the study before its time.
    """

    findings: tuple[Finding, ...]
    replications: int
    interrupted: bool


def play_stress(
    experiment: Experiment,
    replications: int,
    jobs: Jobs,
    on_planning: OnPlanning,
    on_progress: OnProgress | None = None,
) -> StressTest:
    """Put the arms under the stresses of the scenario.

    Parameters
    ----------
    experiment
        The arms with today's people; the first says what the stresses are.
    replications
        How many to report on.
    jobs
        Number of processes, or where to play. The result does not depend on it.
    on_planning
        Called with a line on each desk that was tried in planning.
    on_progress
        Called after each finished replication.
    """
    with mapper(jobs) as each:
        cases = plan_cases(experiment, each, on_planning)
    wanted = {desk.name: desk for case in cases for desk in case.desks}
    desks = experiment.of(tuple(wanted.values()))
    played = play_ordinary(desks, cases[-1].stressed, replications, jobs, on_progress)
    findings = tuple(find(case, played.samples) for case in cases) if played.samples else ()
    return StressTest(findings, played.replications, played.interrupted)
