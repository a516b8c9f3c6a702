"""An estimate as every document shows it."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict


class IntervalDocument(TypedDict):
    """The interval of an estimated value."""

    low: float | None
    """Lower end of the 95 % interval; null without one."""
    high: float | None
    """Upper end; null without an interval, and where it lies among contacts still open."""
    unit: str
    """Unit of the value and of both ends: `s`, `share`, `money`, ..."""


class ChangeDocument(IntervalDocument):
    """A difference with its interval; one of shares lies within -1..1."""

    mean: float | None
    """The difference; null without data."""


class LimitDocument(TypedDict):
    """Within which time contacts must be served to count for the service level."""

    within: NotRequired[float]
    """The service level's time limit, in seconds: the shortest where queues have their own."""
    within_up_to: NotRequired[float]
    """The longest where queues have several."""


class EstimateDocument(IntervalDocument, LimitDocument):
    """A value with its interval."""

    mean: float | None
    """The value; null without data, and where all that is known is `more_than`."""
    n: int
    """Contacts (or whatever the denominator counts) behind it."""
    status: NotRequired[Literal["no_data", "certain", "withheld", "more_than"]]
    """Why the interval is missing: no data, nothing can vary, or too little for one; or the upper
    end is. Absent where nothing is."""
    more_than: NotRequired[float]
    """The largest observed value, where the quantile is among contacts still open."""
    censored: NotRequired[int]
    """Contacts still open at the run's end, which a mean leaves out; absent without any."""


Estimates = dict[str, EstimateDocument]
"""Estimates by the flat key of their KPI."""


class SpreadDocument(TypedDict):
    """A quantity over the replications, some of which may have none."""

    median: float | None
    """Median; null where it lies among the replications that have none."""
    p10: float | None
    """Quantile that one replication in ten is below; null as for the median."""
    p90: float | None
    """Quantile that nine in ten are below; null as for the median."""
    never: float
    """Share of the replications that have none."""
