"""Section `targets`: what the desk must achieve."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from sim.scenario.values.section import Section
from sim.scenario.values.units import Goal, Share

Period = Literal["half-hour", "day", "week", "month"]


class Targets(Section):
    """Goals by KPI key, all judged over the same period."""

    period: Period = "month"
    """The period over which each goal is judged; a typical run's month is four measured weeks, a
    day run is one period."""
    confidence: Annotated[Share, Field(gt=0, lt=1)] = 0.8
    """Share of periods that must be on target for a desk to count as feasible."""
    goals: dict[str, Goal] = Field(default_factory=dict)
    """KPI key and bound, such as `first_response_time_human_business_p90: "<= 8 h"`; in a file they
    are written directly under `targets`."""

    @model_validator(mode="before")
    @classmethod
    def _collect(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        settings = {key: value[key] for key in ("period", "confidence", "goals") if key in value}
        own = {key: goal for key, goal in value.items() if key not in settings}
        given = settings.get("goals", {})
        # A manifest has them under `goals`; what an arm says of its own stands beside them.
        return settings | {"goals": given | own if isinstance(given, dict) else given}
