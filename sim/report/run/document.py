"""The document of a run: what `tierzero run --json` prints."""

from typing import Literal, NotRequired, final

from typing_extensions import TypedDict

from sim.report.curve.document import CurveDocument
from sim.report.pieces.arm import ArmDocument
from sim.report.pieces.gap import GapDocument
from sim.report.pieces.head import Head
from sim.report.pieces.timing import TimingDocument
from sim.report.roi.document import RoiDocument


class OutlookDocuments(TypedDict):
    """The documents that stand inside that of a run, where an outlook was asked for."""

    curve: NotRequired[CurveDocument]
    """How many people each volume needs; absent where no target says what is enough."""
    roi: NotRequired[RoiDocument]
    """What the AI is worth; absent where it cannot be appraised."""


@final
class RunDocument(Head, OutlookDocuments):
    """The result of `tierzero run`."""

    schema: Literal["tierzero.run/1"]
    """Name of this document's schema."""
    arms: dict[str, ArmDocument]
    """What was found, by the arm's name."""
    gaps: list[GapDocument]
    """By how much the arms differ from the baseline in what customers get and lose, and in cost."""
    advice: list[str]
    """What has no answer, and what the numbers suggest to do next; a sentence or two each."""
    timing: TimingDocument
    """When it was played: all that may differ the next time."""
