"""Section `channels`: how contacts reach the desk."""

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.values.hours import ALWAYS, Hours
from sim.scenario.values.laws import DelayLaw, Patience, PatienceLaw
from sim.scenario.values.section import Section
from sim.scenario.values.units import Duration, Profile, Share

DEFAULT_PATIENCE = Patience(law="exponential", mean=360.0, cv=1.0)


class Redial(Section):
    """Trying again after not getting through: abandoned, balked, blocked or disconnected."""

    first: Share = 0.5
    """Chance after the first attempt (J)."""
    further: Share = 0.5
    """Chance after each further attempt (J)."""
    delay: DelayLaw = Field(default="10 min", validate_default=True)
    """Time until then; a bare duration is exponential (J)."""


class Touches(Section):
    """Several answers to one deferred contact, with the customer's replies between them."""

    mean: Annotated[float, Field(ge=1, le=5)] = 1.5
    """Mean number of answers, geometric and at most 20; only the last one ends the contact (J)."""
    reply_delay: DelayLaw = Field(default="4 h", validate_default=True)
    """Time from an answer to the customer's reply; a bare duration is exponential (J)."""


class Channel(Section):
    """One way in: live (the customer waits) or deferred (e-mail, form, message)."""

    kind: Literal["live", "deferred"] = "deferred"
    """Whether the customer waits on the line."""
    share: Share | None = None
    """Share of every type's cases (types may say otherwise). Default: equal shares."""
    profile: Profile | None = None
    """Weekly profile of this channel. Default: the demand's."""
    hours: Hours = ALWAYS
    """Opening hours of the human side, such as `Mon-Fri 09:00-17:00`; also the business clock."""
    bot: Literal["always", "hours", "never"] = "always"
    """When the bot is there: around the clock, in the opening hours, or never."""
    outside_hours: Literal["wait", "lost", "divert"] | None = None
    """What happens to a contact for people outside the opening hours: it waits, is lost, or goes on
    by the channel `diverts_to`, if that is not lost there. Default: deferred `wait`, live `lost`.
    """
    at_closing: Literal["stay", "disconnect", "to_deferred"] = "stay"
    """Waiting live contacts at closing: `stay` while somebody of their teams is on duty,
    `disconnect` at once, or `to_deferred`: go on by the channel `diverts_to` at once."""
    diverts_to: str | None = None
    """Channel by which contacts go on that are diverted; deferred where it is for `at_closing`."""
    patience: PatienceLaw | Literal["never"] | None = None
    """How long a live customer waits, each time they join a queue; `never`: for ever. Types may say
    otherwise. Default: 6 min exponential (J)."""
    balking: Share | Literal["announced"] = 0.0
    """Chance that a customer who would have to wait hangs up at once, or `announced`: who is told
    an estimated wait above their patience does."""
    queue_capacity: Annotated[int, Field(ge=0)] | None = None
    """Contacts that may wait on this channel at a time; one more is blocked. Default: no limit."""
    trunks: Annotated[int, Field(ge=1)] | None = None
    """Contacts that may wait or be in hand on this channel at a time; one more is blocked.
    Default: no limit."""
    redial: Redial | None = None
    """Trying again after not getting through. Default: nobody does."""
    silent_abandonment: Share = 0.0
    """Share of those whose patience ends who leave without a sign: an agent later opens the contact
    in vain (chat: .70, Castellanos et al., A)."""
    silent_time: Duration = 30.0
    """Time that an agent loses on a contact whose customer has left without a sign (J)."""
    touches: Touches | None = None
    """Several answers with the customer's replies between them (deferred). Default: one answer."""

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
        """Whether contacts for people outside the opening hours go on by another channel."""
        return self._outside == "divert"

    @property
    def diverts(self) -> bool:
        """Whether contacts may go on by another channel."""
        return self.diverts_outside_hours or self.at_closing == "to_deferred"

    @property
    def _outside(self) -> str:
        return self.outside_hours or ("lost" if self.live else "wait")
