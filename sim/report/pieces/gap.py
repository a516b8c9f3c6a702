"""By how much arms differ."""

from sim.report.pieces.estimate import ChangeDocument


class GapDocument(ChangeDocument):
    """A KPI of one arm minus that of another, paired by replication."""

    arm: str
    """The arm."""
    against: str
    """The arm that is subtracted."""
    kpi: str
    """The KPI's flat key, or `on_target`."""
