"""YAML 1.2 (and so JSON) text to a tree of values with their places."""

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from sim.scenario.errors import ScenarioError
from sim.scenario.files.marks import Mark, UserText
from sim.scenario.files.tree import Node, Scalar

# Dates stay text, like everything without another plain form: the models read them.
_CONSTRUCTED = {f"tag:yaml.org,2002:{kind}" for kind in ("null", "bool", "int", "float")}

_REMEDIES = {
    "'\\t'": "there is a tab here; indent with spaces",
    "found a tab": "there is a tab here; indent with spaces",
    "indentation indicators": 'a text that begins with `>` needs quotes, such as ">= 3"',
    "cannot start any token": "a text that begins with this character needs quotes",
    "mapping values are not allowed": "a `:` cannot stand here; check indents or quote the text",
    "expected <block end>": "the indentation does not match the lines before",
    "another document": "a second document begins here; a file holds one scenario",
    "found undefined alias": "no anchor has this name",
}
"""What to say instead of the parser's words, by a part of them."""


def parse(text: str, source: UserText, column: int = 0) -> Node:
    """Return the tree of one YAML document.

    Parameters
    ----------
    text
        The document.
    source
        What messages quote.
    column
        Where in its line of the source the text begins.

    Raises
    ------
    ScenarioError
        When the text is not YAML, or a key is written twice or is not a plain name.
    """
    yaml = YAML(typ="safe", pure=True)
    try:
        root = yaml.compose(text)
    except MarkedYAMLError as error:
        raise ScenarioError(_unreadable(error, source, column)) from None
    except YAMLError as error:
        raise ScenarioError(f"{source.name}: not readable as YAML: {error}") from None
    start = Mark(source, 0, column)
    return Node(None, start, start) if root is None else _Reader(yaml, source, column).read(root)


class _Reader:
    """Turns YAML nodes into ours."""

    def __init__(self, yaml: YAML, source: UserText, column: int) -> None:
        self._scalar = yaml.constructor.construct_object
        self._source = source
        self._column = column
        self._around: list[Any] = []

    def read(self, node: Any, key: Mark | None = None) -> Node:
        mark = self._mark(node)
        if isinstance(node, ScalarNode):
            return Node(self._plain(node), mark, key or mark)
        if node in self._around:
            raise ScenarioError(mark.complaint("", "an alias is used inside its own anchor"))
        self._around.append(node)
        value = self._items(node) if isinstance(node, SequenceNode) else self._entries(node)
        self._around.pop()
        return Node(value, mark, key or mark)

    def _mark(self, node: Any) -> Mark:
        line = node.start_mark.line
        return Mark(self._source, line, node.start_mark.column + (0 if line else self._column))

    def _plain(self, node: ScalarNode) -> Scalar:
        if node.tag not in _CONSTRUCTED:
            return str(node.value)
        try:
            value: Scalar = self._scalar(node)
        except ValueError:  # an explicit tag, such as `!!int many`
            return str(node.value)
        return value

    def _items(self, node: SequenceNode) -> list[Node]:
        return [self.read(item) for item in node.value]

    def _entries(self, node: MappingNode) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        for name, value in node.value:
            mark = self._mark(name)
            if not isinstance(name, ScalarNode):
                raise ScenarioError(mark.complaint("", "a key must be a plain name"))
            if name.value in entries:
                first = entries[name.value].key.line + 1
                message = f"the key is written twice, first on line {first}; remove one of them"
                raise ScenarioError(mark.complaint(name.value, message))
            entries[name.value] = self.read(value, mark)
        return entries


def _unreadable(error: MarkedYAMLError, source: UserText, column: int) -> str:
    place = error.problem_mark or error.context_mark
    line = place.line if place else 0
    mark = Mark(source, line, (place.column if place else 0) + (0 if line else column))
    problem = error.problem or error.context or "not valid YAML"
    remedy = next((remedy for words, remedy in _REMEDIES.items() if words in problem), problem)
    return mark.complaint("", f"not readable as YAML: {remedy}")
