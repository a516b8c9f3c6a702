"""What users should know of their data files before they are played."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded


def say_engine(engine: str, *, quiet: bool = False) -> None:
    """Say on stderr where nothing but SimPy can play, and what would make it faster."""
    from sim.engine.kernel.playing import not_loaded

    problem = not_loaded() if engine == "auto" and not quiet else None
    if problem:
        typer.echo(f"Note: SimPy plays, some 50 times slower: {problem}", err=True)


def say_notes(*loaded: "Loaded", quiet: bool = False) -> None:
    """Say on stderr what the data files of scenarios leave out, each sentence once."""
    from sim.api.notes import data_notes

    notes = [note for each in loaded for note in data_notes(each)]
    for note in dict.fromkeys(notes) if not quiet else ():
        typer.echo(f"Warning: {note}", err=True)
