"""Who keeps results: what a result asks of it, since only the interface writes files and plays."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from sim.studies.experiment import Experiment

if TYPE_CHECKING:
    import pandas as pd


class Keeper(Protocol):
    """Writes results, and plays a replication again to look into it."""

    def save(self, result: Any, folder: Path) -> Path:
        """Write a folder for a result below a folder, and return where it is."""

    def report(self, result: Any, path: Path) -> Path:
        """Write a result's report to a file, and return where it is."""

    def journal(
        self, experiment: Experiment, arm: str, replication: int, table: Literal["contacts", "legs"]
    ) -> "pd.DataFrame":
        """Play a replication of an arm again, and return a table of its journal."""
