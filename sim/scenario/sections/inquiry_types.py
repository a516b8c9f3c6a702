"""Section `inquiry_types`: what customers need."""

from typing import Annotated

from pydantic import Field, field_validator, model_validator

from sim.scenario.sections.channels import Channel, Redial
from sim.scenario.values.laws import HandleLaw, HandleTime, Law, Patience, PatienceByChannel
from sim.scenario.values.section import Section
from sim.scenario.values.sources import Default, Source
from sim.scenario.values.units import Profile, Share, Volume

Urgency = Annotated[int, Field(ge=1, le=5)]


class TypeBot(Section):
    """What differs for this type from section `bot`."""

    eligible: bool = True
    """Whether the bot may take contacts that triage predicts to be of this type."""
    resolution_rate: Annotated[Share | None, Default("the bot's")] = None
    """True resolution rate of a first attempt."""
    false_resolution: Annotated[Share | None, Default("the bot's")] = None
    """Share of false ones among closings without escalation."""
    mood_step: Annotated[Share | None, Default("the bot's")] = None
    """Mood lost with each unsolved turn."""


class Tier2(Section):
    """Answers that specialists must complete."""

    share: Share
    """Chance that an answer is sent on to tier 2."""
    queue: str = "tier2"
    """Queue of tier 2; types that name the same queue share it, and a team must serve it."""
    handle_time: Annotated[HandleTime | None, Default("the type's")] = None
    """Talk and after-call work of tier 2."""
    solved: Annotated[Share, Source(grade="J")] = 0.95
    """Chance that tier 2 solves the case."""


class InquiryType(Section):
    """One kind of need: its volume, work and difficulty."""

    share: Share | None = None
    """Share of all cases; the shares add up to 1. Not needed with one type. Not with `volume`."""
    volume: Volume | None = None
    """Absolute volume of this type, instead of `share`; also `{count: 260/month, of: contacts}`."""
    profile: Annotated[Profile | None, Default("the channel's, or the demand's")] = None
    """Profile of this type, written as the demand's, whatever its channel."""
    channels: Annotated[dict[str, Share] | None, Default("the channels' shares")] = None
    """Split of this type over channels."""
    handle_time: Annotated[HandleTime, Source("Brown et al. 2005")]
    """Talk and after-call work of the answer by a person; a bare duration is lognormal with CV 1.2.
    May be given by channel."""
    after_call: Share | HandleLaw = 0.0
    """After-call work: the last share of the handle time, or a law of its own that is added to
    it."""
    patience: Annotated[PatienceByChannel | None, Default("the channel's")] = None
    """How long customers of this type wait on live channels, or `never` to leave. May be given by
    channel."""
    redial: Annotated[Redial | None, Default("the channel's")] = None
    """How customers of this type try again after not getting through, whatever their channel."""
    urgency: Urgency | dict[Urgency, Share] = 3
    """True urgency from 1 (can wait) to 5 (at once), or shares of the levels."""
    ageing: Annotated[float, Field(ge=0)] = 0.0
    """Score that a contact gains per hour of waiting."""
    queue: Annotated[str | None, Default("one queue per type")] = None
    """Queue for this type's contacts; types that name the same queue share it."""
    bot: TypeBot = TypeBot()
    """Differences from section `bot`."""
    solved_by_person: Annotated[Share, Source("SQM", "B")] = 0.70
    """Chance that a person's answer solves the case."""
    tier2: Annotated[Tier2 | None, Default("none")] = None
    """Answers that specialists must complete."""
    forwards: Annotated[dict[str, Share], Default("none")] = Field(default={})
    """Chance by type that an answer forwards the contact to that type's queue, where it waits and
    is handled as such a contact is; at most `people.max_forwards` of them."""

    @field_validator("urgency")
    @classmethod
    def _shares_add_to_one(cls, value: int | dict[int, float]) -> int | dict[int, float]:
        if isinstance(value, dict) and abs(sum(value.values()) - 1) > 1e-9:
            total = sum(value.values())
            raise ValueError(f"the shares of the urgency levels add up to {total:g}, not to 1")
        return value

    @model_validator(mode="after")
    def _one_way_on(self) -> "InquiryType":
        total = sum(self.forwards.values()) + (self.tier2.share if self.tier2 else 0.0)
        if total > 1 + 1e-9:
            rule = f"`tier2` and `forwards` add up to {total:g} of the answers"
            raise ValueError(f"{rule}; lower one of them")
        return self

    @field_validator("after_call", mode="before")
    @classmethod
    def _share_or_duration(cls, value: object) -> object:
        if isinstance(value, int | float) and value > 1:
            ways = f"`{value} s`, `{value} min` or, as a share, `{value} %`"
            raise ValueError(f"{value} is ambiguous; write {ways}")
        return value

    def handle_law(self, channel: str) -> Law:
        """Return the law of the handle time on a channel."""
        return self.handle_time if isinstance(self.handle_time, Law) else self.handle_time[channel]

    def tier2_law(self, channel: str) -> Law:
        """Return the law of tier 2's handle time on a channel."""
        own = self.tier2.handle_time if self.tier2 else None
        if own is None:
            return self.handle_law(channel)
        return own if isinstance(own, Law) else own[channel]

    def patience_law(self, name: str, channel: Channel) -> Patience | None:
        """Return the law of patience on a channel; None for customers who never leave a line."""
        own = self.patience.get(name) if isinstance(self.patience, dict) else self.patience
        if own is None or not channel.live:
            return channel.patience_law
        return None if own == "never" else own

    def redial_on(self, channel: Channel) -> Redial | None:
        """Return how customers on a channel try again; None for those who do not."""
        return self.redial or channel.redial

    def mean_handle_time(self, channel: str) -> float:
        """Return the mean handle time on a channel in seconds; 0 where the type has none."""
        if isinstance(self.handle_time, dict) and channel not in self.handle_time:
            return 0.0
        own = self.after_call.mean if isinstance(self.after_call, Law) else 0.0
        return self.handle_law(channel).mean + own
