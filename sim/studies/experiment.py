"""Which arms are played on the same workloads, and what one replication of them comes to.

What several arms have in common is made once per replication: a world is drawn once, and bound once
for all arms that differ in their people only, among which the roster alone is exchanged.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sim.engine.bind.bind import bind, with_roster
from sim.engine.bind.roster import PeopleChanges
from sim.engine.bound import Bound
from sim.engine.journal import Journal
from sim.engine.plan.plan import Plan, make_plan
from sim.engine.playing import Choice, Engine, chosen_engine, play
from sim.measures.checks.journal import check_journal
from sim.measures.sample import Sample, measure
from sim.measures.targets import check_targets
from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.root import AI, BASELINE, Scenario
from sim.scenario.sections.demand import Demand
from sim.studies.data import changed, pinned, read_data
from sim.studies.files import with_files_in
from sim.studies.own_code import Code, check_code
from sim.workload.candidates.multiplier import largest_multiplier
from sim.workload.generate import generate
from sim.workload.workload import Workload

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded

BROUGHT = ("run", "calendar", "channels", "inquiry_types")
"""Sections of a scenario that a workload is made from, besides its demand."""
ADMITTED = ("multiplier", "multiplier_over", "surges")
"""Fields of the demand that only choose among a workload's candidates."""
UNBOUND = ("name", "people", "money", "targets", "stress", "arms")
"""Sections of a scenario on which no bound value depends, the roster and few fields aside."""

Sections = Mapping[str, Any]
"""Sections of a scenario by name, and parts of them."""


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
    people_changes
        Who works from a time of the run on, in place of the scenario's people.
    """

    name: str
    scenario: Scenario
    before: Scenario | None
    plan: Plan
    world: Sections
    people_changes: PeopleChanges = ()

    @classmethod
    def of(cls, name: str, scenario: Scenario, before: Scenario | None) -> "Arm":
        """Return an arm with all that follows from its scenario."""
        return cls(name, scenario, before, make_plan(scenario, before), _world(scenario))

    def binds_as(self, other: "Arm") -> bool:
        """Return whether two arms make the same values of a world, except for the roster."""
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

    @property
    def chief(self) -> str:
        """Name of the arm that is meant where none is named: `ai`, or the last one without it."""
        names = [arm.name for arm in self.arms]
        return AI if AI in names else names[-1]

    @property
    def played_by(self) -> Choice:
        """What plays the arms, and why.

        Raises
        ------
        ScenarioError
            When the compiled engine is asked for and cannot play one of them.
        """
        return chosen_engine(self.engine, [arm.plan for arm in self.arms])

    def of(self, arms: Sequence[Arm]) -> "Experiment":
        """Return the experiment of other arms, played in the same way."""
        return replace(self, arms=tuple(arms))

    def only(self, names: Sequence[str], option: str = "--arms") -> "Experiment":
        """Return the experiment of some of the arms, in the order of their names.

        Parameters
        ----------
        names
            The arms' names.
        option
            What messages say where they are from.

        Raises
        ------
        ScenarioError
            When no arm has one of the names, or an arm is named twice.
        """
        by_name = {arm.name: arm for arm in self.arms}
        for name in names:
            if name not in by_name:
                hint = suggest(name, by_name)
                raise ScenarioError(f"{option}: no arm is called {name!r}{hint}")
        if len(set(names)) < len(names):
            problem = f"{','.join(names)!r} names an arm twice"
            raise ScenarioError(f"{option}: {problem}; name each arm once")
        return self.of([by_name[name] for name in names])

    def play(self, replication: int) -> Iterator[tuple[Arm, Journal]]:
        """Play one replication and check it, arm by arm, in the order of `bound`.

        Raises
        ------
        ConservationError
            When a journal contradicts itself: a defect of the engine.
        """
        for arm, bound in self.bound(replication):
            journal = play(arm.plan, bound, self.engine)
            check_journal(journal, arm.plan)
            yield arm, journal

    def bound(self, replication: int) -> Iterator[tuple[Arm, Bound]]:
        """Draw one replication, and yield what is played of it, arm by arm.

        Arms that are bound alike follow each other, so that bound values can be freed before the
        next are made: the order need not be that of `arms`.
        """
        drawn: list[tuple[Sections, Workload]] = []
        for arms in self.bound_alike:
            workload = _drawn(drawn, arms[0].world)
            if workload is None:
                workload = self._workload(arms[0], replication)
                drawn.append((arms[0].world, workload))
            yield from _bound_alike(arms, workload)

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
        """The arms in groups that make the same values of a world, in order of their first arms."""
        groups: list[list[Arm]] = []
        for arm in self.arms:
            group = next((group for group in groups if group[0].binds_as(arm)), None)
            if group is None:
                groups.append([arm])
            else:
                group.append(arm)
        return tuple(map(tuple, groups))

    def _workload(self, arm: Arm, replication: int) -> Workload:
        most = max(largest_multiplier(each.scenario, each.before) for each in self.arms)
        return generate(arm.scenario, self.seed, replication, arm.plan.horizon, most)


def _bound_alike(arms: Sequence[Arm], workload: Workload) -> Iterator[tuple[Arm, Bound]]:
    first = arms[0]
    bound = bind(first.scenario, workload, first.before, first.people_changes)
    yield first, bound
    for arm in arms[1:]:
        bound = with_roster(bound, arm.scenario, workload, arm.before, arm.people_changes)
        yield arm, bound


def make_experiment(loaded: "Loaded", engine: Engine = "auto", code: Code = "own") -> Experiment:
    """Return the experiment that a loaded scenario describes.

    Parameters
    ----------
    loaded
        The scenario.
    engine
        What plays it.
    code
        Which policies in Python may run; with `none` they are only read, and it is not played.

    Raises
    ------
    ScenarioError
        When an arm contradicts its scenario's `run`, a goal does not name a KPI, a data file does
        not hold what it should, a policy in Python may not run or fails, or the compiled engine is
        asked for and cannot play an arm.
    """
    check_code(loaded, code)
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
    if code != "none":
        _make_ready(arms)
    experiment = Experiment(tuple(arms), loaded.scenario.run.seed, engine, notes)
    if code != "none":
        # Before any work is done.
        assert experiment.played_by
    return experiment


def _make_ready(arms: Sequence[Arm]) -> None:
    """Run what policies in Python are written in, so that a mistake in it ends nothing later."""
    for arm in arms:
        for plan in (arm.plan, arm.plan.before):
            if plan is not None and plan.policy.hook is not None:
                plan.policy.hook.ready()


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
    sections = {name: getattr(scenario, name) for name in names}
    people = scenario.people
    return sections | {"max_forwards": people.max_forwards, "handle_laws": people.handle_laws}


def _drawn(drawn: Sequence[tuple[Sections, Workload]], world: Sections) -> Workload | None:
    return next((workload for made_from, workload in drawn if made_from == world), None)
