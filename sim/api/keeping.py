"""How does a result keep itself? It asks this, which writes files and plays a replication again."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sim.api.keep.journal_names import named
from sim.api.keep.manifest import manifest
from sim.api.keep.run_folder import make_results, save
from sim.studies.experiment import Experiment

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Keeping:
    """Keeps the results of a study that a program asked for.

    Attributes
    ----------
    study
        The command that asks for it, such as `run`.
    options
        Options of that command that stand for the function's arguments.
    """

    study: str
    options: tuple[str, ...] = ()

    @property
    def command(self) -> list[str]:
        """The command that asks for it again, in the folder that holds the manifest."""
        return ["tierzero", self.study, "manifest.json", *self.options]

    def save(self, result: Any, folder: Path) -> Path:
        """Write a folder for a result below a folder, and return where it is."""
        make_results(folder)
        return save(result, folder, self.command)

    def report(self, result: Any, path: Path) -> Path:
        """Write a result's report to a file, and return where it is."""
        # Drawing charts takes half a second to import.
        from sim.report.html.files import REPORT
        from sim.report.html.page import report_page

        file = path / REPORT if path.is_dir() else path
        about = manifest(result, file.parent, self.command)
        file.write_text(report_page(result.document, about), encoding="utf-8")
        return file

    def journal(
        self, experiment: Experiment, arm: str, replication: int, table: Literal["contacts", "legs"]
    ) -> "pd.DataFrame":
        """Play a replication of an arm again, and return a table of its journal."""
        ((played, journal),) = experiment.only([arm]).play(replication)
        return named(getattr(journal, table).to_frame(), played.plan)
