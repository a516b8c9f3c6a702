"""A scenario as it was written: values that know their place, before any rule is applied."""

import re
from dataclasses import dataclass, replace
from typing import Any

from sim.scenario.errors import FieldPath, ScenarioError
from sim.scenario.files.marks import Mark

Scalar = str | int | float | bool | None


@dataclass(frozen=True)
class Node:
    """A value, where it begins, and where its key stands.

    Attributes
    ----------
    value
        A scalar, or nodes by key, or nodes in order.
    mark
        Where the value begins.
    key
        Where its key begins; the value's own place in a list and at the root.
    """

    value: "Scalar | dict[str, Node] | list[Node]"
    mark: Mark
    key: Mark

    def child(self, step: str | int) -> "Node | None":
        """Return the value under a key or at a position of a list, if there is one."""
        if isinstance(self.value, dict):
            return self.value.get(str(step))
        if isinstance(self.value, list) and str(step).isdecimal():
            return self.value[int(step)] if int(step) < len(self.value) else None
        return None

    def nearest(self, path: FieldPath) -> "tuple[tuple[str, ...], Node]":
        """Follow a path as far as it goes, passing over the steps that are not written here.

        Returns
        -------
        tuple of str
            The steps that are written.
        Node
            What stands there.
        """
        node, steps = self, []
        for step in path:
            child = node.child(step)
            if child is not None:
                steps.append(str(step))
                node = child
        return tuple(steps), node

    def without(self, *keys: str) -> "Node":
        """Return this mapping without some keys."""
        assert isinstance(self.value, dict)
        return replace(self, value={k: v for k, v in self.value.items() if k not in keys})

    def plain(self) -> Any:
        """Return the bare value: nested dictionaries, lists and scalars."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


def planted(value: Any, mark: Mark) -> Node:
    """Return a bare value as a tree that stands at one place."""
    if isinstance(value, dict):
        return Node({key: planted(item, mark) for key, item in value.items()}, mark, mark)
    if isinstance(value, list):
        return Node([planted(item, mark) for item in value], mark, mark)
    return Node(value, mark, mark)


def merge(base: Node, over: Node, path: FieldPath = ()) -> Node:
    """Return a node with the second laid over the first.

    Mappings are merged key by key, and a mapping from positions is merged into a list; anything
    else, a list and a null too, replaces what was there.

    Parameters
    ----------
    base, over
        What is there, and what is laid over it.
    path
        Keys and positions that lead there.

    Raises
    ------
    ScenarioError
        When there is nothing at a position.
    """
    if not isinstance(over.value, dict) or not isinstance(base.value, dict | list):
        return over
    if isinstance(base.value, list):
        return _merged_into_list(base, base.value, over, over.value, path)
    laid = _laid(base, over.value, path)
    return replace(over, value=base.value | laid)


def _merged_into_list(
    base: Node, items: list[Node], over: Node, entries: dict[str, Node], path: FieldPath
) -> Node:
    if not all(re.fullmatch(r"-?\d+", key) for key in entries):
        return over
    for key, node in entries.items():
        if base.child(key) is None:
            raise ScenarioError(_nothing_there(key, node, len(items), path))
    laid = _laid(base, entries, path)
    items = [laid.get(str(position), item) for position, item in enumerate(items)]
    return replace(base, value=items)


def _laid(base: Node, entries: dict[str, Node], path: FieldPath) -> dict[str, Node]:
    """Return what becomes of each entry that is laid over a node's."""
    children = {key: base.child(key) for key in entries}
    return {
        key: merge(child, node, (*path, key)) if (child := children[key]) else node
        for key, node in entries.items()
    }


def _nothing_there(key: str, node: Node, length: int, path: FieldPath) -> str:
    there = f"the list has {length}, numbered from 0" if length else "the list is empty"
    rule = f"there is no entry {key}: {there}"
    places = "" if length < 1 else "0, or " if length == 1 else f"0 to {length - 1}, or "
    return node.key.complaint(
        ".".join(map(str, (*path, key))), f"{rule}; write {places}the whole list"
    )
