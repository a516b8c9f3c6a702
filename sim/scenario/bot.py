"""Section `bot`: the AI tier."""

from datetime import date
from typing import Annotated

from pydantic import Field, field_validator

from sim.scenario.section import Section
from sim.scenario.units import Duration, Share

Month = Annotated[int, Field(ge=0, le=120)]


class Confidence(Section):
    """How well the bot knows whether it can solve a case."""

    auroc: Annotated[float, Field(ge=0.5, le=0.999)] = 0.70
    """Area under the ROC curve of its confidence within a type (Xiong et al. 2023, A)."""
    overconfidence: Annotated[float, Field(ge=-0.5, le=0.5)] = 0.15
    """Mean reported confidence minus the true rate (Xiong et al. 2023, A)."""


class Outage(Section):
    """A stretch of time in which the bot is down."""

    start: Duration
    """When it begins, counted from the start of the measured window (the launch of a project)."""
    duration: Duration
    """How long it lasts."""


class Bot(Section):
    """How the bot resolves, fails, and annoys."""

    resolution_rate: Share = 0.45
    """True resolution rate of a first attempt if nobody intervenes (vendor claims 55-72 % with a
    haircut, C)."""
    launch_rate: Share | None = None
    """True resolution rate at the launch, from which the bot matures along `ramp`; types start
    lower in the same proportion. Default: mature from the start."""
    ramp: dict[Month, Share] = Field(default={1: 0.20, 6: 0.88, 12: 0.98})
    """Share of the way from launch to mature by month after the launch, linear between, 0 at the
    launch and level after the last (C). Only with `launch_rate`."""
    launched: date | None = None
    """Date of the launch. Default: `run.start`."""
    outages: tuple[Outage, ...] = ()
    """When it is down: new contacts go to people, running sessions are escalated by the rule
    `outage`."""
    concentration: Annotated[float, Field(gt=0, le=1000)] = 1.0
    """s of the Beta law of a case's success probability; a retry after a failure succeeds with m s
    / (1 + s)."""
    false_resolution: Share = 0.15
    """Share of false ones among closings without escalation, if nobody intervenes (C)."""
    turn_limit: Annotated[int, Field(ge=1, le=60)] = 6
    """At the end of this turn an unsolved session is escalated (rule `turn_limit`)."""
    turns_to_solve: tuple[Annotated[float, Field(ge=0)], ...] = (0.2, 0.3, 0.2, 0.15, 0.1, 0.05)
    """Weights of the turns at which the bot solves or claims to; cut at the turn limit and scaled
    to 1 (J)."""
    turn_time: Duration = 40.0
    """Mean length of a turn: the bot's answer and the customer's typing (Klarna: sessions under 2
    min, B)."""
    first_reply: Duration = 6.0
    """Mean time to the bot's first answer, inside the first turn (5-8 s, B)."""
    pace_cv: Annotated[float, Field(ge=0, le=5)] = 0.8
    """CV of the session's pace, a lognormal factor with mean 1 on all its turn times."""
    asks_at_once: Share = 0.15
    """Chance that a customer asks for a person before the first turn (Kagan et al. 2025, A)."""
    asks_per_turn: Share = 0.05
    """Chance of asking for a person after an unsolved turn (J)."""
    leaves_per_turn: Share = 0.03
    """Chance of leaving without a word after an unsolved turn (J)."""
    mood_step: Share = 0.15
    """Mood, 1 at the start, falls by this with each unsolved turn (J)."""
    confidence: Confidence = Confidence()
    """The reported confidence."""
    escalated_handling: Annotated[float, Field(gt=0, le=5)] = 1.10
    """Factor on a person's handle time after an escalation, for the mood (C)."""
    handover_saves: Share = 0.10
    """Share of a person's handle time that the bot's hand-over summary saves (B)."""

    @field_validator("turns_to_solve")
    @classmethod
    def _some_weight(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if not value or value[0] <= 0:
            raise ValueError("the first turn needs a weight above 0")
        return value
