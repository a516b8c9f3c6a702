"""A number of cases or contacts in a period: `200/month`."""

import re
from typing import Annotated, Any, Literal

from pydantic import Field, model_serializer, model_validator

from sim.scenario.values.quantity import NUMBER, decimals
from sim.scenario.values.section import Section

_DAYS = {"hour": (1, 24), "day": (1, 1), "week": (7, 1), "month": (365, 12), "year": (365, 1)}
"""Days in a period, as a fraction."""

EXAMPLES = "`200/month`, `50/day` or `1.5/hour`"


class Volume(Section):
    """Cases or contacts in a period; a year has 365 days and 12 equal months."""

    count: Annotated[float, Field(ge=0, le=1e12)]
    """How many come in one period."""
    period: Literal["hour", "day", "week", "month", "year"]
    """The period."""
    of: Literal["cases", "contacts"] = "cases"
    """What is counted: `cases`, new questions, whose customers may come back, or `contacts`, as a
    telephone system counts them, repeats and all. Which cases bring so many contacts is solved for
    when the scenario is loaded, at the arm `baseline`, and `tierzero check` shows it."""

    @property
    def per_day(self) -> float:
        """Cases per day.

        Raises
        ------
        ValueError
            When contacts are counted: a scenario's arms know their cases once it is loaded.
        """
        if self.of == "contacts":
            raise ValueError("these are contacts; the arms of a loaded scenario have their cases")
        return self.counted_per_day

    @property
    def counted_per_day(self) -> float:
        """Cases or contacts per day, whichever are counted."""
        days, periods = _DAYS[self.period]
        return self.count * periods / days

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, Volume):
            return value
        if isinstance(value, dict):
            count = value.get("count")
            if not isinstance(count, str):
                return value
            if "period" in value:
                raise ValueError(f"{count!r} says its period; remove `period`")
            return value | _per_period(count)
        return _per_period(value)

    @model_serializer(mode="plain", when_used="json")
    def _dumped(self) -> str | dict[str, str]:
        text = f"{decimals(self.count)}/{self.period}"
        return text if self.of == "cases" else {"count": text, "of": self.of}


def _per_period(value: Any) -> dict[str, Any]:
    pattern = rf"\s*({NUMBER})\s*(?:/|per\b|an?\b)\s*(\w+)\s*"
    match = re.fullmatch(pattern, value) if isinstance(value, str) else None
    if not match or match[2] not in {*_DAYS, "h"}:
        raise ValueError(f"{value!r} is not a valid volume; write {EXAMPLES}")
    return {"count": float(match[1]), "period": match[2].replace("h", "hour", match[2] == "h")}
