"""From a file, a preset or a manifest to a validated scenario."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.scenario.consistency.checks import missing_files, problems
from sim.scenario.derived.measured import solve_measured
from sim.scenario.derived.solved import MeasuredError, Solved
from sim.scenario.errors import FieldPath, ScenarioError, suggest
from sim.scenario.files.complaints import complain, complaints
from sim.scenario.files.reading import find, read
from sim.scenario.files.settings import lay_over
from sim.scenario.files.tree import Node, merge, planted
from sim.scenario.root import DEFAULT_ARMS, Scenario
from sim.scenario.values.quantity import WRITTEN


@dataclass(frozen=True)
class Loaded:
    """A scenario, each of its arms, and where in the user's text everything stands.

    Attributes
    ----------
    root
        What was written, bases and settings included, with its places.
    folder
        Where the files that the scenario names are looked for.
    scenario
        The scenario without its arms' overrides, as it was written.
    arms
        The scenario of each arm, by name in the order of the file; what was entered as it is
        measured has been solved for.
    solved
        What that became.
    """

    root: Node
    folder: Path
    scenario: Scenario
    arms: dict[str, Scenario]
    solved: tuple[Solved, ...] = ()

    @property
    def document(self) -> dict[str, Any]:
        """What was written, bases and settings included, as plain values fit for JSON."""
        document: dict[str, Any] = self.root.plain()
        return document

    @property
    def arm_names(self) -> tuple[str, ...]:
        """Names of the arms in the order of the file."""
        return tuple(self.arms)

    def arm(self, name: str) -> Scenario:
        """Return the scenario of one arm.

        Raises
        ------
        ScenarioError
            When no arm has the name.
        """
        if name not in self.arms:
            raise ScenarioError(f"no arm is called {name!r}{suggest(name, self.arms)}")
        return self.arms[name]

    def error(self, path: FieldPath, message: str) -> ScenarioError:
        """Return an error about a value, for a check that the scenario's models cannot make.

        Parameters
        ----------
        path
            Keys and positions, such as `("targets", "csat")`.
        message
            Value, rule and remedy.
        """
        return ScenarioError(complain(self.root, path, message))


def load(path_or_preset: str | Path, settings: str | Sequence[str] = ()) -> Loaded:
    """Read and validate a scenario with all its arms.

    Parameters
    ----------
    path_or_preset
        A YAML file, the manifest of a run (its key `scenario` is read), or a preset's name.
    settings
        Values to lay over it, `path=value`, in their order; a text is one setting.

    Raises
    ------
    ScenarioError
        When anything is wrong; the text lists every mistake with its place.
    """
    written, folder = read(find(str(path_or_preset), Path()))
    given = [settings] if isinstance(settings, str) else settings
    laid = reduce(lay_over, given, written)
    root = replace(laid, mark=written.mark, key=written.key)
    scenario = _validated(root, folder)
    arms, mistakes = {}, []
    for name, override in _overrides(root).items():
        try:
            arms[name] = _validated(_arm(root, name, override), folder, f"arms.{name}.")
        except ScenarioError as error:
            mistakes.append(str(error))
    if mistakes:
        raise ScenarioError("\n".join(mistakes))
    return _solved(Loaded(root, folder, scenario, arms))


def _solved(loaded: Loaded) -> Loaded:
    """Return a scenario with what was entered as it is measured solved for."""
    try:
        arms, solved = solve_measured(loaded.scenario, loaded.arms)
    except MeasuredError as error:
        raise loaded.error(error.path, str(error)) from None
    clashes = [
        complain(loaded.root, path, message, f"arms.{name}.")
        for name, arm in arms.items()
        if arm is not loaded.arms[name]
        for path, message in problems(arm)
    ]
    if clashes:
        raise ScenarioError("\n".join(clashes))
    return replace(loaded, arms=arms, solved=tuple(solved))


def _arm(root: Node, name: str, override: Node) -> Node:
    return merge(root.without("arms"), override, ("arms", name))


def _overrides(root: Node) -> dict[str, Node]:
    arms = root.child("arms") or planted(DEFAULT_ARMS, root.mark)
    assert isinstance(arms.value, dict)
    empty = planted({}, root.mark)
    return {name: empty if arm.value is None else arm for name, arm in arms.value.items()}


def _validated(root: Node, folder: Path, prefix: str = "") -> Scenario:
    try:
        scenario = Scenario.model_validate(root.plain(), context=WRITTEN)
    except ValidationError as error:
        raise ScenarioError("\n".join(complaints(error, root, prefix))) from None
    if clashes := problems(scenario) or missing_files(scenario, folder):
        lines = (complain(root, path, message, prefix) for path, message in clashes)
        raise ScenarioError("\n".join(lines))
    return scenario
