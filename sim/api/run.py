"""From a loaded scenario to the result of a run."""

from datetime import datetime
from time import perf_counter

from sim.api.outlook import look_out, wants_outlook
from sim.engine.playing import Engine, chosen_engine
from sim.report.run.outlook import Outlook
from sim.report.run.result import RunResult
from sim.report.timing import Timing
from sim.scenario.files.loading import Loaded
from sim.studies.experiment import BASELINE, make_experiment
from sim.studies.precision import Precision
from sim.studies.progress import OnPlanning, OnProgress, unsaid
from sim.studies.runs import play_run


def run(
    loaded: Loaded,
    *,
    engine: Engine = "auto",
    jobs: int = 1,
    precision: str | None = None,
    on_planning: OnPlanning = unsaid,
    on_progress: OnProgress | None = None,
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
    on_planning, on_progress
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
    experiment = make_experiment(loaded, engine)
    started, before = datetime.now().astimezone(), perf_counter()
    played = play_run(experiment, loaded.scenario.run.replications, jobs, wish, on_progress)
    if not played.replications:
        raise KeyboardInterrupt
    looks_out = wants_outlook(loaded.arm(BASELINE)) and not played.interrupted
    beyond = look_out(loaded, experiment, jobs, on_planning) if looks_out else Outlook()
    timing = Timing(started, perf_counter() - before, jobs)
    played_by = chosen_engine(engine)
    return RunResult(loaded.scenario, loaded.folder, played_by, played, timing, beyond)
