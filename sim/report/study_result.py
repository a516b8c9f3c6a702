"""What the results of the studies beside `run` have in common: they render themselves."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from sim.measures.statistics.estimator import Estimate
from sim.report.text import to_text
from sim.report.timing import Timing
from sim.scenario.root import Scenario

if TYPE_CHECKING:
    import pandas as pd

Document = dict[str, Any]


class Study(Protocol):
    """What every study says of itself."""

    @property
    def replications(self) -> int:
        """How many were played of each desk."""

    @property
    def interrupted(self) -> bool:
        """Whether Ctrl-C ended the study before its time."""


S = TypeVar("S", bound=Study)


@dataclass(frozen=True)
class StudyResult(ABC, Generic[S]):
    """What a study found.

    Attributes
    ----------
    scenario
        What was asked about, without an arm's overrides.
    folder
        What the files that it names are relative to.
    engine
        What played it.
    study
        What was found.
    timing
        When, and how long it took; no part of the document, which is the same every time.
    """

    command: ClassVar[str]
    """What `tierzero` was asked."""

    scenario: Scenario
    folder: Path
    engine: str
    study: S
    timing: Timing

    @cached_property
    def document(self) -> Document:
        """The result as nested dictionaries, lists and scalars."""
        head = {
            "schema": f"tierzero.{self.command}/1",
            "scenario": self.scenario.name,
            "seed": self.scenario.run.seed,
            "replications": self.study.replications,
            "engine": self.engine,
        }
        unfinished = {"interrupted": True} if self.study.interrupted else {}
        return head | unfinished | self.findings()

    @property
    def times(self) -> Document:
        """The timing block of the manifest."""
        return self.timing.block(interrupted=self.study.interrupted)

    def to_json(self) -> str:
        """Return the document as JSON text."""
        return to_text(self.document)

    def _repr_html_(self) -> str:
        """Return the HTML table that a notebook shows."""
        return str(self.to_frame().to_html(index=False))

    @abstractmethod
    def findings(self) -> Document:
        """Return what the document says beyond its head."""

    @abstractmethod
    def to_frame(self) -> "pd.DataFrame":
        """Return the findings as a tidy DataFrame."""


def targets_document(scenario: Scenario) -> Document:
    """Return how targets are judged; a day run is one period, whatever the scenario calls it."""
    period = "run" if scenario.run.kind == "day" else scenario.targets.period
    return {"period": period, "confidence": scenario.targets.confidence}


def with_ends(key: str, estimate: Estimate | None) -> Document:
    """Return an estimated share under its key, with the ends of its interval beside it."""
    if estimate is None:
        return dict.fromkeys((key, f"{key}_low", f"{key}_high"))
    return {key: estimate.mean, f"{key}_low": estimate.low, f"{key}_high": estimate.high}
