"""The experiment: arms that are played on the same workloads.

What several arms have in common is made once per replication: a world is drawn once, it is bound
once for all arms that differ in their people only, and of these only the roster is exchanged.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sim.engine.bind.bind import bind, with_roster
from sim.engine.bind.roster import Months
from sim.engine.bound import Bound
from sim.engine.journal import Journal
from sim.engine.plan.plan import Plan, make_plan
from sim.engine.playing import Engine, play
from sim.measures.checks.journal import check_journal
from sim.measures.sample import Sample, measure
from sim.measures.targets import check_targets
from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.root import Scenario
from sim.scenario.sections.demand import Demand
from sim.studies.data import changed, pinned, read_data
from sim.studies.files import with_files_in
from sim.workload.candidates.multiplier import largest_multiplier
from sim.workload.generate import generate
from sim.workload.workload import Workload

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded

BASELINE = "baseline"
"""The arm that every arm of a project begins with."""
BROUGHT = ("run", "calendar", "channels", "inquiry_types")
"""Sections of a scenario that a workload is made from, beside its demand."""
ADMITTED = ("multiplier", "multiplier_over", "surges")
"""Fields of the demand that only choose among a workload's candidates."""
UNBOUND = ("name", "people", "money", "targets", "stress", "arms")
"""Sections of a scenario that no bound value depends on, the roster aside."""

Sections = Mapping[str, Any]
"""Parts of a scenario by name; what is equal in them is made from the same."""


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
    months
        Who works from a time of the run on, in place of the scenario's people.
    """

    name: str
    scenario: Scenario
    before: Scenario | None
    plan: Plan
    world: Sections
    months: Months = ()

    @classmethod
    def of(cls, name: str, scenario: Scenario, before: Scenario | None) -> "Arm":
        """Return an arm with all that follows from its scenario."""
        return cls(name, scenario, before, make_plan(scenario, before), _world(scenario))

    def binds_as(self, other: "Arm") -> bool:
        """Return whether two arms make the same values of a world, the roster aside."""
        return (
            self.world == other.world
            and _bound_sections(self.scenario) == _bound_sections(other.scenario)
            and _bound_sections(self.before) == _bound_sections(other.before)
        )


@dataclass(frozen=True)
class Experiment:
    """Arms that are played on the same workloads.

    Attributes
    ----------
    arms
        In the order in which they are shown.
    seed
        What every draw of their replications is a function of.
    engine
        What plays them.
    notes
        What the arms' data files leave out of the run, and what looks wrong in them.
    """

    arms: tuple[Arm, ...]
    seed: int
    engine: Engine = "auto"
    notes: tuple[str, ...] = ()

    def of(self, arms: Sequence[Arm]) -> "Experiment":
        """Return the experiment of other arms, played in the same way."""
        return replace(self, arms=tuple(arms))

    def only(self, names: Sequence[str]) -> "Experiment":
        """Return the experiment of some of the arms, in the order of their names.

        Raises
        ------
        ScenarioError
            When no arm has one of the names, or an arm is named twice.
        """
        by_name = {arm.name: arm for arm in self.arms}
        for name in names:
            if name not in by_name:
                raise ScenarioError(f"no arm is called {name!r}{suggest(name, by_name)}")
        if len(set(names)) < len(names):
            raise ScenarioError(f"--arms: {','.join(names)!r} names an arm twice")
        return self.of([by_name[name] for name in names])

    def play(self, replication: int) -> Iterator[tuple[Arm, Journal]]:
        """Play one replication and check it, arm by arm.

        Arms that are bound alike follow each other, so that what is bound can go before the next
        is bound: the order need not be that of `arms`.

        Raises
        ------
        ConservationError
            When a journal contradicts itself: a defect of the engine.
        """
        drawn: list[tuple[Sections, Workload]] = []
        for arms in self.bound_alike:
            workload = _drawn(drawn, arms[0].world)
            if workload is None:
                workload = self._workload(arms[0], replication)
                drawn.append((arms[0].world, workload))
            yield from self._play_alike(arms, workload)

    def measure(self, replication: int) -> dict[str, Sample]:
        """Play one replication and return what each arm's journal comes to.

        Raises
        ------
        ConservationError
            When a journal contradicts itself: a defect of the engine.
        """
        played = self.play(replication)
        samples = {arm.name: measure(journal, arm.plan, arm.scenario) for arm, journal in played}
        return {arm.name: samples[arm.name] for arm in self.arms}

    @property
    def worlds(self) -> list[Sections]:
        """What the arms' workloads are made from, each once."""
        worlds: list[Sections] = []
        for arm in self.arms:
            if arm.world not in worlds:
                worlds.append(arm.world)
        return worlds

    @cached_property
    def bound_alike(self) -> tuple[tuple[Arm, ...], ...]:
        """The arms in groups that make the same values of a world, by their first arms."""
        groups: list[list[Arm]] = []
        for arm in self.arms:
            group = next((group for group in groups if group[0].binds_as(arm)), None)
            if group is None:
                groups.append([arm])
            else:
                group.append(arm)
        return tuple(map(tuple, groups))

    def _play_alike(self, arms: Sequence[Arm], workload: Workload) -> Iterator[tuple[Arm, Journal]]:
        first = arms[0]
        bound: Bound = bind(first.scenario, workload, first.before, first.months)
        for arm in arms:
            if arm is not first:
                bound = with_roster(bound, arm.scenario, workload, arm.before, arm.months)
            journal = play(arm.plan, bound, self.engine)
            check_journal(journal, arm.plan)
            yield arm, journal

    def _workload(self, arm: Arm, replication: int) -> Workload:
        most = max(largest_multiplier(each.scenario, each.before) for each in self.arms)
        return generate(arm.scenario, self.seed, replication, arm.plan.horizon, most)


def make_experiment(loaded: "Loaded", engine: Engine = "auto") -> Experiment:
    """Return the experiment that a loaded scenario describes.

    Parameters
    ----------
    loaded
        The scenario.
    engine
        What plays it.

    Raises
    ------
    ScenarioError
        When an arm contradicts its scenario's `run`, a goal names no KPI, or a data file does not
        hold what it should.
    """
    scenarios = {name: with_files_in(arm, loaded.folder) for name, arm in loaded.arms.items()}
    for name, scenario in scenarios.items():
        _check_arm(loaded, name, scenario)
    data = read_data(scenarios)
    notes = (*changed(data.digests, loaded.digests, loaded.folder), *data.notes)
    scenarios = {name: pinned(scenario, data.digests) for name, scenario in scenarios.items()}
    is_project = loaded.scenario.run.kind == "project"
    before = scenarios[BASELINE] if is_project else None
    arms = [
        Arm.of(name, scenario, None if name == BASELINE else before)
        for name, scenario in scenarios.items()
    ]
    return Experiment(tuple(arms), loaded.scenario.run.seed, engine, notes)


def _check_arm(loaded: "Loaded", name: str, scenario: Scenario) -> None:
    if scenario.run != loaded.scenario.run:
        rule = "arms are compared over one run; move this into the section `run` of all"
        raise loaded.error(("arms", name, "run"), rule)
    own = ("arms", name) if "targets" in loaded.scenario.arms[name] else ()
    for key, message in check_targets(scenario.targets).items():
        raise loaded.error((*own, "targets", key), message)


def _world(scenario: Scenario) -> Sections:
    usual = {name: Demand.model_fields[name].get_default() for name in ADMITTED}
    sections = {name: getattr(scenario, name) for name in BROUGHT}
    return sections | {"demand": scenario.demand.model_copy(update=usual)}


def _bound_sections(scenario: Scenario | None) -> Sections | None:
    if scenario is None:
        return None
    names = Scenario.model_fields.keys() - set(UNBOUND)
    return {name: getattr(scenario, name) for name in names}


def _drawn(drawn: Sequence[tuple[Sections, Workload]], world: Sections) -> Workload | None:
    return next((workload for made_from, workload in drawn if made_from == world), None)
