"""Section `channels`: how contacts reach the desk."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from sim.base.time import MINUTE
from sim.scenario.values.hours import ALWAYS, Hours
from sim.scenario.values.laws import DelayLaw, Patience, PatienceLaw
from sim.scenario.values.section import Section, as_written
from sim.scenario.values.sources import Default, Source
from sim.scenario.values.units import Duration, Profile, Share

ChannelKind = Literal["live", "deferred"]

KINDS: Mapping[str, ChannelKind] = MappingProxyType(
    {
        "phone": "live",
        "chat": "live",
        "email": "deferred",
        "mail": "deferred",
        "form": "deferred",
        "web_form": "deferred",
        "social": "deferred",
    }
)
"""What a channel of this name is, where it does not say."""

DEFAULT_PATIENCE = Patience(law="exponential", mean=6 * MINUTE, cv=1.0)


_BY_NAME = (
    "`live` where the channel is called phone or chat, `deferred` where it is called email, mail, "
    "form, web_form or social; else it must be said"
)


class Redial(Section):
    """Trying again after not getting through: abandoned, balked, blocked or disconnected."""

    model_config = ConfigDict(serialize_by_alias=True)

    first: Annotated[Share, Source(grade="J")] = 0.5
    """Chance after the first attempt."""
    further: Annotated[Share, Source(grade="J")] = 0.5
    """Chance after each further attempt."""
    delay: Annotated[DelayLaw, Source(grade="J")] = as_written("10 min")
    """Time until then; a bare duration is exponential."""
    as_: Annotated[Literal["new", "forwarded"], Field(alias="as")] = "new"
    """`new`: the customer begins anew; `forwarded`: a contact that was forwarded comes back to the
    queue in which it waited last, without triage and bot, and its case goes the same way in every
    attempt."""
    keeps: Annotated[Literal["patience"] | None, Default("nothing")] = None
    """What the customer keeps from attempt to attempt: `patience` is that of the first."""


class Touches(Section):
    """Several answers to one deferred contact, with the customer's replies in between."""

    mean: Annotated[float, Field(ge=1, le=5), Source(grade="J")] = 1.5
    """Mean number of answers, geometric and at most 20; only the last one ends the contact."""
    reply_delay: Annotated[DelayLaw, Source(grade="J")] = as_written("4 h")
    """Time from an answer to the customer's reply; a bare duration is exponential."""


class Channel(Section):
    """One way in: live (the customer waits) or deferred (e-mail, form, message)."""

    kind: Annotated[ChannelKind, Default(_BY_NAME)]
    """Whether the customer waits on the line."""
    share: Annotated[Share | None, Default("equal shares")] = None
    """Share of every type's cases; types may override it."""
    profile: Annotated[Profile | None, Default("the demand's")] = None
    """Profile of this channel, written as the demand's; types may have their own."""
    hours: Hours = ALWAYS
    """Opening hours of the human side, such as `Mon-Fri 09:00-17:00`; also the business clock."""
    bot: Literal["always", "hours", "never"] = "always"
    """When the bot is available: around the clock, in the opening hours, or never."""
    outside_hours: Annotated[
        Literal["wait", "lost", "divert"] | None, Default("deferred `wait`, live `lost`")
    ] = None
    """What happens to a contact for people outside the opening hours: it waits, is lost, or
    continues on the channel `diverts_to`, unless it would be lost there."""
    at_closing: Literal["stay", "disconnect", "to_deferred"] = "stay"
    """Waiting live contacts at closing: `stay` while somebody of their teams is on duty,
    `disconnect` at once, or `to_deferred`: continue on the channel `diverts_to` at once."""
    diverts_to: str | None = None
    """Channel on which diverted contacts continue; must be deferred if `at_closing` diverts."""
    patience: Annotated[
        PatienceLaw | Literal["never"] | None, Default("6 min exponential"), Source(grade="J")
    ] = None
    """How long a live customer waits, each time they join a queue; `never`: for ever. Types may
    override it."""
    balking: Share | Literal["announced"] = 0.0
    """Chance that a customer who would have to wait hangs up at once, or `announced`: customers who
    are told an estimated wait longer than their patience do."""
    queue_capacity: Annotated[int | None, Field(ge=0), Default("no limit")] = None
    """Contacts that may wait on this channel at a time; further ones are blocked."""
    trunks: Annotated[int | None, Field(ge=1), Default("no limit")] = None
    """Contacts that may wait or be handled on this channel at a time; further ones are blocked."""
    redial: Annotated[Redial | None, Default("nobody does")] = None
    """Trying again after not getting through."""
    silent_abandonment: Annotated[Share, Source("chat: .70, Castellanos et al.", "A")] = 0.0
    """Share of those whose patience ends who leave without a sign: an agent later opens the contact
    in vain."""
    silent_time: Annotated[Duration, Source(grade="J")] = as_written("30 s")
    """Time that an agent loses on a contact whose customer has left without a sign."""
    touches: Annotated[Touches | None, Default("one answer")] = None
    """Several answers with the customer's replies in between (deferred)."""

    @property
    def live(self) -> bool:
        """Whether the customer waits on the line."""
        return self.kind == "live"

    @property
    def patience_law(self) -> Patience | None:
        """The law of patience; None for customers who never leave a line."""
        if not self.live or self.patience == "never":
            return None
        return self.patience or DEFAULT_PATIENCE

    @property
    def loses_outside_hours(self) -> bool:
        """Whether contacts for people outside the opening hours are lost."""
        return self._outside == "lost"

    @property
    def diverts_outside_hours(self) -> bool:
        """Whether contacts for people outside the opening hours continue on another channel."""
        return self._outside == "divert"

    @property
    def diverts(self) -> bool:
        """Whether contacts may continue on another channel."""
        return self.diverts_outside_hours or self.at_closing == "to_deferred"

    @property
    def _outside(self) -> str:
        return self.outside_hours or ("lost" if self.live else "wait")
