"""From a file, a preset or a manifest to a validated scenario."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.scenario.consistency.checks import missing_files, problems
from sim.scenario.errors import FieldPath, ScenarioError, suggest
from sim.scenario.files.complaints import complain, complaints
from sim.scenario.files.dictionaries import laid_over, read_dictionary
from sim.scenario.files.reading import find, read, written_before
from sim.scenario.files.settings import parse_setting
from sim.scenario.files.tree import Node, merge, planted
from sim.scenario.root import DEFAULT_ARMS, Scenario


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
        The scenario without its arms' overrides.
    arms
        The scenario of each arm, by name in the order of the file.
    written
        What somebody wrote of it, bases and settings included: a manifest has the scenario in full,
        and says beside it what that was made from.
    """

    root: Node
    folder: Path
    scenario: Scenario
    arms: dict[str, Scenario]
    written: dict[str, Any]

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


ScenarioLike = str | Path | Mapping[str, Any] | Loaded
"""What names or is a scenario: a file, a manifest, a preset's name, a dictionary, or one loaded."""


def load(scenario: ScenarioLike, settings: Sequence[str] | Mapping[str, Any] = ()) -> Loaded:
    """Read and validate a scenario with all its arms.

    Parameters
    ----------
    scenario
        A YAML file, the manifest of a run (its key `scenario` is read), a preset's name, a
        dictionary of what a file would say, or what was loaded already.
    settings
        Values to lay over it in their order: `path=value`, or values by path.

    Raises
    ------
    ScenarioError
        When anything is wrong; the text lists every mistake with its place.
    """
    base, folder, written = _read(scenario)
    over = _settings(settings)
    laid = reduce(merge, over, base)
    root = replace(laid, mark=base.mark, key=base.key)
    whole = _validated(root, folder)
    arms, mistakes = {}, []
    for name, override in _overrides(root).items():
        try:
            arms[name] = _validated(merge(root.without("arms"), override), folder, f"arms.{name}.")
        except ScenarioError as error:
            mistakes.append(str(error))
    if mistakes:
        raise ScenarioError("\n".join(mistakes))
    return Loaded(root, folder, whole, arms, reduce(merge, over, written).plain())


def _read(scenario: ScenarioLike) -> tuple[Node, Path, Node]:
    """Return a scenario in full, where its files are, and what of it somebody wrote."""
    if isinstance(scenario, Loaded):
        return scenario.root, scenario.folder, planted(scenario.written, scenario.root.mark)
    if isinstance(scenario, Mapping):
        root, folder = read_dictionary(scenario)
        return root, folder, root
    path = find(str(scenario), Path())
    root, folder = read(path)
    return root, folder, written_before(path) or root


def _settings(settings: Sequence[str] | Mapping[str, Any]) -> list[Node]:
    if isinstance(settings, Mapping):
        return [laid_over(settings)] if settings else []
    return [parse_setting(setting) for setting in settings]


def _overrides(root: Node) -> dict[str, Node]:
    arms = root.child("arms") or planted(DEFAULT_ARMS, root.mark)
    assert isinstance(arms.value, dict)
    empty = planted({}, root.mark)
    return {name: empty if arm.value is None else arm for name, arm in arms.value.items()}


def _validated(root: Node, folder: Path, prefix: str = "") -> Scenario:
    try:
        scenario = Scenario.model_validate(root.plain())
    except ValidationError as error:
        raise ScenarioError("\n".join(complaints(error, root, prefix))) from None
    if clashes := problems(scenario) or missing_files(scenario, folder):
        lines = (complain(root, path, message, prefix) for path, message in clashes)
        raise ScenarioError("\n".join(lines))
    return scenario
