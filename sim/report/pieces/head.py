"""What the documents of all studies begin with."""

from typing import NotRequired

from typing_extensions import TypedDict


class Head(TypedDict):
    """What was played, and how."""

    scenario: str
    """Name of the scenario."""
    seed: int
    """Seed of all draws."""
    replications: int
    """How many replications were played of each desk."""
    engine: str
    """What played the model."""


class StudyHead(Head):
    """The same for a study other than `run`: its document has no timing block."""

    interrupted: NotRequired[bool]
    """True where Ctrl-C ended the study before its time; absent otherwise."""
