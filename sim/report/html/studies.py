"""Where a document holds the findings of a study."""

from typing import Literal, cast, overload

from sim.report.compare.document import CompareDocument
from sim.report.curve.document import CurveDocument
from sim.report.documents import ResultDocument
from sim.report.roi.document import RoiDocument
from sim.report.stress.document import StressDocument

Study = Literal["compare", "curve", "roi", "stress"]
"""A study other than `run`, by the name of its command."""


@overload
def findings(document: ResultDocument, study: Literal["compare"]) -> CompareDocument | None: ...
@overload
def findings(document: ResultDocument, study: Literal["curve"]) -> CurveDocument | None: ...
@overload
def findings(document: ResultDocument, study: Literal["roi"]) -> RoiDocument | None: ...
@overload
def findings(document: ResultDocument, study: Literal["stress"]) -> StressDocument | None: ...
def findings(document: ResultDocument, study: Study) -> ResultDocument | None:
    """Return what a study found; None where a document does not say.

    Parameters
    ----------
    document
        The study's own document, or one that has it inside under the study's name.
    study
        The study.
    """
    if document["schema"] == f"tierzero.{study}/1":
        return document
    return cast(ResultDocument | None, document.get(study))
