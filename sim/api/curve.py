"""How many people does each volume need? From a loaded scenario to its staffing curve."""

from collections.abc import Sequence

from sim.api.timing import timed
from sim.engine.playing import Engine
from sim.report.curve.result import CurveResult
from sim.scenario.files.loading import Loaded
from sim.studies.curve.curve import play_curve
from sim.studies.curve.volumes import read_volumes
from sim.studies.experiment import Experiment, make_experiment
from sim.studies.progress import OnPlanning, OnProgress, unsaid
from sim.studies.staffing.staffable import check_staffable

ARMS = ("baseline", "ai")


def curve(
    loaded: Loaded,
    *,
    volumes: str = "0.5..3",
    arms: Sequence[str] | None = None,
    replications: int | None = None,
    engine: Engine = "auto",
    jobs: int = 1,
    on_planning: OnPlanning = unsaid,
    on_progress: OnProgress | None = None,
) -> CurveResult:
    """Find the fewest people that are on target at each volume, and when the next hire is due.

    Parameters
    ----------
    loaded
        The scenario, from `sim.load`. Its section `run` says the seed and how many replications.
    volumes
        Multipliers: a range such as `0.5..3`, `0.5..3/0.25` with its step, or a list `1,1.3,2`.
    arms
        Names of arms. Default: `baseline` and `ai`.
    replications
        How many of each desk. Default: as the scenario says.
    engine
        What plays the model; `auto` chooses.
    jobs
        Number of processes; with several the calling script needs ``if __name__ == "__main__":``.
        The result does not depend on it.
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
    experiment = make_experiment(loaded, engine)
    return curve_of(
        loaded,
        experiment.only(arms or ARMS),
        read_volumes(volumes),
        replications or loaded.scenario.run.replications,
        jobs,
        on_planning,
        on_progress,
    )


def curve_of(
    loaded: Loaded,
    experiment: Experiment,
    volumes: Sequence[float],
    replications: int,
    jobs: int,
    on_planning: OnPlanning,
    on_progress: OnProgress | None = None,
) -> CurveResult:
    """Return the curve of an experiment that is made already; for the rest see `curve`."""
    check_staffable(loaded, experiment)
    return timed(
        CurveResult,
        loaded,
        experiment,
        jobs,
        lambda: play_curve(experiment, volumes, replications, jobs, on_planning, on_progress),
    )
