"""Places in what a user wrote, and how they are shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class UserText:
    """What a user wrote: a file, or a setting of the command line.

    Attributes
    ----------
    name
        What messages call it: the path, or `--set`.
    lines
        Its lines.
    has_places
        Whether it has lines and columns; what a program hands over has none.
    """

    name: str
    lines: tuple[str, ...]
    has_places: bool = True


@dataclass(frozen=True)
class Mark:
    """A place in a text; line and column count from 0."""

    text: UserText
    line: int
    column: int

    def complaint(self, path: str, message: str) -> str:
        """Return `file:line:col path: message`, the line, and a caret under the place."""
        place = self.text.name
        if self.text.has_places:
            place += f":{self.line + 1}:{self.column + 1}"
        head = f"{place} {path}: {message}" if path else f"{place}: {message}"
        if self.line >= len(self.text.lines):
            return head
        line = self.text.lines[self.line].replace("\t", " ")
        return f"{head}\n    {line}\n    {' ' * self.column}^"
