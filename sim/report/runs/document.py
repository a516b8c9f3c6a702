"""The document of a folder of results: what `tierzero runs --json` prints."""

from typing import Literal

from typing_extensions import TypedDict

State = Literal["finished", "interrupted", "at work", "left over"]
"""Whole; whole but of fewer replications; being played; ended without order."""


class RunLine(TypedDict):
    """One run."""

    id: str
    """The name of its folder; of one that is not whole, what `--resume` calls it."""
    state: State
    """What became of it."""
    resumable: bool
    """Whether `--resume` can go on from it, in this installation."""
    scenario: str | None
    """What was played; null where its folder does not say."""
    started: str | None
    """When, in ISO 8601; null where its folder does not say."""
    command: list[str]
    """The command line, empty where its folder does not say."""


class RunsDocument(TypedDict):
    """What is in a folder of results."""

    schema: Literal["tierzero.runs/1"]
    """Name of this document's schema."""
    runs: list[RunLine]
    """Whole results, then what commands left over or are at work on; each in order of name."""
    removed: list[str]
    """Ids of what was left over and is removed now."""
