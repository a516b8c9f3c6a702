"""When a result was found, and how long that took: all that may differ the next time."""

from dataclasses import dataclass
from datetime import datetime

from sim.report.pieces.timing import TimingDocument


@dataclass(frozen=True)
class Timing:
    """When a run was played, how long that took, and in how many processes.

    Attributes
    ----------
    started
        Local time with its offset.
    seconds
        Wall-clock time.
    jobs
        Processes.
    """

    started: datetime
    seconds: float
    jobs: int

    def block(self, *, interrupted: bool) -> TimingDocument:
        """Return the timing block of a document."""
        return {
            "started": self.started.isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 3),
            "jobs": self.jobs,
            "interrupted": interrupted,
        }
