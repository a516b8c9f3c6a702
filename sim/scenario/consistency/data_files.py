"""Whether the columns of a trace are mapped so that every case can be read."""

from collections.abc import Iterator, Sized

from sim.scenario.consistency.problem import Problem
from sim.scenario.errors import FieldPath, suggest
from sim.scenario.root import Scenario

COLUMNS = (
    "arrival",
    "date",
    "clock",
    "type",
    "channel",
    "handle_time",
    "patience",
    "bot_time",
)
"""What a trace may have."""

_TIMES = {"arrival", "date", "clock"}


def trace_columns(scenario: Scenario) -> Iterator[Problem]:
    """Check that a trace's mapping names columns that there are, and all that are needed."""
    trace = scenario.demand.trace
    if trace is None:
        return
    path: FieldPath = ("demand", "trace", "columns")
    for name in trace.columns:
        if name not in COLUMNS:
            yield (*path, name), f"not a column of a trace{suggest(name, COLUMNS)}"
    if _TIMES & trace.columns.keys() not in ({"arrival"}, {"date", "clock"}):
        yield path, "a case needs one time; map either `arrival`, or `date` and `clock`"
    choices: dict[str, Sized] = {"type": scenario.inquiry_types, "channel": scenario.channels}
    for name, names in choices.items():
        if name not in trace.columns and len(names) > 1:
            yield path, f"`{name}` is missing; the scenario has {len(names)} of them"
