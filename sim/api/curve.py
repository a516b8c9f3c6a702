"""From a loaded scenario to its staffing curve."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from sim.report.curve.result import CurveResult
from sim.report.study_result import timed
from sim.studies.arms import chosen_arms
from sim.studies.curve.curve import play_curve
from sim.studies.curve.volumes import read_volumes
from sim.studies.runs import Progress
from sim.studies.staffing.planning import Heard, unheard
from sim.studies.staffing.staffable import check_staffable

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded

ARMS = ("baseline", "ai")


def curve(
    loaded: "Loaded",
    *,
    volumes: str = "0.5..3",
    arms: Sequence[str] | None = None,
    replications: int | None = None,
    engine: Literal["auto", "simpy"] = "auto",
    jobs: int = 1,
    heard: Heard = unheard,
    report: Callable[[Progress], None] | None = None,
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
    heard, report
        Called with a line on each desk that was tried in planning; after each finished replication.

    Returns
    -------
    CurveResult
        It prints itself; after Ctrl-C it holds the replications that were finished.

    Raises
    ------
    ScenarioError
        When the scenario or the volumes do not hold; the text says where and why.
    KeyboardInterrupt
        When Ctrl-C comes before one replication is finished.
    """
    wanted = read_volumes(volumes)
    experiment = chosen_arms(loaded, arms or ARMS)
    check_staffable(loaded, experiment)
    wished = replications or loaded.scenario.run.replications
    return timed(
        CurveResult,
        loaded,
        engine,
        jobs,
        lambda: play_curve(experiment, wanted, wished, jobs, heard, report),
    )
