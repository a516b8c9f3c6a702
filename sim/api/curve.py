"""How many people does each volume need? From a loaded scenario to its staffing curve."""

from collections.abc import Sequence

from sim.api.asked import Settings, as_options, asked
from sim.api.keeping import Keeping
from sim.api.timing import timed
from sim.engine.playing import Engine
from sim.report.curve.result import CurveResult
from sim.scenario.files.loading import Loaded, ScenarioLike
from sim.studies.arms import usual_arms
from sim.studies.curve.curve import play_curve
from sim.studies.curve.volumes import read_volumes
from sim.studies.executors import Jobs
from sim.studies.experiment import Experiment, make_experiment
from sim.studies.progress import OnPlanning, OnProgress, unsaid
from sim.studies.staffing.staffable import check_staffable


def curve(
    scenario: ScenarioLike,
    *,
    volumes: str = "0.5..3",
    arms: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    set: Settings | None = None,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_planning: OnPlanning = unsaid,
    on_progress: OnProgress | None = None,
) -> CurveResult:
    """Find the fewest people that are on target at each volume, and when the next hire is due.

    Parameters
    ----------
    scenario
        A file, a manifest, a preset's name, a dictionary of what a file would say, or what
        `sim.load` returned.
    volumes
        Multipliers: a range such as `0.5..3`, `0.5..3/0.25` with its step, or a list `1,1.3,2`.
    arms
        Names of arms. Default: `baseline` and `ai`, as far as there are both.
    replications, seed, set
        How many of each desk, and the seed, in place of the scenario's; values to lay over it by
        path, such as `{"demand.volume": "300/month"}`.
    engine
        What plays the model; `auto` chooses.
    jobs
        Number of processes, or where to play; with several processes the calling script needs
        ``if __name__ == "__main__":``. The result does not depend on it.
    on_planning, on_progress
        Called with a line on each desk that was tried in planning; after each finished replication.

    Returns
    -------
    CurveResult
        It prints itself; after Ctrl-C it holds the replications that were finished.

    Raises
    ------
    ScenarioError
        When the scenario or the volumes are not valid; the text says where and why.
    KeyboardInterrupt
        When Ctrl-C comes before one replication is finished.
    """
    loaded = asked(scenario, seed, replications, set)
    experiment = make_experiment(loaded, engine)
    return curve_of(
        loaded,
        experiment.only(arms) if arms else usual_arms(experiment),
        read_volumes(volumes),
        loaded.scenario.run.replications,
        jobs,
        on_planning,
        on_progress,
        as_options(volumes=volumes, arms=arms),
    )


def curve_of(
    loaded: Loaded,
    experiment: Experiment,
    volumes: Sequence[float],
    replications: int,
    jobs: Jobs,
    on_planning: OnPlanning,
    on_progress: OnProgress | None = None,
    options: tuple[str, ...] = (),
) -> CurveResult:
    """Return the curve of an experiment that is made already; for the rest see `curve`."""
    check_staffable(loaded, experiment)
    return timed(
        CurveResult,
        loaded,
        experiment,
        jobs,
        Keeping("curve", options),
        lambda place: play_curve(
            experiment, volumes, replications, place, on_planning, on_progress
        ),
    )
