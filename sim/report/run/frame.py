"""The estimates of a document as a DataFrame."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sim.report.pieces.arm import ArmDocument
from sim.report.run.document import RunDocument

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("arm", "breakdown", "member", "kpi", "mean", "low", "high", "unit", "n", "status")


def estimates_frame(document: RunDocument) -> "pd.DataFrame":
    """Return a document's estimates, one row per arm, breakdown, member and KPI."""
    import pandas as pd

    frame = pd.DataFrame(list(_rows(document["arms"])), columns=list(COLUMNS))
    return frame.astype({"mean": float, "low": float, "high": float})


def _rows(arms: Mapping[str, ArmDocument]) -> Iterator[dict[str, object]]:
    for name, arm in arms.items():
        groups = {("", ""): arm["kpis"]}
        for breakdown, members in arm["by"].items():
            groups |= {(breakdown, key): member["kpis"] for key, member in members.items()}
        for (breakdown, member), kpis in groups.items():
            place = {"arm": name, "breakdown": breakdown, "member": member}
            for key, estimate in kpis.items():
                yield {**place, "kpi": key, "status": "ok", **estimate}
