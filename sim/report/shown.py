"""What all results can do: show themselves, and be kept."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sim.report.keeper import Keeper
from sim.studies.experiment import Experiment

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType


class Shown(ABC):
    """A result: `print` shows its summary, a notebook its short table."""

    keeper: Keeper

    def __str__(self) -> str:
        """Return the summary as a terminal shows it, as plain text of 80 columns."""
        from sim.report.plain import plain

        return plain(self.__rich__())

    def __repr__(self) -> str:
        """Return in one line which result this is."""
        name, count, seed = (self.head[key] for key in ("scenario", "replications", "seed"))
        played = f"{count} replication" + "s" * (count != 1)
        return f"<{type(self).__name__} of {name!r}: {played}, seed {seed}>"

    def save(self, folder: str | Path) -> Path:
        """Write result, manifest and report to a folder of their own, and return where that is.

        Parameters
        ----------
        folder
            The folder of all results, such as `results`; it is made if it is missing.
        """
        return self.keeper.save(self, Path(folder))

    def report(self, path: str | Path) -> Path:
        """Write the report, one HTML file that needs nothing else, and return where it is.

        Parameters
        ----------
        path
            The file, or a folder in which it becomes `report.html`.
        """
        return self.keeper.report(self, Path(path))

    def _repr_html_(self) -> str:
        """Return the short table that a notebook shows."""
        return str(self.short_frame().to_html(index=False))

    @property
    @abstractmethod
    def head(self) -> Any:
        """The document, of which the name, the seed and the replications are told."""

    @abstractmethod
    def short_frame(self) -> "pd.DataFrame":
        """Return the short table as a DataFrame of texts and numbers."""

    @abstractmethod
    def __rich__(self) -> "RenderableType":
        """Return what a terminal shows."""


class LookedInto(ABC):
    """A result of arms that can be looked into, contact by contact."""

    keeper: Keeper

    @property
    @abstractmethod
    def experiment(self) -> Experiment:
        """The arms that were played."""

    def contacts(self, arm: str | None = None, replication: int = 0) -> "pd.DataFrame":
        """Play a replication again and return its contacts, one row each, with names for codes.

        Parameters
        ----------
        arm
            Name of the arm. Default: `ai`, or the last one without it.
        replication
            Number of the replication, from 0.
        """
        return self.keeper.journal(
            self.experiment, arm or self.experiment.chief, replication, "contacts"
        )

    def legs(self, arm: str | None = None, replication: int = 0) -> "pd.DataFrame":
        """Play a replication again and return its legs: each wait for a person, and the handling.

        Parameters
        ----------
        arm
            Name of the arm. Default: `ai`, or the last one without it.
        replication
            Number of the replication, from 0.
        """
        return self.keeper.journal(
            self.experiment, arm or self.experiment.chief, replication, "legs"
        )

    def _journal(
        self, arm: str | None, replication: int, table: Literal["contacts", "legs"]
    ) -> "pd.DataFrame":
        chosen = arm or self.experiment.chief
        return self.keeper.journal(self.experiment, chosen, replication, table)
