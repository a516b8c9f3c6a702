"""What a project is: a scenario's desk without and with the AI over the months from the launch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from sim.base.arrays import Floats
from sim.engine.playing import Engine
from sim.finance.labours import bought_as
from sim.measures.periods import period_edges
from sim.scenario.errors import ScenarioError
from sim.scenario.root import AI, BASELINE, Scenario
from sim.scenario.sections.run import Run
from sim.scenario.values.horizon import add_months
from sim.studies.experiment import Arm, Experiment
from sim.studies.staffing.staffable import check_staffable

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded

ARMS = (BASELINE, AI)
"""The desk as it is, and with the AI."""
LAST_START = 28
"""Last day of a month on which a project may start."""
DEFAULT_REPLICATIONS = 20
"""Replications where the scenario names none: each plays several desks for all their months."""
DEFAULT_MONTHS = 24
"""For how many months a typical scenario is appraised."""

StaffingRule = Literal["fixed", "fewest", "attrition"]
"""How a project's months are staffed."""


@dataclass(frozen=True)
class Project:
    """Two arms over one stretch of calendar months.

    Attributes
    ----------
    baseline, ai
        The desk as it is and with the AI; both have the project's run.
    staffing
        How both are staffed.
    engine
        What plays them.
    """

    baseline: Scenario
    ai: Scenario
    staffing: StaffingRule
    engine: Engine = "auto"

    @property
    def experiment(self) -> Experiment:
        """How the project's desks are played; it does not hold any of them yet."""
        return Experiment((), self.run.seed, self.engine)

    @property
    def run(self) -> Run:
        """The run that both arms share."""
        return self.baseline.run

    @property
    def months(self) -> int:
        """Number of months from the launch on."""
        return self.run.months

    @property
    def month_edges(self) -> Floats:
        """Ends of the months in seconds of the run, shape (months + 1,)."""
        return period_edges(self.run, self.run.horizon(), "month")

    def day_before(self, month: int) -> date:
        """Return the day before a month begins: the last on which anything is known of it."""
        return add_months(self.run.start, month) - timedelta(days=1)


def make_project(
    loaded: "Loaded",
    experiment: Experiment,
    months: int | None = None,
    labour: str | None = None,
    replications: int | None = None,
) -> Project:
    """Return the project of a loaded scenario's arms `baseline` and `ai`.

    Parameters
    ----------
    loaded
        The scenario; in a typical one the launch is on the first day. The staffing rule of its arm
        `ai` applies to both.
    experiment
        The experiment of its arms.
    months
        Months from the launch on, 1 to 120. Default: the project's own, or 24.
    labour
        How all teams buy their labour, one of `LABOURS`. Default: as the scenario says.
    replications
        How many. Default: as the scenario says, or 20.

    Raises
    ------
    ScenarioError
        When the scenario cannot be played month by month or staffed by its rule, an arm contradicts
        it, or a goal does not name a KPI.
    """
    run = _project_run(loaded, months, replications)
    arms = {arm.name: arm.scenario for arm in experiment.arms if arm.name in ARMS}
    _check_pair(loaded, arms)
    staffing = _staffing_rule(loaded, experiment, arms)
    baseline, ai = (
        _bought(loaded, arms[name].model_copy(update={"run": run}), labour) for name in ARMS
    )
    return Project(baseline, ai, staffing, experiment.engine)


def _check_pair(loaded: "Loaded", arms: Mapping[str, Scenario]) -> None:
    for name in set(ARMS) - arms.keys():
        rule = "a return on investment sets the arm `ai` against the baseline"
        if name in loaded.arms:
            raise ScenarioError(f"--arms: {rule}; name both")
        rule = f"{rule}, and this desk has neither a bot nor an arm `ai` of its own"
        raise loaded.error(("bot",), f"{rule}; write `bot:`, or `ai` under `arms`")


def _project_run(loaded: "Loaded", months: int | None, replications: int | None) -> Run:
    run = loaded.scenario.run
    if loaded.scenario.demand.trace:
        rule = "a trace gives no volume to plan by; write `demand.volume` for a return"
        raise loaded.error(("demand", "trace"), rule)
    if run.start.day > LAST_START:
        rule = f"a project starts on a day from 1 to {LAST_START}, so that its months are whole"
        raise loaded.error(("run", "start"), rule)
    own = run.months if run.kind == "project" else DEFAULT_MONTHS
    named = "replications" in loaded.document.get("run", {})
    wanted = {
        "kind": "project",
        "outlook": None,
        "months": own if months is None else months,
        "replications": replications or (run.replications if named else DEFAULT_REPLICATIONS),
    }
    return Run.model_validate(dict(run) | wanted)


def _staffing_rule(
    loaded: "Loaded", experiment: Experiment, arms: Mapping[str, Scenario]
) -> StaffingRule:
    """Return how the arms are staffed; a rule that the scenario names must be possible."""
    wanted = arms[AI].people.staffing
    if wanted == "fixed":
        return wanted
    run = loaded.scenario.run.model_copy(update={"kind": "typical", "as_of": None})
    typical = [
        Arm.of(name, arm.model_copy(update={"run": run}), None) for name, arm in arms.items()
    ]
    try:
        check_staffable(loaded, experiment.of(typical))
    except ScenarioError:
        if wanted is None:
            return "fixed"
        raise
    return wanted or "fewest"


def _bought(loaded: "Loaded", arm: Scenario, labour: str | None) -> Scenario:
    bought = arm if labour is None else bought_as(arm, labour)
    if bought is None:
        rule = "hours are bought in `shifts`, which not every team has; write `shifts` for each"
        raise loaded.error(("people", "teams"), rule)
    return bought
