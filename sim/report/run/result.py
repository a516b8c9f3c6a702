"""The result of a run: it renders itself."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sim.report.arm_document import arm_document
from sim.report.pieces.timing import TimingDocument
from sim.report.run.advice import advice
from sim.report.run.document import RunDocument
from sim.report.run.outlook import Outlook
from sim.report.text import to_text
from sim.report.timing import Timing
from sim.scenario.root import Scenario
from sim.studies.played_run import PlayedRun

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType


@dataclass(frozen=True)
class RunResult:
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
    outlook
        The staircase and the return on investment, where they were asked for.
    """

    scenario: Scenario
    folder: Path
    engine: str
    run: PlayedRun
    timing: Timing
    outlook: Outlook = field(default_factory=Outlook)

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

    def _repr_html_(self) -> str:
        """Return the KPIs as the HTML table that a notebook shows."""
        frame = self.to_frame()
        whole = frame[frame["breakdown"] == ""]
        return str(whole.drop(columns=["breakdown", "member"]).to_html(index=False))
