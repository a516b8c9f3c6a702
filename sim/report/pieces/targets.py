"""How targets are judged, and how often they are met."""

from typing import Literal

from typing_extensions import TypedDict

from sim.measures.targets import Enough
from sim.scenario.sections.targets import Period


class TargetsDocument(TypedDict):
    """How a study judges the scenario's targets."""

    period: Period | Literal["run"]
    """The period that is on target or not; `run` where a day is played."""
    confidence: float
    """Share of the periods that must be on target."""


class OnTarget(TypedDict):
    """How often a desk is on target."""

    on_target: float | None
    """Share of the periods that meet every goal; null without data."""
    on_target_low: float | None
    """Lower end of its 95 % interval; null without one."""
    on_target_high: float | None
    """Upper end of its 95 % interval; null without one."""
    on_target_verdict: Enough | None
    """Whether that is enough: `yes` or `no` where the whole interval lies on one side of the
    targets' confidence, else `too few replications`; null without data."""
