"""The result of a run: it renders itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.measures.pairing import Gap
from sim.report.arm_document import arm_document
from sim.report.keeper import Keeper
from sim.report.pieces.gap import GapDocument
from sim.report.pieces.timing import TimingDocument
from sim.report.run.advice import advice
from sim.report.run.document import RunDocument
from sim.report.run.outlook import Outlook
from sim.report.shown import LookedInto, Shown
from sim.report.text import to_text
from sim.report.timing import Timing
from sim.scenario.root import Scenario
from sim.studies.experiment import Experiment
from sim.studies.played_run import PlayedRun

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType


@dataclass(frozen=True, repr=False)
class RunResult(Shown, LookedInto):
    """What `tierzero run` finds.

    Attributes
    ----------
    scenario
        What was played, without an arm's overrides.
    folder
        What the files that it names are relative to.
    engine
        What played it.
    run
        The estimates of each arm.
    timing
        All that may differ when it is played again.
    written
        What of the scenario somebody wrote.
    keeper
        Who writes it.
    outlook
        The staircase and the return on investment, where they were asked for.
    engine_reason
        Why that engine played; in the manifest alone.
    """

    scenario: Scenario
    folder: Path
    engine: str
    run: PlayedRun
    timing: Timing
    written: Mapping[str, Any]
    keeper: Keeper
    outlook: Outlook = field(default_factory=Outlook)
    engine_reason: str = ""

    @cached_property
    def document(self) -> RunDocument:
        """The result as nested dictionaries, lists and scalars: `tierzero.run/1`.

        The documents of the outlook's parts stand inside it, under the names of their commands.
        """
        arms = self.run.experiment.arms
        return {
            "schema": "tierzero.run/1",
            "scenario": self.scenario.name,
            "seed": self.run.experiment.seed,
            "replications": self.run.replications,
            "engine": self.engine,
            "arms": {arm.name: arm_document(arm, self.run.summaries[arm.name]) for arm in arms},
            "gaps": [_gap(gap) for gap in self.run.gaps],
            "advice": [*self.outlook.left_out, *advice(self.run)],
            **self.outlook.documents,
            "timing": self.times,
        }

    @property
    def times(self) -> TimingDocument:
        """The document's timing block."""
        return self.timing.block(interrupted=self.run.interrupted or self.outlook.interrupted)

    def to_json(self) -> str:
        """Return the document as JSON text."""
        return to_text(self.document)

    def to_frame(self) -> "pd.DataFrame":
        """Return the estimates as a DataFrame: one row per arm, breakdown, member and KPI.

        Columns: arm, breakdown and member (empty for the whole), kpi, mean, low, high, unit, n,
        status (`ok` where there is nothing to say).
        """
        from sim.report.run.frame import estimates_frame

        return estimates_frame(self.document)

    def __rich__(self) -> "RenderableType":
        """Return the tables that a terminal shows."""
        from sim.report.run.table import run_tables

        return run_tables(self.document)

    @property
    def head(self) -> RunDocument:
        """The document."""
        return self.document

    @property
    def experiment(self) -> Experiment:
        """The arms that were played."""
        return self.run.experiment

    def short_frame(self) -> "pd.DataFrame":
        """Return the short table: one row per KPI, value and interval of each arm as text."""
        import pandas as pd

        from sim.report.run.table import kpi_rows

        arms = self.document["arms"]
        columns = ["KPI", *(title for name in arms for title in (name, f"{name}, 95 % interval"))]
        rows = [[*row, *[""] * (len(columns) - len(row))] for row in kpi_rows(arms)]
        return pd.DataFrame(rows, columns=columns)


def _gap(gap: Gap) -> GapDocument:
    return {
        "arm": gap.arm,
        "against": gap.against,
        "kpi": gap.kpi,
        "mean": gap.mean,
        "low": gap.low,
        "high": gap.high,
        "unit": gap.unit,
    }
