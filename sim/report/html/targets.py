"""The targets first: what must be achieved, and whether each arm does."""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.measures.kpis.registry import BY_KEY
from sim.report.charts.figure import arms_with
from sim.report.documents import ResultDocument
from sim.report.html.terms import Term, term
from sim.report.pieces.arm import JudgedArm
from sim.report.pieces.estimate import EstimateDocument
from sim.report.units import interval_of, limits, quantity, value_of

BOUNDS = {"<": "under", "<=": "at most", ">": "above", ">=": "at least"}
VERDICTS = {
    "met": ("✓", "met"),
    "missed": ("✗", "missed"),
    "inconclusive": ("?", "cannot be told yet"),
}
"""A sign and words for each verdict."""


@dataclass(frozen=True)
class Line:
    """What one arm makes of a goal."""

    arm: str
    verdict: str
    sign: str
    words: str
    value: str
    interval: str


@dataclass(frozen=True)
class Goal:
    """One goal."""

    term: Term
    bound: str
    lines: list[Line]


@dataclass(frozen=True)
class Targets:
    """All goals, and how often a period meets them all."""

    goals: list[Goal]
    period: str
    on_target: list[Line]


def targets(document: ResultDocument) -> Targets | None:
    """Return the goals of a document; None without any."""
    arms = arms_with(document, "verdicts")
    given = {key: goal for arm in arms.values() for key, goal in arm["verdicts"].items()}
    if not given:
        return None
    lines = [_line(name, "", arm["on_target"]) for name, arm in arms.items() if arm["on_target"]]
    period = next(goal["period"] for goal in given.values())
    return Targets([_goal(key, arms) for key in given], period, lines)


def _goal(key: str, arms: Mapping[str, JudgedArm]) -> Goal:
    given = {name: arm["verdicts"][key] for name, arm in arms.items() if key in arm["verdicts"]}
    goal = next(iter(given.values()))
    bound = f"{BOUNDS[goal['op']]} {quantity(goal['value'], BY_KEY[key].unit)}"
    if "within" in goal:
        bound += f" within {limits(goal)}"
    lines = [
        _line(name, verdict["verdict"], arms[name]["kpis"][key]) for name, verdict in given.items()
    ]
    return Goal(term(key), bound, lines)


def _line(arm: str, verdict: str, estimate: EstimateDocument) -> Line:
    sign, words = VERDICTS.get(verdict, ("", ""))
    return Line(arm, verdict, sign, words, value_of(estimate), interval_of(estimate))
