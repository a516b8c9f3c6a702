"""Section `bot`: the AI tier."""

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from sim.scenario.sections.review import Review
from sim.scenario.values.quantities import FACTOR, RATIO
from sim.scenario.values.section import Section, as_written
from sim.scenario.values.sources import Default, Source
from sim.scenario.values.units import (
    Cv,
    DayDuration,
    Duration,
    LongDuration,
    Names,
    Share,
    WholeDays,
)

Month = Annotated[int, Field(ge=0, le=120)]
Hours = Annotated[float, Field(ge=0, le=100_000)]
Weights = tuple[Annotated[float, Field(ge=0)], ...]
Count = Annotated[int, Field(ge=0, le=1_000_000)]

_XIONG = Source("Xiong et al. 2023", "A")


class Confidence(Section):
    """How well the bot knows whether it can solve a case."""

    auroc: Annotated[float, RATIO.between(0.5, 0.999), _XIONG] = 0.70
    """Area under the ROC curve of its confidence within a type."""
    overconfidence: Annotated[float, RATIO.between(-0.5, 0.5), _XIONG] = 0.15
    """Mean reported confidence minus the true rate."""


class Outage(Section):
    """A stretch of time in which the bot is down."""

    start: LongDuration
    """When it begins, counted from the start of the measured window (the launch of a project)."""
    duration: DayDuration
    """How long it lasts."""


class Drift(Section):
    """Dates on which the bot is worse than it believes, such as after a product change."""

    start: date
    """Its first day. It acts on its dates, in every kind of run."""
    duration: Annotated[WholeDays, Field(gt=0)]
    """How long it lasts, in whole days, such as `3 weeks`."""
    points: Share
    """Points that the true resolution rate loses for cases that first arrive on these days: from
    45 %, `10 %` (ten points) leaves 35 %; never below 0. Points of overlapping drifts add up."""
    types: Annotated[Names | None, Default("all")] = None
    """Inquiry types that it affects."""

    @property
    def end(self) -> date:
        """The first day after it."""
        return self.start + timedelta(seconds=self.duration)


class Knowledge(Section):
    """How the bot's knowledge ages, and the work that keeps it right."""

    decay: Annotated[Share, Field(lt=1), Source(grade="J")] = 0.0
    """Relative loss of the resolution rate a month without any upkeep, compounded by months after
    the launch: of 50 %, `4 %` leaves 48 % after a month. A typical run stands still at `run.as_of`;
    without it nothing is lost."""
    hours_needed: Annotated[Hours, Source(grade="J")] = 0.0
    """Hours of work a month that keep all of it right; with fewer hours the loss is in proportion
    to what is missing."""
    upkeep_hours: Annotated[
        Hours | None, Default("what is needed beside `qa_hours`"), Source(grade="J")
    ] = None
    """Hours a month spent on content; each costs what an hour of people costs, on top of
    `money.upkeep`."""
    qa_hours: Annotated[Hours, Source(grade="J")] = 0.0
    """Hours a month spent on reading what the bot says; they count and cost as `upkeep_hours`
    do."""

    @model_validator(mode="after")
    def _needs_hours(self) -> "Knowledge":
        if self.decay and not self.hours_needed:
            rule = "`decay` acts only where hours are missing"
            raise ValueError(f"{rule}; add `hours_needed`, such as `hours_needed: 20`")
        return self

    @property
    def hours(self) -> float:
        """Hours spent on it per month."""
        if self.upkeep_hours is None:
            return max(self.hours_needed, self.qa_hours)
        return self.upkeep_hours + self.qa_hours

    @property
    def kept(self) -> float:
        """Share of the resolution rate that is left after a month."""
        if not self.decay:
            return 1.0
        return 1.0 - self.decay * (1.0 - min(1.0, self.hours / self.hours_needed))


class Usage(Section):
    """What a turn of a session uses; platforms charge by it."""

    actions_per_turn: Annotated[Count, Source(grade="J")] = 2
    """Actions a turn, such as searches and look-ups."""
    tokens_instructions: Annotated[Count, Source(grade="J")] = 1500
    """Tokens of instructions and retrieved text that every turn reads."""
    tokens_customer: Annotated[Count, Source(grade="J")] = 60
    """Tokens of a message of the customer, one a turn."""
    tokens_answer: Annotated[Count, Source(grade="J")] = 150
    """Tokens of an answer of the bot, one a turn. Every turn reads all messages and answers before
    it once more."""


class Choice(Section):
    """What makes customers of live channels choose the bot when they are told the wait for people.

    The bot is taken with probability 1 / (1 + exp(-(base + per_minute x minutes of wait))).
    """

    base: Annotated[float, Field(ge=-20, le=20)]
    """Log-odds of taking the bot when nobody would have to wait."""
    per_minute: Annotated[float, Field(ge=0, le=20)]
    """What each minute of the announced wait adds to them."""


class Bot(Section):
    """How the bot resolves, fails, and annoys."""

    resolution_rate: Annotated[Share, Source("vendor claims 55-72 % with a haircut", "C")] = 0.45
    """True resolution rate of a first attempt if nobody intervenes."""
    of: Literal["cases", "sessions"] = "cases"
    """What the resolution rates are shares of, those of types and `launch_rate` included. `cases`:
    the true rate if nobody intervenes. `sessions`: sessions that the bot closes, as its dashboard
    shows them, false closings included and less those who ask for a person or leave; the true rates
    are solved for when the scenario is loaded, and `tierzero check` shows them."""
    launch_rate: Annotated[Share | None, Default("mature from the start")] = None
    """True resolution rate at the launch, from which the bot matures along `ramp`; the rates of
    types start lower in the same proportion."""
    ramp: Annotated[dict[Month, Share], Source(grade="C")] = Field(
        default={1: 0.20, 6: 0.88, 12: 0.98}
    )
    """Share of the way from launch to mature by month after the launch, linear between, 0 at the
    launch and level after the last. Only with `launch_rate`."""
    launched: Annotated[date | None, Default("`run.start`")] = None
    """Date of the launch."""
    knowledge: Knowledge = Knowledge()
    """How it ages without upkeep."""
    drift: tuple[Drift, ...] = ()
    """Dates on which it is worse than it believes; shared by arms with the same bot."""
    adoption: Annotated[
        Share | Annotated[dict[Month, Share], Field(min_length=1)],
        Default("all"),
        Source(grade="J"),
    ] = 1.0
    """Share of contacts that are offered the bot: a share, or by month after the launch as `ramp`
    is, 0 at the launch unless month 0 is given. A typical run stands still at `run.as_of`; without
    it the last holds."""
    session_limit: Annotated[int | None, Field(ge=1), Default("no limit"), Source(grade="J")] = None
    """Sessions at a time. Further contacts go to people at once (rule `bot_full`)."""
    induced_demand: Annotated[Share, Source(grade="C")] = 0.0
    """Additional cases that easier contact through the bot brings, as a share of the volume: 5 % is
    reported, 0 to 30 %. From the launch on, times the `adoption`, of the types and channels on
    which the policy may offer the bot to a first contact."""
    outages: tuple[Outage, ...] = ()
    """When it is down: new contacts go to people, and running sessions are escalated by the rule
    `outage`."""
    concentration: Annotated[float, Field(gt=0, le=1000)] = 1.0
    """Parameter s of the Beta law of a case's success probability; with m the resolution rate, a
    retry after a failure succeeds with probability m s / (1 + s)."""
    false_resolution: Annotated[Share, Source(grade="C")] = 0.15
    """Share of false ones among closings without escalation, if nobody intervenes."""
    turn_limit: Annotated[int, Field(ge=1, le=60)] = 6
    """An unsolved session is escalated at the end of this turn (rule `turn_limit`)."""
    turns_to_solve: Annotated[Weights, Source(grade="J")] = (0.2, 0.3, 0.2, 0.15, 0.1, 0.05)
    """Weights of the turns at which the bot solves or claims to; cut at the turn limit and scaled
    to 1."""
    turn_time: Annotated[Duration, Source("Klarna: sessions under 2 min", "B")] = as_written("40 s")
    """Mean length of a turn: the bot's answer and the customer's typing."""
    first_reply: Annotated[Duration, Source("5-8 s", "B")] = as_written("6 s")
    """Mean time to the bot's first answer, inside the first turn."""
    pace_cv: Annotated[Cv, Field(le=5)] = 0.8
    """Coefficient of variation of the session's pace, a lognormal factor with mean 1 on all of its
    turn times."""
    asks_at_once: Annotated[Share, Source("Kagan et al. 2025", "A")] = 0.15
    """Chance that a customer asks for a person before the first turn."""
    choice: Annotated[Choice | None, Default("the policy alone decides")] = None
    """Choice at the door of live channels: customers hear the estimated wait for people and take
    the bot, or go to people by the rule `chose_person`. It takes the place of `asks_at_once`."""
    review: Annotated[Review | None, Default("nobody watches")] = None
    """People, or a judge, who watch the bot."""
    asks_per_turn: Annotated[Share, Source(grade="J")] = 0.05
    """Chance of asking for a person after an unsolved turn."""
    leaves_per_turn: Annotated[Share, Source(grade="J")] = 0.03
    """Chance of leaving without a word after an unsolved turn."""
    mood_step: Annotated[Share, Source(grade="J")] = 0.15
    """Mood, 1 at the start, falls by this with each unsolved turn."""
    confidence: Confidence = Confidence()
    """The reported confidence."""
    escalated_handling: Annotated[float, FACTOR.between(0, 5), Source(grade="C")] = 1.10
    """Factor on a person's handle time after an escalation, for the mood."""
    handover_saves: Annotated[Share, Source(grade="B")] = 0.10
    """Share of a person's handle time that the bot's hand-over summary saves."""
    usage: Usage = Usage()
    """What its turns use."""

    @model_validator(mode="after")
    def _one_door(self) -> "Bot":
        if self.choice and "asks_at_once" in self.model_fields_set and self.asks_at_once > 0:
            rule = "`choice` says who asks for a person at the door"
            raise ValueError(f"{rule}; remove `asks_at_once` or write 0")
        return self

    @property
    def asks_at_door(self) -> float:
        """Chance that a customer asks for a person before the first turn."""
        return 0.0 if self.choice else self.asks_at_once

    @field_validator("turns_to_solve")
    @classmethod
    def _some_weight(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if not value or value[0] <= 0:
            raise ValueError("the first turn needs a weight above 0")
        return value
