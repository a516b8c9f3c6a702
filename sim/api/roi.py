"""Is the AI worth it? From a loaded scenario to its return on investment."""

from dataclasses import replace
from typing import Literal

from sim.api.asked import Settings, as_options, asked
from sim.api.keeping import Keeping
from sim.api.timing import timed
from sim.engine.playing import Engine
from sim.finance.labours import bought_as
from sim.finance.project import Project, make_project
from sim.finance.roi import appraise_project
from sim.report.roi.result import RoiResult
from sim.scenario.files.loading import Loaded, ScenarioLike
from sim.studies.executors import Jobs
from sim.studies.experiment import Experiment, make_experiment
from sim.studies.progress import OnPlanning, OnProgress, unsaid

Labour = Literal["salaried", "hours", "as_used"]


def roi(
    scenario: ScenarioLike,
    *,
    months: int | None = None,
    labour: Labour | None = None,
    replications: int | None = None,
    seed: int | None = None,
    set: Settings | None = None,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_planning: OnPlanning = unsaid,
    on_progress: OnProgress | None = None,
) -> RoiResult:
    """Appraise the arm `ai` of a scenario against its baseline.

    Parameters
    ----------
    scenario
        A file, a manifest, a preset's name, a dictionary of what a file would say, or what
        `sim.load` returned; a typical one becomes a project.
    months
        Months from the launch on. Default: the project's own, or 24.
    labour
        How all teams' labour is bought. Default: as the scenario says.
    replications, seed, set
        How many of the project, and the seed, in place of the scenario's (20 where it names
        none); values to lay over it by path, such as
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
    RoiResult
        It prints itself; after Ctrl-C it holds the replications that were finished.

    Raises
    ------
    ScenarioError
        When the scenario cannot be appraised; the text says where and why.
    KeyboardInterrupt
        When Ctrl-C comes before one replication is finished.

    Examples
    --------
    >>> import sim
    >>> result = sim.roi("sme", months=1, replications=2, set={"people.staffing": "fixed"})
    >>> result.document["formula"]["payback_months"]
    9.06
    """
    loaded = asked(scenario, seed, replications, set)
    experiment = make_experiment(loaded, engine)
    project = make_project(loaded, experiment, months, labour)
    options = as_options(months=months, labour=labour)
    result = roi_of(loaded, experiment, project, jobs, on_planning, on_progress, options)
    if labour is None:
        return result
    return replace(result, scenario=bought_as(result.scenario, labour) or result.scenario)


def roi_of(
    loaded: Loaded,
    experiment: Experiment,
    project: Project,
    jobs: Jobs,
    on_planning: OnPlanning,
    on_progress: OnProgress | None = None,
    options: tuple[str, ...] = (),
) -> RoiResult:
    """Return the appraisal of a project that is made already; for the rest see `roi`."""
    result = timed(
        RoiResult,
        loaded,
        experiment,
        jobs,
        Keeping("roi", options),
        lambda place: appraise_project(project, place, on_planning, on_progress),
    )
    return replace(result, scenario=loaded.scenario.model_copy(update={"run": project.run}))
