"""From a loaded scenario to its return on investment."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from sim.finance.labours import bought_as
from sim.finance.project import make_project
from sim.finance.roi import appraise_project
from sim.report.roi.result import RoiResult
from sim.report.study_result import timed
from sim.studies.runs import Progress

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded


def roi(
    loaded: "Loaded",
    *,
    months: int | None = None,
    labour: Literal["salaried", "hours", "as_used"] | None = None,
    replications: int | None = None,
    engine: Literal["auto", "simpy"] = "auto",
    jobs: int = 1,
    heard: Callable[[str], None] | None = None,
    report: Callable[[Progress], None] | None = None,
) -> RoiResult:
    """Appraise the arm `ai` of a scenario against its baseline.

    Parameters
    ----------
    loaded
        The scenario, from `sim.load`; a typical one becomes a project. Its section `run` says the
        seed and how many replications (20 where it does not).
    months
        Months from the launch on. Default: the project's own, or 24.
    labour
        How all teams' labour is bought. Default: as the scenario says.
    replications
        How many of the project. Default: as the scenario says, or 20.
    engine
        What plays the model; `auto` chooses.
    jobs
        Number of processes; with several the calling script needs ``if __name__ == "__main__":``.
        The result does not depend on it.
    heard, report
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
    >>> settings = ["run.replications=2", "people.staffing=fixed"]
    >>> result = sim.roi(sim.load("sme", settings), months=1)
    >>> result.document["formula"]["payback_months"]
    9.06
    """
    project = make_project(loaded, months, labour, replications)
    result = timed(
        RoiResult,
        loaded,
        engine,
        jobs,
        lambda: appraise_project(project, jobs, heard, report),
    )
    appraised = loaded.scenario.model_copy(update={"run": project.run})
    return replace(result, scenario=(labour and bought_as(appraised, labour)) or appraised)
