"""When a result was found."""

from typing_extensions import TypedDict


class TimingDocument(TypedDict):
    """All that may differ when the same is played again."""

    started: str
    """Local time with its offset, in ISO 8601."""
    seconds: float
    """Wall-clock time."""
    jobs: int
    """Number of processes."""
    interrupted: bool
    """Whether Ctrl-C ended it before its time."""
