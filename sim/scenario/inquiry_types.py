"""Section `inquiry_types`: what customers need."""

from typing import Annotated

from pydantic import Field, field_validator

from sim.scenario.laws import HandleLaw, HandleTime, Law
from sim.scenario.section import Section
from sim.scenario.units import Share, Volume

Urgency = Annotated[int, Field(ge=1, le=5)]


class TypeBot(Section):
    """What differs for this type from section `bot`."""

    eligible: bool = True
    """Whether the bot may take contacts that triage takes for this type."""
    resolution_rate: Share | None = None
    """True resolution rate of a first attempt. Default: the bot's."""
    false_resolution: Share | None = None
    """Share of false ones among closings without escalation. Default: the bot's."""
    mood_step: Share | None = None
    """Mood lost with each unsolved turn. Default: the bot's."""


class InquiryType(Section):
    """One kind of need: its volume, work and difficulty."""

    share: Share | None = None
    """Share of all cases; the shares add to 1. Default with one type: 1. Not with `volume`."""
    volume: Volume | None = None
    """Absolute volume of this type, instead of `share`."""
    channels: dict[str, Share] | None = None
    """Split of this type over channels. Default: the channels' shares."""
    handle_time: HandleTime
    """Talk and after-call work of the answer by a person; a bare duration is lognormal with CV 1.2
    (Brown et al. 2005). May be given by channel."""
    after_call: Share | HandleLaw = 0.0
    """After-call work: the last share of the handle time, or a law of its own that comes on top."""
    urgency: Urgency | dict[Urgency, Share] = 3
    """True urgency from 1 (can wait) to 5 (at once), or shares of the levels."""
    ageing: Annotated[float, Field(ge=0)] = 0.0
    """Score gained per hour of waiting."""
    queue: str | None = None
    """Queue for this type's contacts; types that name the same queue share it. Default: one queue a
    type."""
    bot: TypeBot = TypeBot()
    """Differences from section `bot`."""
    solved_by_person: Share = 0.70
    """Chance that a person's answer solves the case (SQM, B)."""

    @field_validator("urgency")
    @classmethod
    def _shares_add_to_one(cls, value: int | dict[int, float]) -> int | dict[int, float]:
        if isinstance(value, dict) and abs(sum(value.values()) - 1) > 1e-9:
            total = sum(value.values())
            raise ValueError(f"the shares of the urgency levels add to {total:g}, not to 1")
        return value

    @field_validator("after_call", mode="before")
    @classmethod
    def _share_or_duration(cls, value: object) -> object:
        if isinstance(value, int | float) and value > 1:
            raise ValueError(f"{value} is ambiguous; write `{value} s` or, as a share, `{value} %`")
        return value

    def handle_law(self, channel: str) -> Law:
        """Return the law of the handle time on a channel."""
        return self.handle_time if isinstance(self.handle_time, Law) else self.handle_time[channel]

    def mean_handle_time(self, channel: str) -> float:
        """Return the mean handle time on a channel in seconds; 0 where the type has none."""
        if isinstance(self.handle_time, dict) and channel not in self.handle_time:
            return 0.0
        own = self.after_call.mean if isinstance(self.after_call, Law) else 0.0
        return self.handle_law(channel).mean + own
