"""From a loaded scenario to the result of a run."""

from collections.abc import Callable
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from sim.api.outlook import look_out, wants_outlook
from sim.report.run.outlook import Outlook
from sim.report.run.result import RunResult
from sim.report.timing import Timing
from sim.studies.experiment import make_experiment
from sim.studies.precision import Precision
from sim.studies.runs import Progress, play_run
from sim.studies.staffing.planning import unheard

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded


def run(
    loaded: "Loaded",
    *,
    engine: Literal["auto", "simpy"] = "auto",
    jobs: int = 1,
    precision: str | None = None,
    heard: Callable[[str], None] = unheard,
    report: Callable[[Progress], None] | None = None,
) -> RunResult:
    """Play all arms of a scenario and estimate their KPIs.

    Parameters
    ----------
    loaded
        The scenario, from `sim.load`. Its section `run` says the seed and how many replications.
    engine
        What plays the model; `auto` chooses.
    jobs
        Number of processes; with several the calling script needs ``if __name__ == "__main__":``.
        The result does not depend on it.
    precision
        Half-width to stop at, such as `service_level=2%` (points of a share) or `wait_mean=5%`
        (of the mean); the scenario's replications are then the most that are played.
    heard, report
        Called with a line on each desk of the outlook; after each finished replication.

    Returns
    -------
    RunResult
        It prints itself; after Ctrl-C it holds the replications that were finished.

    Raises
    ------
    ScenarioError
        When the scenario or the precision does not hold; the text says where and why.
    KeyboardInterrupt
        When Ctrl-C comes before one replication is finished.
    """
    wish = Precision.parse(precision) if precision else None
    experiment = make_experiment(loaded)
    started, before = datetime.now().astimezone(), perf_counter()
    played = play_run(experiment, loaded.scenario.run.replications, jobs, wish, report)
    if not played.replications:
        raise KeyboardInterrupt
    looks_out = wants_outlook(loaded.scenario) and not played.interrupted
    beyond = look_out(loaded, jobs, heard) if looks_out else Outlook()
    timing = Timing(started, perf_counter() - before, jobs)
    played_by = "simpy" if engine == "auto" else engine
    return RunResult(loaded.scenario, loaded.folder, played_by, played, timing, beyond)
