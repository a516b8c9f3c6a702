"""Comparisons with a number: the conditions of rules and the goals of targets."""

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import model_validator

from sim.scenario.values.quantities import DURATION, Duration, Share
from sim.scenario.values.quantity import PERCENT, Quantity, plain, without_unit
from sim.scenario.values.section import Section

_PLAIN = Quantity("a plain number", "`3`", 1e15, low=-1e15)
_BOUND = Quantity(
    "a number", "`0.65`, `65 %` or `5 min`", 1e15, units={**DURATION.units, **PERCENT}
)


class Comparison(Section):
    """A test of an observed number that has no unit."""

    op: Literal["<", "<=", ">", ">=", "=="]
    """How it is compared."""
    value: Annotated[float, _PLAIN]
    """What it is compared with."""

    examples: ClassVar[str] = "`>= 3`"

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
            raise ValueError(f"{value!r} is not a comparison; write {cls.examples}")
        return {"op": match[1] or "==", "value": without_unit(match[2])}


class ShareComparison(Comparison):
    """A test of an observed share."""

    value: Share
    """What it is compared with, such as `65 %` or `0.65`."""

    examples: ClassVar[str] = "`< 0.65` or `< 65 %`"


class TimeComparison(Comparison):
    """A test of an observed time."""

    value: Duration
    """What it is compared with, such as `5 min`."""

    examples: ClassVar[str] = "`< 5 min`"


class Goal(Section):
    """A bound on a KPI."""

    op: Literal["<", "<=", ">", ">="]
    """On which side the KPI must be."""
    value: float
    """The bound: a plain number, a share or seconds."""
    unit: Literal["%", "s"] | None = None
    """What the bound is: a share that was written in `%`, a duration in `s`, or a plain number,
    which may be a share. It must fit the KPI."""
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
        bound = without_unit(match[2])
        unit = None
        if isinstance(bound, str):
            unit = "%" if bound.endswith("%") else "s"
            bound = _BOUND.read(bound)
        return {
            "op": match[1],
            "value": bound,
            "unit": unit,
            "within": match[3],
            "period": match[4],
        }
