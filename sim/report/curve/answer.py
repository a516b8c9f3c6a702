"""The answer of a curve in words: whether the desk can grow by 30 % without hiring."""

from sim.report.curve.document import CurveFindings, GrowthDocument


def curve_answer(findings: CurveFindings) -> str:
    """Return the answer, one sentence per arm.

    Parameters
    ----------
    findings
        What the curve says in numbers.
    """
    period = findings["targets"]["period"]
    sentences = [
        f"{name}: {_growth(growth, period)}; {_due(findings, name)}."
        for name, growth in findings["growth_30"].items()
    ]
    return " ".join(["Can today's people take 30 % more contacts?", *sentences])


def _growth(growth: GrowthDocument, period: str) -> str:
    if growth["probability"] is None:
        return "there are no data for the goals"
    share = f"on target in {100 * growth['probability']:.0f} % of {period}s"
    if growth["low"] is not None and growth["high"] is not None:
        share += f" ({100 * growth['low']:.0f} to {100 * growth['high']:.0f} %)"
    return f"{growth['verdict']}, {share}"


def _due(findings: CurveFindings, name: str) -> str:
    """Return when the next hire is due."""
    volume = findings["max_volume_without_hiring"][name]
    if not volume and nobody_can(findings, name):
        return "no number of people is on target at any volume: look beyond people"
    if not volume:
        return "they are too few at any volume"
    if findings["reserve"][name]["at_least"]:
        return f"nobody need be hired up to {volume:g} times today's volume"
    return f"the next hire is due above {volume:g} times today's volume"


def nobody_can(findings: CurveFindings, name: str) -> bool:
    """Return whether no number of people is on target at any volume that was tried."""
    steps = [point["headcount"] for point in findings["points"] if point["arm"] == name]
    return bool(steps) and all(step is None for step in steps)
