"""What documents say of one arm."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from sim.measures.targets import Attainment, Enough
from sim.report.pieces.estimate import EstimateDocument, Estimates, LimitDocument
from sim.scenario.sections.targets import Period

Series = list[float | None]
"""A value for each place, to four digits; null without data."""


class VerdictDocument(LimitDocument):
    """Whether the long-run value of a KPI meets its goal."""

    verdict: Attainment
    """`met` or `missed` where the whole interval says so, else `inconclusive`."""
    op: Literal["<", "<=", ">", ">="]
    """On which side of the bound the KPI must be."""
    value: float
    """The bound, in the KPI's unit."""
    period: Period
    """The period over which goals are judged."""


class JudgedArm(TypedDict):
    """An arm's KPIs, and what they mean for its targets."""

    kpis: Estimates
    """Every KPI by its flat key."""
    verdicts: dict[str, VerdictDocument]
    """Verdicts by the flat key of the goal's KPI."""
    on_target: EstimateDocument | None
    """Share of periods that meet every goal by themselves; null without goals."""
    on_target_verdict: Enough | None
    """Whether that is often enough: `yes` or `no` where the whole interval lies on one side of the
    targets' confidence, else `too few replications`; null without goals or data."""


class MemberDocument(TypedDict):
    """One member of a breakdown, such as the channel `chat`."""

    kpis: Estimates
    """The KPIs for which it has data."""


class BandDocument(TypedDict):
    """A series of means with their 95 % intervals."""

    mean: Series
    """The means."""
    low: Series
    """Lower ends of the intervals."""
    high: Series
    """Upper ends of the intervals."""


class WeekDocument(TypedDict):
    """A mean week: a value for each of the 336 half hours from Monday 00:00."""

    waiting: dict[str, BandDocument]
    """Contacts that wait for a person, by channel."""
    busy: dict[str, BandDocument]
    """Agents with at least one contact in hand, by team."""
    available: dict[str, BandDocument]
    """Agents on duty without a contact in hand, by team."""
    occupancy: dict[str, BandDocument]
    """Share of their time on duty that agents are busy, by team."""


class ResponsesDocument(TypedDict):
    """The share of contacts that have a first response by each time."""

    seconds: list[float]
    """Seconds since the contact arrived."""
    share: dict[str, BandDocument]
    """Share answered by then, by who answers: `ai` or `human`."""


class WarmUpDocument(TypedDict):
    """A suggestion for the warm-up."""

    weeks: NotRequired[int]
    """Whole weeks to leave out; absent where the run is not whole weeks."""
    days: NotRequired[int]
    """Whole days to leave out; absent where the run is whole weeks."""
    reliable: bool
    """Whether the run is long enough to tell."""


class ArmDocument(JudgedArm):
    """Everything that is said of an arm."""

    by: dict[str, dict[str, MemberDocument]]
    """KPIs by breakdown (`channel`, `type`, `rule`, ...) and member."""
    week: WeekDocument
    """Queues and agents by half hour of the week."""
    first_response: ResponsesDocument
    """How soon customers hear."""
    warm_up: NotRequired[WarmUpDocument]
    """The suggested warm-up; only in typical runs of two weeks, or days, or more."""
