"""The document of a stress test: what `tierzero stress --json` prints."""

from typing import Literal, final

from typing_extensions import TypedDict

from sim.report.pieces.estimate import SpreadDocument
from sim.report.pieces.head import StudyHead
from sim.report.pieces.targets import OnTarget, TargetsDocument


class StressedDocument(OnTarget):
    """One arm under one stress; on target counts the periods that the stress touches."""

    name: str
    """The stress: `growth`, `surge`, `absence` or `outage`."""
    arm: str
    """The arm."""
    text: str
    """What happens, in a few words."""
    begins: float
    """Seconds from the start of the measured window to its beginning."""
    ends: float | None
    """Seconds from the start of the measured window to its end; null: it stays."""
    broken: list[str]
    """Flat keys of the goals that break."""
    missed_anyway: list[str]
    """Flat keys of the goals that are missed even without the stress."""
    first_break: SpreadDocument
    """Seconds from the beginning to the first bad day."""
    recovery: SpreadDocument | None
    """Seconds from the end to the first day that is back; null where nothing broke or ended."""
    steps_more: int | None
    """Steps of heads or hours that it takes to hold; null: no number of people holds."""
    heads_today: int
    """People on today's payroll."""
    heads_needed: int | None
    """People that it takes to hold; null: no number does."""
    paid_hours_week_today: float
    """Hours per week that are paid today."""
    paid_hours_week_needed: float | None
    """Paid hours per week that it takes to hold; null: no number does."""
    on_target_unstressed: float | None
    """Share of the same periods on target without the stress; null without data."""
    on_target_unstressed_low: float | None
    """Lower end of its 95 % interval; null without one."""
    on_target_unstressed_high: float | None
    """Upper end of its 95 % interval; null without one."""
    on_target_with_needed: float | None
    """Share on target with the people that it takes to hold; null where no number does."""
    on_target_with_needed_low: float | None
    """Lower end of its 95 % interval; null without one."""
    on_target_with_needed_high: float | None
    """Upper end of its 95 % interval; null without one."""


class StressFindings(TypedDict):
    """What a stress test says in numbers."""

    targets: TargetsDocument
    """What on target means."""
    stresses: list[StressedDocument]
    """What becomes of each arm under each stress."""


@final
class StressDocument(StudyHead, StressFindings):
    """The result of `tierzero stress`."""

    schema: Literal["tierzero.stress/1"]
    """Name of this document's schema."""
    answer: str
    """The answer in a paragraph."""
