"""What one section of a scenario says against another."""

from collections.abc import Iterable, Iterator

from sim.scenario.errors import FieldPath, suggest

Problem = tuple[FieldPath, str]
"""The path of a field and what is wrong there."""


def unknown(
    path: FieldPath, names: Iterable[str], known: Iterable[str], what: str
) -> Iterator[Problem]:
    """Yield a problem for each name that is not a known one.

    Parameters
    ----------
    path
        Where the names stand, as keys of a mapping or in a list.
    names
        The names.
    known
        What they may be.
    what
        What the names stand for, such as `channel`.
    """
    choices = list(known)
    for position, name in enumerate(names):
        if name not in choices:
            step = name if isinstance(names, dict) else str(position)
            yield (*path, step), f"no {what} is called {name!r}{suggest(name, choices)}"
