"""A small desk whose demand tests vary, and its workload."""

from datetime import date

from sim.scenario.root import Scenario
from sim.scenario.values.horizon import Horizon
from sim.workload import Workload, generate
from support.validation import validate

DAY = 86_400.0
MONDAY = date(2026, 1, 5)


def desk(types=("refund",), channels=("email",), run=None, **demand) -> Scenario:
    """Inquiry types in equal shares (or a mapping of sections), channels, one agent.

    A trace is played by a run of the kind `day`; others get a volume unless the types have theirs.
    """
    if not isinstance(types, dict):
        types = {name: {"share": 1 / len(types)} for name in types}
    if not isinstance(channels, dict):
        channels = {name: {} for name in channels}
    if "trace" not in demand and not any("volume" in kind for kind in types.values()):
        demand = {"volume": "20/day"} | demand
    return validate(
        {
            "name": "desk",
            "run": run or {"kind": "day"},
            "demand": demand,
            "channels": channels,
            "inquiry_types": {name: {"handle_time": 60} | kind for name, kind in types.items()},
            "people": {"teams": {"desk": {"headcount": 1}}},
        }
    )


def horizon(days: float, first_day: date = MONDAY) -> Horizon:
    """A run of some days, without warm-up."""
    end = days * DAY
    return Horizon(first_day, 0.0, end, end, end, False)


def brought(
    scenario: Scenario | None = None,
    days: float = 28,
    *,
    multiplier: float = 1.0,
    first_day: date = MONDAY,
    seed: int = 1,
    replication: int = 0,
) -> Workload:
    """The workload of a desk over some days."""
    run = horizon(days, first_day)
    return generate(scenario or desk(), seed, replication, run, multiplier)


def cases(workload: Workload, rows=slice(None)) -> dict[tuple, float]:
    """Arrival on the calendar (seconds since 1970) by identity of the case."""
    table = workload.candidates
    names = [workload.cells[cell].name for cell in table.cell[rows]]
    columns = (table.layer[rows], table.day[rows], table.ordinal[rows])
    calendar = table.time[rows] + workload.days[0] * DAY
    identities = zip(names, *(column.tolist() for column in columns), strict=True)
    return dict(zip(identities, calendar.tolist(), strict=True))
