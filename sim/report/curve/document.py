"""The document of a curve: what `tierzero curve --json` prints."""

from typing import Literal, final

from typing_extensions import TypedDict

from sim.measures.targets import Enough
from sim.report.pieces.head import StudyHead
from sim.report.pieces.targets import OnTarget, TargetsDocument


class PeopleDocument(TypedDict):
    """What people are paid for; null where no number of them is on target."""

    headcount: int | None
    """People on the payroll."""
    fte: float | None
    """Paid hours over the contracts' full weeks."""
    paid_hours_week: float | None
    """Paid hours per week."""


class TodayDocument(PeopleDocument, OnTarget):
    """Today's people at today's volume."""


class PointDocument(PeopleDocument, OnTarget):
    """A step of the staircase: the fewest people that are on target at a volume."""

    volume_multiplier: float
    """The volume; today's is 1."""
    arm: str
    """The arm."""
    on_target_one_less: float | None
    """Share of periods on target with one step of people less; null where no number will do."""
    on_target_one_less_low: float | None
    """Lower end of its 95 % interval; null without one."""
    on_target_one_less_high: float | None
    """Upper end of its 95 % interval; null without one."""


class ReserveDocument(OnTarget):
    """How much growth today's people can carry, and how often they are on target then."""

    growth: float
    """The growth, as a share of today's volume; -1 where they are too few at any volume."""
    at_least: bool
    """Whether no larger volume was tried."""


class GrowthDocument(TypedDict):
    """Whether today's people carry 30 % more."""

    verdict: Enough | None
    """Whether they are on target often enough, as `on_target_verdict` has it; null without data."""
    feasible: bool | None
    """The same as true or false; null where there are too few replications to tell."""
    probability: float | None
    """Share of the periods in which they are on target; null without data."""
    low: float | None
    """Lower end of its 95 % interval; null without one."""
    high: float | None
    """Upper end of its 95 % interval; null without one."""


class CurveFindings(TypedDict):
    """What a curve says in numbers; its dictionaries are by arm."""

    targets: TargetsDocument
    """What on target means."""
    today: dict[str, TodayDocument]
    """Today's people."""
    points: list[PointDocument]
    """The staircase, by arm and volume."""
    max_volume_without_hiring: dict[str, float]
    """Largest multiplier at which today's people are still on target; 0: at none."""
    reserve: dict[str, ReserveDocument]
    """What that leaves for growth."""
    growth_30: dict[str, GrowthDocument]
    """The answer to 30 % more contacts without hiring."""


@final
class CurveDocument(StudyHead, CurveFindings):
    """The result of `tierzero curve`."""

    schema: Literal["tierzero.curve/1"]
    """Name of this document's schema."""
    answer: str
    """The answer in words."""
