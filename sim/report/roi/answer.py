"""How far apart spreadsheet and simulation are, and the step that matters most, in a paragraph."""

from itertools import pairwise

from sim.report.roi.amounts import Amounts, money
from sim.report.study_result import Document
from sim.report.units import number

REASONS = {
    "staffed": "people come whole and work whole shifts",
    "quality": "the real bot does not do what is claimed",
    "cashable": "heads fall only as people leave",
}
"""What each step of the waterfall adds to the one before."""
NEAR = 0.005
"""Labour that falls by nearly what is claimed needs no reason: part of the claim."""


def answer(document: Document) -> str:
    """Return what says how far apart spreadsheet and simulation are, and why.

    Parameters
    ----------
    document
        The return on investment, but for its words.
    """
    own = document["labour"]
    expected = _back(document["formula"]["payback_months"], "ever")
    median = document["simulated"]["payback_months"]["median"]
    found = _back(median, f"within {document['months']} months")
    both = f"By the spreadsheet the money {expected}; played with labour {own} it {found}."
    return f"{both} {_difference(document)}"


def _difference(document: Document) -> str:
    """Return how labour falls as claimed and as played, and the step that matters most."""
    bars = {bar["step"]: bar["mean"] for bar in document["waterfall"]}
    claimed, played = (
        bars["theoretical"],
        Amounts.played(document["labours"][document["labour"]]).saving,
    )
    if abs(played - claimed) <= NEAR * claimed:
        return f"Labour falls by {money(played)} a month, as claimed."
    steps = list(REASONS)[: 3 if document["staffing"] == "attrition" else 2]
    levels = [claimed, *(bars[step] for step in steps)]
    towards = 1 if played > claimed else -1
    changes = {
        step: towards * (b - a) for step, (a, b) in zip(steps, pairwise(levels), strict=True)
    }
    most = max(changes, key=lambda step: changes[step])
    fall = f"Labour falls by {money(played)} a month and not by {money(claimed)}"
    return f"{fall}, above all because {REASONS[most]}."


def _back(months: float | None, limit: str) -> str:
    return f"is not back {limit}" if months is None else f"is back after {number(months)} months"
