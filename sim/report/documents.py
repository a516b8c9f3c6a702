"""The documents of all results, by the command that prints each."""

from typing import Any, Literal

from sim.report.compare.document import CompareDocument
from sim.report.curve.document import CurveDocument
from sim.report.roi.document import RoiDocument
from sim.report.run.document import RunDocument
from sim.report.stress.document import StressDocument

ResultDocument = RunDocument | CompareDocument | CurveDocument | StressDocument | RoiDocument
"""What a `result.json` holds."""

Command = Literal["run", "compare", "curve", "stress", "roi"]

DOCUMENTS: dict[Command, type[Any]] = {
    "run": RunDocument,
    "compare": CompareDocument,
    "curve": CurveDocument,
    "stress": StressDocument,
    "roi": RoiDocument,
}
"""The type of the document that each command prints."""
