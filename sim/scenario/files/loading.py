"""From a file, a preset or a manifest to a validated scenario."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.scenario.consistency.checks import missing_files, problems
from sim.scenario.derived.measured import solve_measured
from sim.scenario.derived.solved import MeasuredError, Solved
from sim.scenario.errors import FieldPath, ScenarioError, suggest
from sim.scenario.files.complaints import complain, complaints, more_of
from sim.scenario.files.dictionaries import laid_over, read_dictionary
from sim.scenario.files.limits import MOST_COMPLAINTS
from sim.scenario.files.reading import Written, find, read
from sim.scenario.files.settings import lay_over, parse_setting, steps_of
from sim.scenario.files.tree import Node, merge, planted
from sim.scenario.root import AI, BASELINE, DEFAULT_ARMS, Scenario
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
    written
        What somebody wrote of it, bases and settings included: a manifest has the scenario in full,
        and says beside it what that was made from.
    digests
        SHA-256 of its data files as a manifest remembers them, by their names in the scenario.
    settings
        What was laid over the files, `path=value`.
    allow_code
        Whether policies in Python run whoever names them, and wherever they are.
    solved
        What was entered as it is measured, and what that became.
    """

    root: Node
    folder: Path
    scenario: Scenario
    arms: dict[str, Scenario]
    written: dict[str, Any]
    digests: Mapping[str, str] = field(default_factory=dict)
    settings: tuple[str, ...] = ()
    allow_code: bool = False
    solved: tuple[Solved, ...] = ()

    @property
    def from_manifest(self) -> bool:
        """Whether it was read from the manifest of a run."""
        return self.root.key != self.root.mark  # it stands there under a key of its own

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
Settings = str | Sequence[str] | Mapping[str, Any]
"""What is laid over a scenario: `path=value`, or values by path in dots."""


def load(scenario: ScenarioLike, settings: Settings = (), *, allow_code: bool = False) -> Loaded:
    """Read and validate a scenario with all its arms.

    Parameters
    ----------
    scenario
        A YAML file, the manifest of a run (its key `scenario` is read), a preset's name, a
        dictionary of what a file would say, or what was loaded already.
    settings
        Values to lay over it in their order: `path=value`, of which a text is one,
        or values by path.
    allow_code
        Let a policy in Python (`policy.python`) run that a manifest or a base names, or that is
        outside the scenario's folder. Without it only the scenario's own runs, and none in `trace`.

    Raises
    ------
    ScenarioError
        When anything is wrong; the text lists every mistake with its place.
    """
    base, over = _read(scenario), _laid(settings)
    laid = base.root
    for node, steps in over:
        laid = lay_over(laid, node, steps)
    root, folder = replace(laid, mark=base.root.mark, key=base.root.key), base.folder
    whole = _validated(root, folder)
    arms, mistakes = {}, []
    for name, override in _overrides(root).items():
        try:
            arms[name] = _validated(_arm(root, name, override), folder, f"arms.{name}.")
        except ScenarioError as error:
            mistakes.append(str(error))
    if mistakes:
        raise ScenarioError("\n".join(mistakes))
    by_hand = reduce(merge, (node for node, _ in over), base.by_hand or base.root).plain()
    texts = _texts(settings)
    if isinstance(scenario, Loaded):
        texts, allow_code = (*scenario.settings, *texts), allow_code or scenario.allow_code
    if whole.bot is None and arms.get(AI) == arms[BASELINE]:
        whole, arms = _without(AI, whole, arms)
    return _solved(Loaded(root, folder, whole, arms, by_hand, base.digests, texts, allow_code))


def _without(
    name: str, whole: Scenario, arms: Mapping[str, Scenario]
) -> tuple[Scenario, dict[str, Scenario]]:
    """Return a scenario and its arms without one of them."""
    overrides = {other: override for other, override in whole.arms.items() if other != name}
    kept = {other: arm for other, arm in arms.items() if other != name}
    return whole.model_copy(update={"arms": overrides}), kept


def _read(scenario: ScenarioLike) -> Written:
    if isinstance(scenario, Loaded):
        by_hand = planted(scenario.written, scenario.root.mark)
        return Written(scenario.root, scenario.folder, dict(scenario.digests), by_hand)
    if isinstance(scenario, Mapping):
        return Written(*read_dictionary(scenario), {})
    return read(find(str(scenario), Path()))


def _texts(settings: Settings) -> tuple[str, ...]:
    """Return the settings that are texts."""
    if isinstance(settings, str):
        return (settings,)
    return () if isinstance(settings, Mapping) else tuple(settings)


def _laid(settings: Settings) -> list[tuple[Node, list[str]]]:
    """Return each setting as a tree, and the steps of its path."""
    if isinstance(settings, Mapping):
        return [(laid_over({path: value}), path.split(".")) for path, value in settings.items()]
    return [(parse_setting(text), steps_of(text)) for text in _texts(settings)]


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
        first = clashes[:MOST_COMPLAINTS]
        lines = [complain(root, path, message, prefix) for path, message in first]
        raise ScenarioError(
            "\n".join(lines + [more_of(len(clashes))] * (len(clashes) > len(lines)))
        )
    return scenario
