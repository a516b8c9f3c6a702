"""The answer of a curve in words: whether the desk can grow by 30 % without hiring."""

from collections.abc import Mapping
from typing import Any

Document = Mapping[str, Any]


def curve_answer(found: Document) -> str:
    """Return the answer, a sentence an arm.

    Parameters
    ----------
    found
        The findings of a curve as its document has them.
    """
    period = found["targets"]["period"]
    sentences = [
        f"{name}: {_growth(growth, period)}; {_due(found, name)}."
        for name, growth in found["growth_30"].items()
    ]
    return " ".join(["Can today's people take 30 % more contacts?", *sentences])


def _growth(growth: Document, period: str) -> str:
    if growth["probability"] is None:
        return "there are no data for the goals"
    share = f"on target in {100 * growth['probability']:.0f} % of {period}s"
    if growth["low"] is not None:
        share += f" ({100 * growth['low']:.0f} to {100 * growth['high']:.0f} %)"
    return f"{'yes' if growth['feasible'] else 'no'}, {share}"


def _due(found: Document, name: str) -> str:
    """Return when the next hire is due."""
    volume = found["max_volume_without_hiring"][name]
    if not volume:
        return "they are too few at any volume"
    if found["reserve"][name]["at_least"]:
        return f"nobody need be hired up to {volume:g} times today's volume"
    return f"the next hire is due above {volume:g} times today's volume"
