"""Which arms are played on the same workloads, and what one replication of them comes to.

What several arms have in common is made once per replication: a world is drawn once, and bound once
for all arms that differ in their people only, among which the roster alone is exchanged.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from sim.engine.bind.bind import with_roster
from sim.engine.bind.people.roster import PeopleChanges
from sim.engine.bound import Bound
from sim.engine.journal import Journal
from sim.engine.plan.plan import Plan, make_plan
from sim.engine.playing import Choice, Engine, chosen_engine, play
from sim.measures.checks.journal import check_journal
from sim.measures.sample import Sample, measure
from sim.measures.targets import check_targets
from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.root import AI, BASELINE, Scenario
from sim.studies.data import changed, pinned, read_data
from sim.studies.files import with_files_in
from sim.studies.own_code import Code, check_code
from sim.studies.worlds import Origin, values_of, world_of
from sim.workload.candidates.multiplier import largest_multiplier

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded


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
    origin
        What its worlds, and what is bound of them, follow from: arms that agree in it share them.
    people_changes
        Who works from a time of the run on, in place of the scenario's people.
    """

    name: str
    scenario: Scenario
    before: Scenario | None
    plan: Plan
    origin: Origin
    people_changes: PeopleChanges = ()

    @classmethod
    def of(cls, name: str, scenario: Scenario, before: Scenario | None) -> "Arm":
        """Return an arm with all that follows from its scenario."""
        return cls(name, scenario, before, make_plan(scenario, before), Origin(scenario, before))


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
    least
        The volume multiplier that worlds are for at least: those of a study are drawn once for all
        of its desks.
    """

    arms: tuple[Arm, ...]
    seed: int
    engine: Engine = "auto"
    notes: tuple[str, ...] = ()
    least: float = 1.0

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
        """Return the experiment of other arms, played in the same way and in worlds as large."""
        return replace(self, arms=tuple(arms), least=self._most)

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
            # One arm at a time: what was played of large desks makes room before the next is made.
            del bound
            check_journal(journal, arm.plan)
            yield arm, journal
            del journal

    def bound(self, replication: int) -> Iterator[tuple[Arm, Bound]]:
        """Draw one replication, and yield what is played of it, arm by arm.

        Arms that are bound alike follow each other: the order need not be that of `arms`.
        """
        for _, arms in groupby(self.bound_alike, key=lambda arm: arm.origin.key):
            yield from self._bound_alike(list(arms), replication)

    def measure(self, replication: int) -> dict[str, Sample]:
        """Play one replication and return what each arm's journal comes to.

        Raises
        ------
        ConservationError
            When a journal contradicts itself: a defect of the engine.
        """
        samples = {}
        for arm, journal in self.play(replication):
            samples[arm.name] = measure(journal, arm.plan, arm.scenario)
            del journal
        return {arm.name: samples[arm.name] for arm in self.arms}

    @property
    def worlds(self) -> list[str]:
        """Digests of what the arms' worlds are made from, each once."""
        return list(dict.fromkeys(arm.origin.world for arm in self.arms))

    @cached_property
    def bound_alike(self) -> list[Arm]:
        """The arms, those that share a world or what is bound of it after each other."""
        worlds = self.worlds
        keys = list(dict.fromkeys(arm.origin.key for arm in self.arms))
        return sorted(
            self.arms,
            key=lambda arm: (worlds.index(arm.origin.world), keys.index(arm.origin.key)),
        )

    def _bound_alike(self, arms: Sequence[Arm], replication: int) -> Iterator[tuple[Arm, Bound]]:
        """Yield what is played of some arms that bind a world alike."""
        origin = arms[0].origin
        workload = world_of(origin, self.seed, replication, self._most)
        values = values_of(origin, workload)
        for arm in arms:
            people = arm.scenario, workload, arm.before, arm.people_changes
            yield arm, with_roster(values, *people)

    @cached_property
    def _most(self) -> float:
        """The largest volume multiplier that worlds are for."""
        arms = (largest_multiplier(arm.scenario, arm.before) for arm in self.arms)
        return max([self.least, *arms])


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
