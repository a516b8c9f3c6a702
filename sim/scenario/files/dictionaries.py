"""Scenarios and settings that a program hands over as Python values instead of text."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sim.scenario.errors import ScenarioError
from sim.scenario.files.marks import Mark, UserText
from sim.scenario.files.reading import with_base
from sim.scenario.files.tree import Node, merge, planted

_DICTIONARY = Mark(UserText("the dictionary", (), has_places=False), 0, 0)
_SET = Mark(UserText("set", (), has_places=False), 0, 0)


def read_dictionary(scenario: Mapping[str, Any]) -> tuple[Node, Path]:
    """Return what a dictionary says, laid over the base that it extends.

    Parameters
    ----------
    scenario
        A scenario as a file would have it: nested mappings, lists and plain values.

    Returns
    -------
    Node
        The whole scenario.
    Path
        Where the files that it names are looked for: the working directory.
    """
    return with_base(planted(_plain(scenario), _DICTIONARY), Path()), Path()


def laid_over(settings: Mapping[str, Any]) -> Node:
    """Return settings, by path in dots, as one tree to be laid over a scenario.

    Raises
    ------
    ScenarioError
        When a path is empty.
    """
    tree = Node({}, _SET, _SET)
    for path, value in settings.items():
        node = planted(_plain(value), _SET)
        for step in reversed(path.split(".")):
            if not step:
                example = "write a path in dots, such as `demand.volume`"
                raise ScenarioError(_SET.complaint("", f"{path!r} is not a path; {example}"))
            node = Node({step: node}, _SET, _SET)
        tree = merge(tree, node)
    return tree


def _plain(value: Any) -> Any:
    """Return a value as YAML would have it: text keys, lists, numbers and text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    # A number of NumPy's says what it is in Python.
    return value.item() if hasattr(value, "item") else value
