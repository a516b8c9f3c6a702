"""The project: a scenario's desk without and with the AI over the months from the launch."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sim.engine.columns import Times
from sim.measures.periods import period_edges
from sim.scenario.horizon import add_months
from sim.scenario.root import Scenario
from sim.scenario.run import Run
from sim.studies.experiment import make_experiment

if TYPE_CHECKING:
    from sim.scenario.loading import Loaded

ARMS = ("baseline", "ai")
"""The desk as it is, and with the AI."""
LAST_START = 28
"""Last day of a month on which a project may start."""
MONTHS = 24
"""How long a typical scenario is appraised."""

LABOURS = ("salaried", "hours", "as_used")
"""Ways of buying labour, in the order in which they are printed."""


@dataclass(frozen=True)
class Project:
    """Two arms over one stretch of calendar months.

    Attributes
    ----------
    baseline, ai
        The desk as it is and with the AI; both have the project's run.
    """

    baseline: Scenario
    ai: Scenario

    @property
    def run(self) -> Run:
        """The run that both arms share."""
        return self.baseline.run

    @property
    def months(self) -> int:
        """Number of months from the launch on."""
        return self.run.months

    @property
    def month_edges(self) -> Times:
        """Ends of the months in seconds of the run, shape (months + 1,)."""
        return period_edges(self.run, self.run.horizon(), "month")

    def day_before(self, month: int) -> date:
        """Return the day before a month begins: the last on which anything is known of it."""
        return add_months(self.run.start, month) - timedelta(days=1)


def make_project(loaded: "Loaded", months: int | None = None, labour: str | None = None) -> Project:
    """Return the project of a loaded scenario's arms `baseline` and `ai`.

    Parameters
    ----------
    loaded
        The scenario; a typical one is launched on its first day.
    months
        Months from the launch on, 1 to 120. Default: the project's own, or 24.
    labour
        How all teams are bought, one of `LABOURS`. Default: as the scenario says.

    Raises
    ------
    ScenarioError
        When the scenario cannot be played month by month or staffed by its rule, an arm contradicts
        it, or a goal names no KPI.
    """
    run = _project_run(loaded, months)
    arms = {arm.name: arm.scenario for arm in make_experiment(loaded).arms}
    for name, arm in arms.items():
        if name in ARMS:
            _check_staffing(loaded, name, arm)
            arms[name] = _bought(loaded, arm.model_copy(update={"run": run}), labour)
    return Project(*(arms[name] for name in ARMS))


def bought_as(scenario: Scenario, way: str) -> Scenario | None:
    """Return a scenario whose teams are all bought in one way.

    Parameters
    ----------
    scenario
        An arm.
    way
        One of `LABOURS`; any other word leaves each team as it is.

    Returns
    -------
    Scenario or None
        None where hours would be bought of a team that has no shifts.
    """
    if way not in LABOURS:
        return scenario
    teams = scenario.people.teams
    if way == "hours" and not all(team.shifts for team in teams.values()):
        return None
    bought = {name: team.model_copy(update={"labour": way}) for name, team in teams.items()}
    people = scenario.people.model_copy(update={"teams": bought})
    return scenario.model_copy(update={"people": people})


def _project_run(loaded: "Loaded", months: int | None) -> Run:
    run = loaded.scenario.run
    if loaded.scenario.demand.trace:
        rule = "a trace has no later months; give `demand.volume` for a return on investment"
        raise loaded.error(("demand", "trace"), rule)
    if run.start.day > LAST_START:
        rule = f"a project starts on a day from 1 to {LAST_START}, so that its months are whole"
        raise loaded.error(("run", "start"), rule)
    own = run.months if run.kind == "project" else MONTHS
    wanted = {"kind": "project", "months": own if months is None else months}
    return Run.model_validate(run.model_dump() | wanted)


def _check_staffing(loaded: "Loaded", name: str, arm: Scenario) -> None:
    rule = arm.people.staffing
    if rule != "fixed" and not arm.targets.goals:
        needed = f"staffing `{rule}` of `{name}` needs a target to staff for"
        remedy = '`targets: {service_level: ">= 80 % within 20 s"}`, or `people.staffing: fixed`'
        raise loaded.error(("targets",), f"{needed}; write {remedy}")


def _bought(loaded: "Loaded", arm: Scenario, labour: str | None) -> Scenario:
    bought = arm if labour is None else bought_as(arm, labour)
    if bought is None:
        rule = "hours are bought of `shifts`, which not every team has"
        raise loaded.error(("people", "teams"), rule)
    return bought
