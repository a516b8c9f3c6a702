"""How far apart spreadsheet and simulation are, and the step that matters most, in a paragraph."""

from itertools import pairwise

from sim.report.roi.amounts import Amounts, money
from sim.report.roi.document import RoiFindings, Step
from sim.report.units import number

STEPS: tuple[Step, ...] = ("staffed", "quality", "cashable")
"""Steps of the waterfall that are played, each of which adds something to the one before."""
WORK = "the desk that is played has other work than volume x handle time"
NEAR = 0.005
"""Labour that falls by nearly what is claimed needs no reason: part of the claim."""


def answer(findings: RoiFindings) -> str:
    """Return how far apart spreadsheet and simulation are, and why.

    Parameters
    ----------
    findings
        What the return on investment says in numbers.
    """
    own = findings["labour"]
    expected = _back(findings["formula"]["payback_months"], "ever")
    median = findings["simulated"]["payback_months"]["median"]
    played = _back(median, f"within {findings['months']} months")
    both = f"By the spreadsheet the money {expected}; played with labour {own} it {played}."
    return f"{both} {_difference(findings)}"


def _difference(findings: RoiFindings) -> str:
    """Return how labour falls as claimed and as played, and the step that matters most."""
    bars = {bar["step"]: bar["mean"] or 0.0 for bar in findings["waterfall"]}
    claimed = bars["theoretical"]
    played = Amounts.played(findings["labours"][findings["labour"]]).saving
    if abs(played - claimed) <= NEAR * claimed:
        return f"Labour falls by {money(played)} a month, as claimed."
    steps = STEPS[: 3 if findings["staffing"] == "attrition" else 2]
    levels = [claimed, *(bars[step] for step in steps)]
    towards = 1 if played > claimed else -1
    changes = {
        step: towards * (b - a) for step, (a, b) in zip(steps, pairwise(levels), strict=True)
    }
    most = max(changes, key=lambda step: changes[step])
    fall = f"Labour falls by {money(played)} a month and not by {money(claimed)}"
    return f"{fall}, above all because {_reason(most, findings)}."


def _reason(step: Step, findings: RoiFindings) -> str:
    """Return what a step adds, by how people are paid and staffed."""
    if step == "quality":
        return "the real bot does not do what is claimed"
    if step == "cashable":
        return "heads fall only as people leave"
    if findings["labour"] == "as_used":
        return WORK
    if findings["staffing"] == "fixed":
        return "people stay as they are written (`people.staffing: fixed`): nobody can be saved"
    if findings["labour"] == "hours":
        return "hours are bought in steps, and somebody must be there"
    return "people come whole and work whole shifts"


def _back(months: float | None, limit: str) -> str:
    return f"is not back {limit}" if months is None else f"is back after {number(months)} months"
