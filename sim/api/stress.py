"""What breaks the desk? From a loaded scenario to its stress test."""

from collections.abc import Sequence

from sim.api.asked import Settings, as_options, asked
from sim.api.keeping import Keeping
from sim.api.timing import timed
from sim.engine.playing import Engine
from sim.report.stress.result import StressResult
from sim.scenario.files.loading import ScenarioLike
from sim.studies.arms import usual_arms
from sim.studies.executors import Jobs
from sim.studies.experiment import make_experiment
from sim.studies.progress import OnPlanning, OnProgress, unsaid
from sim.studies.staffing.staffable import check_staffable
from sim.studies.stress.stress import play_stress
from sim.studies.stress.stresses import check_troubles


def stress(
    scenario: ScenarioLike,
    *,
    arms: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    set: Settings | None = None,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_planning: OnPlanning = unsaid,
    on_progress: OnProgress | None = None,
) -> StressResult:
    """Put a desk through growth, a surge, an outage of the bot, and absences.

    Parameters
    ----------
    scenario
        A file, a manifest, a preset's name, a dictionary of what a file would say, or what
        `sim.load` returned.
    arms
        Names of arms. Default: `baseline` and `ai`, as far as there are both.
    replications, seed, set
        How many, and the seed, in place of the scenario's; values to lay over it by path, such as
        `{"demand.volume": "300/month"}`.
    engine
        What plays the model; `auto` chooses.
    jobs
        Number of processes, or where to play; with several processes the calling script needs
        ``if __name__ == "__main__":``. The result does not depend on it.
    on_planning, on_progress
        Called with a line on each desk that was tried in planning; after each finished replication.

    Returns
    -------
    StressResult
        It prints itself; after Ctrl-C it holds the replications that were finished.

    Raises
    ------
    ScenarioError
        When the scenario is not valid; the text says where and why.
    KeyboardInterrupt
        When Ctrl-C comes before one replication is finished.
    """
    loaded = asked(scenario, seed, replications, set)
    made = make_experiment(loaded, engine)
    experiment = made.only(arms) if arms else usual_arms(made)
    check_staffable(loaded, experiment)
    check_troubles(loaded, experiment)
    count = loaded.scenario.run.replications
    return timed(
        StressResult,
        loaded,
        experiment,
        jobs,
        Keeping("stress", as_options(arms=arms)),
        lambda place: play_stress(experiment, count, place, on_planning, on_progress),
    )
