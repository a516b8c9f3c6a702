"""Comparisons with a number: the conditions of rules and the goals of targets."""

import re
from typing import Any, Literal

from pydantic import model_validator

from sim.scenario.values.quantities import DURATION, NUMBER, SHARE, Duration, Quantity, plain
from sim.scenario.values.section import Section

_ANY = Quantity("a number", "`0.65`, `65 %` or `5 min`", 1e15, {**DURATION.units, **SHARE.units})


class Comparison(Section):
    """A test of an observed number."""

    op: Literal["<", "<=", ">", ">=", "=="]
    """How it is compared."""
    value: float
    """What it is compared with: a plain number, a share or seconds."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, dict | Comparison):
            return value
        if plain(value) is not None:
            return {"op": "==", "value": value}
        pattern = r"\s*(<=|>=|==|<|>)?\s*(.+?)\s*"
        match = re.fullmatch(pattern, value) if isinstance(value, str) else None
        if not match:
            raise ValueError(f"{value!r} is not a comparison; write `< 0.65`, `>= 3` or `<= 5 min`")
        return {"op": match[1] or "==", "value": read_number(match[2])}


class Goal(Section):
    """A bound on a KPI."""

    op: Literal["<", "<=", ">", ">="]
    """On which side the KPI must be."""
    value: float
    """The bound: a plain number, a share or seconds."""
    within: Duration | None = None
    """The time limit of a KPI that has one, such as a service level."""
    period: Literal["half-hour", "day", "week", "month"] | None = None
    """The period of the goal, which must be that of all targets."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, dict | Goal):
            return value
        pattern = r"\s*(<=|>=|<|>)\s*(.+?)(?:\s+within\s+(.+?))?(?:\s+per\s+([\w-]+))?\s*"
        match = re.fullmatch(pattern, value) if isinstance(value, str) else None
        if not match:
            examples = "`<= 8 h`, `<= 85 %` or `>= 80 % within 20 s per month`"
            raise ValueError(f"{value!r} is not a goal; write {examples}")
        number = read_number(match[2])
        return {"op": match[1], "value": number, "within": match[3], "period": match[4]}


def read_number(text: str) -> float:
    """Return a number, a share or a duration that is written as text, in its base unit.

    Raises
    ------
    ValueError
        When it is none of these.
    """
    return float(text) if re.fullmatch(NUMBER, text) else _ANY.read(text)
