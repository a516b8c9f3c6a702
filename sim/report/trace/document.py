"""The document of a journey: what `tierzero trace --json` prints."""

from typing import Literal

from typing_extensions import TypedDict


class StepDocument(TypedDict):
    """One thing that happened."""

    time: float
    """Seconds since midnight of the run's first day."""
    at: str
    """The same as weekday, date and clock."""
    text: str
    """What happened."""


class TraceDocument(TypedDict):
    """What happened to one case."""

    schema: Literal["tierzero.trace/1"]
    """Name of this document's schema."""
    case: int
    """The case's number in the journal."""
    title: str
    """What it was about."""
    contacts: list[list[StepDocument]]
    """The steps of each of its contacts, in order."""
