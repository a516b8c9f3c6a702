"""YAML 1.2 (and so JSON) text to a tree of values with their places."""

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from sim.base.visible import hidden_character, shortened
from sim.scenario.errors import ScenarioError
from sim.scenario.files.limits import MOST_CHARACTERS, MOST_DEPTH, MOST_DIGITS, MOST_ENTRIES
from sim.scenario.files.marks import Mark, UserText, split_lines
from sim.scenario.files.nesting import too_deep
from sim.scenario.files.remedies import remedy
from sim.scenario.files.tree import Node, Scalar

# Dates stay text, like everything without another plain form: the models read them.
_CONSTRUCTED = {f"tag:yaml.org,2002:{kind}" for kind in ("null", "bool", "int", "float")}

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_MERGE = "tag:yaml.org,2002:merge"
_NOTHING_TO_MERGE = "it merges mappings only; write `<<: *name`, or a list of them: `<<: [*a, *b]`"

_DEEP = f"more than {MOST_DEPTH} levels of lists and mappings stand in each other here; remove some"


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
        When the text is not YAML or is too large, a key is written twice or is not a plain name,
        or a text or a number is none that a scenario can hold.
    """
    _check_size(text, source)
    _check_characters(text, source, column)
    yaml = YAML(typ="safe", pure=True)
    try:
        root = yaml.compose(text)
    except MarkedYAMLError as error:
        raise ScenarioError(_unreadable(error, source, column)) from None
    except RecursionError:
        line, place = too_deep(text, MOST_DEPTH)
        mark = Mark(source, line, place + (0 if line else column))
        raise ScenarioError(mark.complaint("", _DEEP)) from None
    except (YAMLError, ValueError, OverflowError):  # of an escape such as "\UFFFFFFFF"
        broken = "not readable as YAML: an escape after a `\\` names no character"
        raise ScenarioError(Mark(source, 0, column).complaint("", broken)) from None
    start = Mark(source, 0, column)
    return Node(None, start, start) if root is None else _Reader(yaml, source, column).read(root)


class _Reader:
    """Turns YAML nodes into ours."""

    def __init__(self, yaml: YAML, source: UserText, column: int) -> None:
        self._scalar = yaml.constructor.construct_object
        self._source = source
        self._column = column
        self._around: list[Any] = []
        self._path: list[str] = []
        self._entries_read = 0

    def read(self, node: Any, key: Mark | None = None) -> Node:
        mark = self._mark(node)
        self._entries_read += 1
        if self._entries_read > MOST_ENTRIES:
            raise self._error(mark, f"over {MOST_ENTRIES:,} values with all aliases; remove some")
        if isinstance(node, ScalarNode):
            return Node(self._plain(node, mark), mark, key or mark)
        if node in self._around:
            raise self._error(mark, "an alias is used inside its own anchor; remove it")
        if len(self._around) == MOST_DEPTH:
            raise ScenarioError(mark.complaint("", _DEEP))
        self._around.append(node)
        value = self._items(node) if isinstance(node, SequenceNode) else self._entries(node)
        self._around.pop()
        return Node(value, mark, key or mark)

    def _mark(self, node: Any) -> Mark:
        line = node.start_mark.line
        return Mark(self._source, line, node.start_mark.column + (0 if line else self._column))

    def _error(self, mark: Mark, message: str) -> ScenarioError:
        return ScenarioError(mark.complaint(".".join(self._path), message))

    def _plain(self, node: ScalarNode, mark: Mark) -> Scalar:
        text = self._checked(str(node.value), mark)
        if node.tag not in _CONSTRUCTED:
            return text
        try:
            value: Scalar = self._scalar(node)
        except (ValueError, KeyError, IndexError):  # an explicit tag, such as `!!int many`
            value = text
        if isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
            raise self._error(mark, f"{shortened(text, 40)} is too large; write a smaller number")
        return value

    def _checked(self, text: str, mark: Mark) -> str:
        if hidden := hidden_character(text):
            place, name = hidden
            rule = f"character {place + 1} of this text is {name}, which cannot be shown; remove it"
            raise self._error(mark, rule)
        return text

    def _items(self, node: SequenceNode) -> list[Node]:
        return [self._below(str(place), item) for place, item in enumerate(node.value)]

    def _below(self, step: str, node: Any, key: Mark | None = None) -> Node:
        self._path.append(step)
        child = self.read(node, key)
        self._path.pop()
        return child

    def _entries(self, node: MappingNode) -> dict[str, Node]:
        """Return what a mapping says; its own entries stand before those that it merges."""
        entries: dict[str, Node] = {}
        merges: list[tuple[Any, Mark]] = []
        for name, value in node.value:
            mark = self._mark(name)
            if not isinstance(name, ScalarNode):
                raise self._error(mark, "a key must be a plain name, not a list or a mapping")
            if name.tag == _MERGE:
                merges.append((value, mark))
                continue
            key = self._checked(str(name.value), mark)
            if key in entries:
                raise self._twice(key, mark, entries[key].key, "remove one of them")
            entries[key] = self._below(key, value, mark)
        if len(merges) > 1:
            (_, first), (_, second), *_ = merges
            raise self._twice("<<", second, first, "write one, such as `<<: [*a, *b]`")
        return self._merged(*merges[0]) | entries if merges else entries

    def _twice(self, key: str, mark: Mark, first: Mark, remedy: str) -> ScenarioError:
        message = f"the key is written twice, first on line {first.line + 1}; {remedy}"
        return ScenarioError(mark.complaint(key, message))

    def _merged(self, value: Any, key: Mark) -> dict[str, Node]:
        """Return the entries of the mappings that a merge key names; of several the first counts.

        They keep their places, and each counts as a value, as what an alias stands for does.
        """
        sources = value.value if isinstance(value, SequenceNode) else [value]
        entries: dict[str, Node] = {}
        for source in reversed(sources):
            if not isinstance(source, MappingNode):
                path = ".".join([*self._path, "<<"])
                raise ScenarioError(key.complaint(path, _NOTHING_TO_MERGE))
            merged = self.read(source).value
            assert isinstance(merged, dict)
            entries |= merged
        return entries


def _check_size(text: str, source: UserText) -> None:
    """Check that a text is parsed in a second or two: an entry takes up to a tenth of a ms."""
    entries = sum(map(text.count, ",\n:[{"))
    if len(text) > MOST_CHARACTERS or entries > MOST_ENTRIES:
        size = f"{len(text):,} characters and {entries:,} lines, keys and entries"
        most = f"a scenario has up to {MOST_CHARACTERS:,} and {MOST_ENTRIES:,}"
        raise ScenarioError(f"{source.name}:1:1: {size} are too many; {most}")


def _check_characters(text: str, source: UserText, column: int) -> None:
    """Check for what YAML forbids in a text, wherever it stands."""
    match = _FORBIDDEN.search(text)
    if match:
        *before, last = split_lines(text[: match.start()])
        mark = Mark(source, len(before), len(last) + (0 if before else column))
        rule = f"the control character U+{ord(match[0]):04X} stands here; remove it"
        raise ScenarioError(mark.complaint("", rule))


def _unreadable(error: MarkedYAMLError, source: UserText, column: int) -> str:
    place = error.problem_mark or error.context_mark
    line = place.line if place else 0
    mark = Mark(source, line, (place.column if place else 0) + (0 if line else column))
    words = f"{error.context or ''} {error.problem or ''}"
    return mark.complaint("", f"not readable as YAML: {remedy(words)}")
