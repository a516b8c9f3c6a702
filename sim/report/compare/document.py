"""The document of a comparison: what `tierzero compare --json` prints."""

from typing import Any, Literal, NotRequired, final

from typing_extensions import TypedDict

from sim.report.pieces.arm import JudgedArm
from sim.report.pieces.gap import GapDocument
from sim.report.pieces.head import StudyHead
from sim.studies.compare.contrasts import Conclusion


class SettingDocument(TypedDict):
    """A setting that is not the same in all arms."""

    path: str
    """Where it stands in a scenario, in dots: `bot.turn_limit`."""
    values: dict[str, Any]
    """Its value by arm; arms without the section that it stands in are left out."""


class DifferenceDocument(GapDocument):
    """A KPI of one arm minus that of another, and how far that can be believed."""

    p_better: float | None
    """Share of the replications in which the arm is better, a tie counting as half; null where no
    side is."""
    ties: int
    """How many replications are ties."""
    p_value: float | None
    """P-value of the hypothesis that there is no difference; null without an interval."""
    adjusted_p: float | None
    """The same, adjusted by Holm's method for the document's family; null outside it."""
    variance_ratio: float | None
    """What pairing gains: variance of unpaired replications over that of the paired ones."""
    verdict: Conclusion | None
    """`better` or `worse` (`higher` or `lower` where neither is better), or `no evidence`; null
    outside the family, where only the interval speaks."""
    status: NotRequired[Literal["no_data"]]
    """Present where there is nothing to estimate the difference from."""


class FamilyDocument(TypedDict):
    """On what verdicts are given; their p-values are adjusted together."""

    kpis: list[str]
    """Flat keys: the targets' KPIs, cases solved, and the cost of a month."""
    tests: int
    """How many differences that is over all arms, of those with a p-value."""


class ParetoDocument(TypedDict):
    """What is weighed of each arm at once."""

    kpis: list[str]
    """Flat keys of what is weighed."""
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
    family: FamilyDocument
    """On which of them verdicts are given."""
    pareto: ParetoDocument
    """Which arms are not beaten."""
    arms: dict[str, JudgedArm]
    """What was found of each arm by itself, by the arm's name."""
