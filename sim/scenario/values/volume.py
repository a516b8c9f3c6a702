"""A number of contacts in a period: `200/month`."""

import re
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from sim.scenario.values.quantities import NUMBER
from sim.scenario.values.section import Section

_DAYS = {"hour": (1, 24), "day": (1, 1), "week": (7, 1), "month": (365, 12), "year": (365, 1)}
"""Days in a period, as a fraction."""

EXAMPLES = "`200/month`, `50/day` or `1.5/hour`"


class Volume(Section):
    """Contacts in a period; a year has 365 days and 12 equal months."""

    count: Annotated[float, Field(ge=0, le=1e12)]
    """Contacts in one period."""
    period: Literal["hour", "day", "week", "month", "year"]
    """The period."""

    @property
    def per_day(self) -> float:
        """Contacts per day."""
        days, periods = _DAYS[self.period]
        return self.count * periods / days

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, dict | Volume):
            return value
        pattern = rf"\s*({NUMBER})\s*(?:/|per\b|an?\b)\s*(\w+)\s*"
        match = re.fullmatch(pattern, value) if isinstance(value, str) else None
        if not match or match[2] not in {*_DAYS, "h"}:
            raise ValueError(f"{value!r} is not a valid volume; write {EXAMPLES}")
        return {"count": float(match[1]), "period": match[2].replace("h", "hour", match[2] == "h")}
