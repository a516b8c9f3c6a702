"""What `tierzero run` answers besides KPIs: how many people, 30 % more, and whether it pays."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sim.api.curve import curve_of
from sim.api.roi import roi_of
from sim.finance.formula import DAYS_A_MONTH
from sim.finance.project import make_project
from sim.report.curve.result import CurveResult
from sim.report.roi.result import RoiResult
from sim.report.run.outlook import Outlook
from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import Loaded
from sim.scenario.root import AI, Scenario
from sim.studies.arms import usual_arms
from sim.studies.curve.volumes import read_volumes
from sim.studies.executors import Jobs
from sim.studies.experiment import Experiment
from sim.studies.progress import OnPlanning
from sim.studies.staffing.staffable import check_staffable
from sim.workload.candidates.multiplier import planned_factors
from sim.workload.demand.cells import read_cells

VOLUMES = "0.5,1,1.3,2"
REPLICATIONS = 10
"""Of the project; fewer than in a study of its own: the outlook is a first answer."""
DESK_REPLICATIONS = 20
"""Of each desk: twenty of twenty periods on target are a yes to 80 %, ten of ten are not."""
AFFORDABLE = 1000.0
"""Cases per month up to which the outlook is given by default: it plays many desks."""


def wants_outlook(scenario: Scenario) -> bool:
    """Return whether a run has an outlook: as it says, or by default where that is quick."""
    run = scenario.run
    if run.kind != "typical" or scenario.demand.trace is not None:
        return False
    return cases_a_month(scenario) <= AFFORDABLE if run.outlook is None else run.outlook


def left_out(scenario: Scenario) -> tuple[str, ...]:
    """Return what a run without an outlook leaves unsaid although nobody asked it to."""
    cases = cases_a_month(scenario) if scenario.demand.trace is None else 0.0
    if scenario.run.kind != "typical" or scenario.run.outlook is not None or cases <= AFFORDABLE:
        return ()
    return (
        f"The headcount by volume, the answer to 30 % more contacts and the return on investment "
        f"are left out above {AFFORDABLE:,.0f} cases a month (here {cases:,.0f}): `tierzero curve` "
        "and `tierzero roi` give them, or `tierzero run --outlook`.",
    )


def is_staffable(loaded: Loaded, experiment: Experiment) -> bool:
    """Return whether targets and window say how many people are enough.

    Raises
    ------
    ScenarioError
        When they do not although the outlook was asked for.
    """
    if loaded.scenario.run.outlook:
        return bool(loaded.scenario.targets.goals)
    try:
        check_staffable(loaded, usual_arms(experiment))
    except ScenarioError:
        return False
    return True


def check_outlook(loaded: Loaded, experiment: Experiment) -> None:
    """Check, before anything is played, that an outlook that is asked for can be given.

    Raises
    ------
    ScenarioError
        When it cannot; the text says where and why.
    """
    if loaded.scenario.run.outlook:
        if loaded.scenario.targets.goals:
            check_staffable(loaded, usual_arms(experiment))
        if AI in loaded.arms:
            make_project(loaded, experiment)


def cases_a_month(scenario: Scenario) -> float:
    """Return the scenario's volume of first contacts per month."""
    cells, factors = read_cells(scenario), planned_factors(scenario)
    per_day = sum(cell.per_day * induced for cell, induced in zip(cells, factors, strict=True))
    return float(per_day * DAYS_A_MONTH * scenario.demand.multiplier)


def look_out(
    loaded: Loaded, experiment: Experiment, jobs: Jobs, on_planning: OnPlanning
) -> Outlook:
    """Return what can be said of people and money in few replications.

    Parameters
    ----------
    loaded, experiment
        The scenario, and the experiment of its arms.
    jobs
        Number of processes, or where to play.
    on_planning
        Called with a line on each desk that is tried.
    """
    parts = _Parts()
    with suppress(KeyboardInterrupt):
        _look_at_people(parts, loaded, experiment, jobs, on_planning)
        if AI in loaded.arms:
            _look_at_worth(parts, loaded, experiment, jobs, on_planning)
        parts.finished = True
    return parts.outlook


def _look_at_people(
    parts: "_Parts", loaded: Loaded, experiment: Experiment, jobs: Jobs, on_planning: OnPlanning
) -> None:
    if is_staffable(loaded, experiment):
        volumes, arms = read_volumes(VOLUMES), usual_arms(experiment)
        few = min(DESK_REPLICATIONS, loaded.scenario.run.replications)
        with parts.unless_impossible("How many people each volume needs"):
            parts.people = curve_of(loaded, arms, volumes, few, jobs, on_planning)


def _look_at_worth(
    parts: "_Parts", loaded: Loaded, experiment: Experiment, jobs: Jobs, on_planning: OnPlanning
) -> None:
    few = min(REPLICATIONS, loaded.scenario.run.replications)
    with parts.unless_impossible("What the AI is worth"):
        project = make_project(loaded, experiment, replications=few)
        parts.worth = roi_of(loaded, experiment, project, jobs, on_planning)


class _Parts:
    """What is answered so far: what is impossible or interrupted must not cost the rest."""

    def __init__(self) -> None:
        self.people: CurveResult | None = None
        self.worth: RoiResult | None = None
        self.finished = False
        self._left_out: list[str] = []

    @contextmanager
    def unless_impossible(self, part: str) -> Iterator[None]:
        """Note why a part has no answer, and go on."""
        try:
            yield
        except ScenarioError as error:
            why = str(error).splitlines()[0]
            self._left_out.append(f"{part} is left out: {why}.")

    @property
    def outlook(self) -> Outlook:
        known = [part.study for part in (self.people, self.worth) if part is not None]
        interrupted = not self.finished or any(study.interrupted for study in known)
        return Outlook(self.people, self.worth, tuple(self._left_out), interrupted)
