"""The estimates of a document as a DataFrame."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("arm", "breakdown", "member", "kpi", "mean", "low", "high", "unit", "n", "status")


def estimates_frame(document: dict[str, Any]) -> "pd.DataFrame":
    """Return a document's estimates, a row an arm, breakdown, member and KPI."""
    import pandas as pd

    frame = pd.DataFrame(list(_rows(document["arms"])), columns=list(COLUMNS))
    return frame.astype({"mean": float, "low": float, "high": float})


def _rows(arms: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for arm, found in arms.items():
        groups = {("", ""): found["kpis"]}
        for breakdown, members in found["by"].items():
            groups |= {(breakdown, name): its["kpis"] for name, its in members.items()}
        for (breakdown, member), kpis in groups.items():
            place = {"arm": arm, "breakdown": breakdown, "member": member}
            for key, estimate in kpis.items():
                yield {**place, "kpi": key, "status": "ok"} | estimate
