"""Numbers that were entered as they are measured, and the lines that tell what they became."""

from collections.abc import Sequence

from typing_extensions import TypedDict

from sim.report.units import number, quantity
from sim.scenario.derived.solved import Solved


class SolvedDocument(TypedDict):
    """A number that was entered as it is measured, and what was solved for."""

    path: str
    """Where it stands in the scenario."""
    measured: float
    """What was entered."""
    of: str
    """What it counts: contacts in a period, or sessions."""
    became: float
    """What it became."""
    into: str
    """What that counts: cases in a period, or cases."""
    why: str
    """What lies between the two."""


def solved_documents(solved: Sequence[Solved]) -> list[SolvedDocument]:
    """Return what was solved for."""
    return [
        {
            "path": ".".join(map(str, each.path)),
            "measured": each.measured,
            "of": each.of,
            "became": each.became,
            "into": each.into,
            "why": each.why,
        }
        for each in solved
    ]


def solved_line(solved: SolvedDocument) -> str:
    """Return what a number became, in one line."""
    if solved["of"] == "sessions":
        measured, became = (quantity(solved[key], "share") for key in ("measured", "became"))
        return f"{measured} of sessions is a true rate of {became}: {solved['why']}"
    (things, period), (others, _) = (solved[key].split("/") for key in ("of", "into"))
    measured, became = (number(solved[key]) for key in ("measured", "became"))
    return f"{measured} {things} a {period} are {became} {others}: {solved['why']}"
