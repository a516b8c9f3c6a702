"""A scenario as it was written: values that know their place, before any rule is applied."""

from dataclasses import dataclass, replace
from typing import Any

from sim.scenario.errors import FieldPath
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


def merge(base: Node, over: Node) -> Node:
    """Return a node with the second laid over the first.

    Mappings are merged key by key, and a mapping from positions is merged into a list; anything
    else, a list and a null too, replaces what was there.
    """
    if not isinstance(over.value, dict) or not isinstance(base.value, dict | list):
        return over
    laid = {key: _laid(base.child(key), node) for key, node in over.value.items()}
    if isinstance(base.value, dict):
        return replace(over, value=base.value | laid)
    if all(base.child(key) for key in laid):
        items = enumerate(base.value)
        return replace(base, value=[laid.get(str(position), item) for position, item in items])
    return over


def _laid(base: Node | None, over: Node) -> Node:
    return merge(base, over) if base else over
