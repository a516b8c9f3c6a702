"""What the results of all studies other than `run` have in common: they render themselves."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from sim.measures.statistics.estimator import Estimate
from sim.measures.targets import enough
from sim.report.keeper import Keeper
from sim.report.pieces.head import StudyHead
from sim.report.pieces.targets import OnTarget, TargetsDocument
from sim.report.pieces.timing import TimingDocument
from sim.report.shown import Shown
from sim.report.text import to_text
from sim.report.timing import Timing
from sim.scenario.root import Scenario

if TYPE_CHECKING:
    import pandas as pd


class Study(Protocol):
    """What every study says of itself."""

    @property
    def replications(self) -> int:
        """How many were played of each desk."""

    @property
    def interrupted(self) -> bool:
        """Whether Ctrl-C ended the study before its time."""


S = TypeVar("S", bound=Study)
D = TypeVar("D", bound=StudyHead)


@dataclass(frozen=True, repr=False)
class StudyResult(Shown, Generic[S, D]):
    """The result of a study.

    Attributes
    ----------
    scenario
        What was asked about, without an arm's overrides.
    folder
        What the files that it names are relative to.
    engine
        What played it.
    study
        What it found.
    timing
        When, and how long it took; not part of the document, which is the same every time.
    written
        What of the scenario somebody wrote.
    keeper
        Who writes it.
    engine_reason
        Why that engine played; in the manifest alone.
    """

    scenario: Scenario
    folder: Path
    engine: str
    study: S
    timing: Timing
    written: Mapping[str, Any]
    keeper: Keeper
    engine_reason: str = ""

    @cached_property
    def document(self) -> D:
        """The result as nested dictionaries, lists and scalars."""
        head: StudyHead = {
            "scenario": self.scenario.name,
            "seed": self.scenario.run.seed,
            "replications": self.study.replications,
            "engine": self.engine,
        }
        if self.study.interrupted:
            head["interrupted"] = True
        return self.make_document(head)

    @property
    def times(self) -> TimingDocument:
        """The timing block of the manifest."""
        return self.timing.block(interrupted=self.study.interrupted)

    def to_json(self) -> str:
        """Return the document as JSON text."""
        return to_text(self.document)

    @property
    def head(self) -> D:
        """The document."""
        return self.document

    def short_frame(self) -> "pd.DataFrame":
        """Return the short table: the findings, unless a study has too many."""
        return self.to_frame()

    def on_target(self, estimate: Estimate | None) -> OnTarget:
        """Return how often a desk is on target; nulls where that was not estimated."""
        mean, low, high = with_ends(estimate)
        confidence, replications = self.scenario.targets.confidence, self.study.replications
        return {
            "on_target": mean,
            "on_target_low": low,
            "on_target_high": high,
            "on_target_verdict": enough(estimate, confidence, replications) if estimate else None,
        }

    @abstractmethod
    def make_document(self, head: StudyHead) -> D:
        """Return the document.

        Parameters
        ----------
        head
            What it begins with, below the name of its schema.
        """

    @abstractmethod
    def to_frame(self) -> "pd.DataFrame":
        """Return the findings as a tidy DataFrame."""


def targets_document(scenario: Scenario) -> TargetsDocument:
    """Return how targets are judged; a day run is one period, whatever the scenario calls it."""
    period = "run" if scenario.run.kind == "day" else scenario.targets.period
    return {"period": period, "confidence": scenario.targets.confidence}


def with_ends(estimate: Estimate | None) -> tuple[float | None, float | None, float | None]:
    """Return an estimated share and both ends of its interval, as far as they are known."""
    return (estimate.mean, estimate.low, estimate.high) if estimate else (None, None, None)
