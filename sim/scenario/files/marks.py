"""Places in what a user wrote, and how they are shown."""

import re
from dataclasses import dataclass

from sim.base.visible import shortened

_WIDEST = 160
"""Characters of a source line that are shown."""


@dataclass
class UserText:
    """What a user wrote: a file, or a setting of the command line.

    Attributes
    ----------
    name
        What messages call it: the path, or `--set`.
    lines
        Its lines.
    quoted
        Whether messages may show lines of it: a file that another one names may hold anything.
    has_places
        Whether it has lines and columns; what a program hands over has none.
    """

    name: str
    lines: tuple[str, ...]
    quoted: bool = True
    has_places: bool = True


@dataclass(frozen=True)
class Mark:
    """A place in a text; line and column count from 0."""

    text: UserText
    line: int
    column: int

    def complaint(self, path: str, message: str) -> str:
        """Return `file:line:col path: message`, the line, and a caret under the place."""
        place, message = self.text.name, shortened(_one_line(message))
        if self.text.has_places:
            place += f":{self.line + 1}:{self.column + 1}"
        head = (
            f"{place} {shortened(_one_line(path), 200)}: {message}"
            if path
            else f"{place}: {message}"
        )
        if self.line >= len(self.text.lines) or not self.text.quoted:
            return head
        line = self.text.lines[self.line].replace("\t", " ")
        # Of a long line, what stands around the place.
        first = 0 if len(line) <= _WIDEST else max(self.column - _WIDEST // 2, 0)
        return f"{head}\n    {line[first : first + _WIDEST]}\n    {' ' * (self.column - first)}^"


def _one_line(text: str) -> str:
    """Return a path or a message on one line: keys that it names may hold tabs and line breaks."""
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def split_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text as YAML counts them, without their ends; at least one."""
    return tuple(re.split("\r\n|[\n\r\x85\u2028\u2029]", text))
