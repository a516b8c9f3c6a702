"""The experiment: arms that are played on the same workloads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.engine.bind.bind import bind
from sim.engine.journal import Journal
from sim.engine.plan.plan import Plan, make_plan
from sim.engine.simpy_model.process import play
from sim.measures.checks.journal import check_journal
from sim.measures.sample import Sample, measure
from sim.measures.targets import check_targets
from sim.scenario.root import Scenario
from sim.studies.files import with_files_in
from sim.workload.candidates.multiplier import largest_multiplier
from sim.workload.generate import generate
from sim.workload.workload import Workload

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded

BASELINE = "baseline"
"""The arm that every arm of a project begins with."""
BROUGHT = {"run", "calendar", "demand", "channels", "inquiry_types"}
"""Sections of a scenario that a workload is made from ..."""
ADMITTED = {"demand": {"multiplier", "multiplier_over", "surges"}}
"""... but for what only chooses among its candidates."""


@dataclass(frozen=True)
class Arm:
    """One arm of a scenario.

    Attributes
    ----------
    name
        Its name.
    scenario
        The scenario with the arm's overrides; its files are found from anywhere.
    before
        What is played until a project's launch; None: the arm itself.
    plan
        Both in numbers.
    world
        What its workload is made from: arms that agree in it share one.
    """

    name: str
    scenario: Scenario
    before: Scenario | None
    plan: Plan
    world: str

    @classmethod
    def of(cls, name: str, scenario: Scenario, before: Scenario | None) -> "Arm":
        """Return an arm with all that follows from its scenario."""
        world = scenario.model_dump_json(include=BROUGHT, exclude=ADMITTED)
        return cls(name, scenario, before, make_plan(scenario, before), world)


@dataclass(frozen=True)
class Experiment:
    """Arms, and the seed that every draw of their replications is a function of."""

    arms: tuple[Arm, ...]
    seed: int

    def play(self, replication: int) -> Iterator[tuple[Arm, Journal]]:
        """Play one replication, arm by arm; what several arms have in common is drawn once."""
        drawn: dict[str, Workload] = {}
        for arm in self.arms:
            if arm.world not in drawn:
                drawn[arm.world] = self._workload(arm, replication)
            # What is bound has no name here: a large desk's should be gone when the next is bound.
            yield arm, play(arm.plan, bind(arm.scenario, drawn[arm.world], arm.before))

    def measure(self, replication: int) -> dict[str, Sample]:
        """Play one replication, check it, and return what each arm's journal comes to.

        Raises
        ------
        ConservationError
            When a journal contradicts itself: a defect of the engine.
        """
        samples = {}
        for arm, journal in self.play(replication):
            check_journal(journal, arm.plan)
            samples[arm.name] = measure(journal, arm.plan, arm.scenario)
        return samples

    def _workload(self, arm: Arm, replication: int) -> Workload:
        most = max(largest_multiplier(each.scenario, each.before) for each in self.arms)
        return generate(arm.scenario, self.seed, replication, arm.plan.horizon, most)


def make_experiment(loaded: "Loaded") -> Experiment:
    """Return the experiment that a loaded scenario describes.

    Raises
    ------
    ScenarioError
        When an arm contradicts its scenario's `run`, or a goal names no KPI.
    """
    scenarios = {name: with_files_in(its, loaded.folder) for name, its in loaded.arms.items()}
    for name, scenario in scenarios.items():
        _check_arm(loaded, name, scenario)
    is_project = loaded.scenario.run.kind == "project"
    before = scenarios[BASELINE] if is_project else None
    arms = [
        Arm.of(name, scenario, None if name == BASELINE else before)
        for name, scenario in scenarios.items()
    ]
    return Experiment(tuple(arms), loaded.scenario.run.seed)


def _check_arm(loaded: "Loaded", name: str, scenario: Scenario) -> None:
    if scenario.run != loaded.scenario.run:
        rule = "arms are compared over one run; move this into the section `run` of all"
        raise loaded.error(("arms", name, "run"), rule)
    own = ("arms", name) if "targets" in loaded.scenario.arms[name] else ()
    for key, message in check_targets(scenario.targets).items():
        raise loaded.error((*own, "targets", key), message)
