"""The shift patterns of a team in canonical order: the order in a file changes nothing."""

from typing import NamedTuple

from sim.scenario.sections.team import Shift, Team


class Pattern(NamedTuple):
    """A shift pattern, and the people who work it.

    Attributes
    ----------
    text
        What it is, in canonical form: the key of its people's draws.
    shift
        Its hours and breaks.
    agents
        How many people work it.
    changes
        Whether the team's `changes` join and leave it.
    """

    text: str
    shift: Shift
    agents: int
    changes: bool


def patterns_of(team: Team) -> list[Pattern]:
    """Return a team's patterns, those that are alike as one, in canonical order.

    The order is by the first hour worked in the week, then the last, then the breaks.
    """
    patterns: dict[str, Pattern] = {}
    for shift in team.shifts:
        text, changes = canonical_text(shift), shift is team.shifts[-1]
        alike = patterns.get(text, Pattern(text, shift, 0, changes=False))
        patterns[text] = alike._replace(
            agents=alike.agents + shift.agents, changes=alike.changes or changes
        )
    return sorted(patterns.values(), key=lambda pattern: _place(pattern.shift))


def canonical_text(shift: Shift) -> str:
    """Return the hours and breaks of a pattern as one text, whatever way they are written."""
    breaks = shift.breaks.weekly if shift.breaks else ()
    return f"{_spans(shift.hours.weekly)}|{_spans(breaks)}"


def _spans(weekly: tuple[tuple[float, float], ...]) -> str:
    return ",".join(f"{start:.17g}-{end:.17g}" for start, end in weekly)


def _place(shift: Shift) -> tuple[float, float, str]:
    first, last = shift.hours.weekly[0][0], shift.hours.weekly[-1][1]
    return first, last, canonical_text(shift)
