"""The whole scenario."""

from typing import Any

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from sim.scenario.bot import Bot
from sim.scenario.calendar import NO_HOLIDAYS, Calendar
from sim.scenario.channels import Channel
from sim.scenario.consistency import problems
from sim.scenario.demand import Demand
from sim.scenario.inquiry_types import InquiryType
from sim.scenario.money import Prices
from sim.scenario.people import People
from sim.scenario.policy import Policy
from sim.scenario.problem import CROSS_SECTION
from sim.scenario.programmes import Programme
from sim.scenario.returns import Returns
from sim.scenario.run import Run
from sim.scenario.section import Section
from sim.scenario.segments import Segment
from sim.scenario.stress import Stress
from sim.scenario.targets import Targets
from sim.scenario.triage import Triage

DEFAULT_ARMS: dict[str, dict[str, Any]] = {"baseline": {"bot": None}, "ai": {}}


class Scenario(Section):
    """Everything a user says about one support desk."""

    name: str
    """Name of the scenario."""
    run: Run = Run()
    """Which stretch of time is simulated."""
    calendar: Calendar = NO_HOLIDAYS
    """Holidays."""
    demand: Demand = Demand()
    """Volume and its randomness."""
    channels: dict[str, Channel] = Field(min_length=1)
    """Channels by name."""
    inquiry_types: dict[str, InquiryType] = Field(min_length=1)
    """Inquiry types by name."""
    segments: dict[str, Segment] = Field(default={})
    """Groups of customers by name. Default: customers are not told apart."""
    triage: Triage = Triage()
    """Prediction of type and urgency."""
    bot: Bot | None = None
    """The AI tier; none: every contact goes to people."""
    policy: Policy = Policy()
    """Rules between bot and people, or the name of a preset."""
    people: People
    """Teams and shifts."""
    returns: Returns = Returns()
    """Repeat contacts."""
    programmes: dict[str, Programme] = Field(default={})
    """Outreach before customers write, by name; the first that reaches a case acts. An arm drops
    one, or all, by `null`."""
    money: Prices = Prices()
    """Prices."""
    targets: Targets = Targets()
    """Goals."""
    stress: Stress = Stress()
    """What the study `stress` puts the desk through."""
    arms: dict[str, dict[str, Any]] = DEFAULT_ARMS
    """Partial overrides of this scenario by name; `baseline` and `ai` at least. Default: the
    baseline has no bot."""

    @field_validator("programmes", mode="before")
    @classmethod
    def _dropped(cls, programmes: object) -> object:
        """Let an arm drop a programme, or all of them, by `null`."""
        if not isinstance(programmes, dict):
            return {} if programmes is None else programmes
        return {name: one for name, one in programmes.items() if one is not None}

    @field_validator("arms", mode="before")
    @classmethod
    def _empty_arms(cls, arms: object) -> object:
        if not isinstance(arms, dict):
            return arms
        return {name: {} if override is None else override for name, override in arms.items()}

    @model_validator(mode="after")
    def _consistent(self) -> "Scenario":
        if found := problems(self):
            text = "; ".join(f"{'.'.join(path)}: {message}" for path, message in found)
            context = {"text": text, "problems": found}
            raise PydanticCustomError(CROSS_SECTION, "{text}", context)
        return self
