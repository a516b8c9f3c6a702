"""What does the desk achieve? From a loaded scenario to the result of a run."""

from collections.abc import Sequence
from datetime import datetime
from time import perf_counter

from sim.api.asked import Settings, as_options, asked
from sim.api.keeping import Keeping
from sim.api.outlook import check_outlook, left_out, look_out, wants_outlook
from sim.engine.playing import Engine
from sim.report.run.outlook import Outlook
from sim.report.run.result import RunResult
from sim.report.timing import Timing
from sim.scenario.files.loading import ScenarioLike
from sim.scenario.root import BASELINE
from sim.studies.executors import Jobs, workplace
from sim.studies.experiment import make_experiment
from sim.studies.played_run import play_run
from sim.studies.precision import Precision
from sim.studies.progress import OnPlanning, OnProgress, unsaid


def run(
    scenario: ScenarioLike,
    *,
    arms: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    set: Settings | None = None,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    precision: str | None = None,
    on_planning: OnPlanning = unsaid,
    on_progress: OnProgress | None = None,
) -> RunResult:
    """Play the arms of a scenario and estimate their KPIs.

    Parameters
    ----------
    scenario
        A file, a manifest, a preset's name, a dictionary of what a file would say, or what
        `sim.load` returned.
    arms
        Names of the arms to play, in the order in which they are shown. Default: all.
    replications, seed, set
        How many, and the seed, in place of the scenario's; values to lay over it by path, such as
        `{"demand.volume": "300/month"}`.
    engine
        What plays the model; `auto` chooses.
    jobs
        Number of processes, or where to play; with several processes the calling script needs
        ``if __name__ == "__main__":``. The result does not depend on it.
    precision
        Half-width to stop at, such as `service_level=2%` (points of a share) or `wait_mean=5%`
        (of the mean); at most the scenario's replications are played.
    on_planning, on_progress
        Called with a line on each desk of the outlook; after each finished replication.

    Returns
    -------
    RunResult
        It prints itself; after Ctrl-C it holds the replications that were finished.

    Raises
    ------
    ScenarioError
        When the scenario, an arm's name or the precision is not valid; the text says where and why.
    KeyboardInterrupt
        When Ctrl-C comes before one replication is finished.
    """
    loaded = asked(scenario, seed, replications, set)
    wanted = Precision.parse(precision) if precision else None
    experiment = make_experiment(loaded, engine)
    if arms:
        experiment = experiment.only(arms)
    check_outlook(loaded, experiment)
    started, began = datetime.now().astimezone(), perf_counter()
    with workplace(jobs) as place:
        most = loaded.scenario.run.replications
        played = play_run(experiment, most, place, wanted, on_progress)
        if not played.replications:
            raise KeyboardInterrupt
        if wants_outlook(loaded.arm(BASELINE)) and not played.interrupted:
            beyond = look_out(loaded, experiment, place, on_planning)
        else:
            beyond = Outlook(left_out=left_out(loaded.arm(BASELINE)))
    timing = Timing(started, perf_counter() - began, place.jobs)
    played_by = experiment.played_by
    return RunResult(
        loaded.scenario,
        loaded.folder,
        played_by.engine,
        played,
        timing,
        loaded.written,
        Keeping("run", as_options(arms=arms)),
        beyond,
        played_by.reason,
    )
