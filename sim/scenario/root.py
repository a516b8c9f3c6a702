"""The whole scenario; what its sections must say together is checked in loading."""

from typing import Annotated, Any

from pydantic import Field, field_validator

from sim.scenario.sections.bot import Bot
from sim.scenario.sections.channels import KINDS, Channel
from sim.scenario.sections.demand import Demand
from sim.scenario.sections.inquiry_types import InquiryType
from sim.scenario.sections.money import Prices
from sim.scenario.sections.people import People
from sim.scenario.sections.policy import Policy
from sim.scenario.sections.programmes import Programme
from sim.scenario.sections.queues import Queue
from sim.scenario.sections.returns import Returns
from sim.scenario.sections.run import Run
from sim.scenario.sections.segments import Segment
from sim.scenario.sections.stress import Stress
from sim.scenario.sections.targets import Targets
from sim.scenario.sections.triage import Triage
from sim.scenario.values.calendar import NO_HOLIDAYS, Calendar
from sim.scenario.values.section import Section
from sim.scenario.values.sources import Default
from sim.scenario.values.timezone import Timezone

BASELINE, AI = "baseline", "ai"
"""The desk as it is, and the desk with the bot."""
DEFAULT_ARMS: dict[str, dict[str, Any]] = {BASELINE: {"bot": None}, AI: {}}


class Scenario(Section):
    """Everything that a user specifies about one support desk."""

    name: str
    """Name of the scenario."""
    timezone: Annotated[Timezone | None, Default("data files have times without an offset")] = None
    """The zone of the desk's clocks, such as `Europe/Berlin` or `+01:00`: data files may then have
    times with an offset. Simulated clocks are never set forward or back."""
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
    segments: Annotated[dict[str, Segment], Default("customers are not told apart")] = Field(
        default={}
    )
    """Groups of customers by name."""
    triage: Triage = Triage()
    """Prediction of type and urgency."""
    bot: Bot | None = None
    """The AI tier; without one, every contact goes to people."""
    policy: Policy = Policy()
    """Rules between bot and people, or the name of a preset."""
    people: People
    """Teams and shifts."""
    queues: dict[str, Queue] = Field(default={})
    """What differs for a queue, by its name, `name/channel` or `*/channel`."""
    returns: Returns = Returns()
    """Repeat contacts."""
    programmes: dict[str, Programme] = Field(default={})
    """Outreach before customers write, by name; the first that reaches a case acts. An arm drops
    one, or all of them, with `null`."""
    money: Prices = Prices()
    """Prices."""
    targets: Targets = Targets()
    """Goals."""
    stress: Stress = Stress()
    """What the study `stress` exposes the desk to."""
    arms: Annotated[dict[str, dict[str, Any]], Default("the baseline has no bot")] = DEFAULT_ARMS
    """Partial overrides of this scenario by name: `baseline` at least, and `ai` where there is a
    bot. Without one, an `ai` that is as the baseline is left out."""

    @field_validator("channels", mode="before")
    @classmethod
    def _kinds_by_name(cls, channels: object) -> object:
        """Let channels with a known name leave out what they are."""
        if not isinstance(channels, dict):
            return channels
        return {
            name: {"kind": KINDS[name], **channel}
            if name in KINDS and isinstance(channel, dict)
            else channel
            for name, channel in channels.items()
        }

    @field_validator("programmes", mode="before")
    @classmethod
    def _dropped(cls, programmes: object) -> object:
        """Let an arm drop a programme, or all of them, with `null`."""
        if not isinstance(programmes, dict):
            return {} if programmes is None else programmes
        return {name: item for name, item in programmes.items() if item is not None}

    @field_validator("arms", mode="before")
    @classmethod
    def _empty_arms(cls, arms: object) -> object:
        if not isinstance(arms, dict):
            return arms
        return {name: {} if override is None else override for name, override in arms.items()}
