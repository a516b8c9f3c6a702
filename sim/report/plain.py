"""What a terminal would show, as plain text of 80 columns."""

from io import StringIO

from rich.console import Console, RenderableType

COLUMNS = 80


def plain(shown: RenderableType) -> str:
    """Return what a terminal would show, without colours and without blanks at line ends."""
    text = StringIO()
    Console(file=text, width=COLUMNS, no_color=True, highlight=False).print(shown)
    return "\n".join(line.rstrip() for line in text.getvalue().rstrip().splitlines())
