"""The document of a comparison: what `tierzero compare --json` prints."""

from typing import Any, Literal, NotRequired, final

from typing_extensions import TypedDict

from sim.report.pieces.arm import JudgedArm
from sim.report.pieces.estimate import IntervalDocument
from sim.report.pieces.head import StudyHead
from sim.studies.compare.contrasts import Conclusion


class SettingDocument(TypedDict):
    """A setting that is not the same in all arms."""

    path: str
    """Where it stands in a scenario, in dots: `bot.turn_limit`."""
    values: dict[str, Any]
    """Its value by arm; arms without the section that it stands in are left out."""


class DifferenceDocument(IntervalDocument):
    """A KPI of one arm minus that of another, paired by replication."""

    arm: str
    """The arm."""
    against: str
    """The arm that is subtracted."""
    kpi: str
    """The KPI's flat key, or `on_target`."""
    mean: float | None
    """The difference; null without data."""
    p_better: float | None
    """Share of the replications in which the arm is better; null where no side is."""
    p_value: float | None
    """P-value of the hypothesis that there is no difference; null without an interval."""
    adjusted_p: float | None
    """The same, adjusted by Holm's method for all differences of the document."""
    variance_ratio: float | None
    """What pairing gains: variance of unpaired replications over that of the paired ones."""
    verdict: Conclusion
    """`better` or `worse` (`higher` or `lower` where neither is better), or `no evidence`."""
    status: NotRequired[Literal["no_data"]]
    """Present where there is nothing to estimate the difference from."""


class ParetoDocument(TypedDict):
    """What is weighed of each arm at once."""

    kpis: list[str]
    """Flat keys of what is weighed, the lower the better."""
    front: list[str]
    """Arms that no other arm beats in all of them."""


@final
class CompareDocument(StudyHead):
    """The result of `tierzero compare`."""

    schema: Literal["tierzero.compare/1"]
    """Name of this document's schema."""
    against: str
    """The arm that the others are compared with."""
    same_workload: bool
    """Whether all arms met the same cases; otherwise only shared ones are paired."""
    settings: list[SettingDocument]
    """What differs in the settings."""
    differences: list[DifferenceDocument]
    """By how much the arms differ, by arm and KPI."""
    pareto: ParetoDocument
    """Which arms are not beaten."""
    arms: dict[str, JudgedArm]
    """What was found of each arm by itself, by the arm's name."""
