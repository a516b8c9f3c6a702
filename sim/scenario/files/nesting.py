"""Where a text nests too deeply to be read."""

from ruamel.yaml import YAML
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent

Place = tuple[int, int]


def too_deep(text: str, most: int) -> Place:
    """Return the line and column, from 0, at which more than `most` levels stand in each other.

    The parser's events tell it without recursion. Where they do not, the text's beginning is named.
    """
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, CollectionStartEvent):
            depth += 1
            if depth > most:
                return event.start_mark.line, event.start_mark.column
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
    return 0, 0
