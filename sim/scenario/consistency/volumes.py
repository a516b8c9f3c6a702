"""Whether the volume is given in one way and its shares add up."""

from collections.abc import Iterable, Iterator, Mapping

from sim.scenario.consistency.problem import Problem, unknown
from sim.scenario.errors import FieldPath
from sim.scenario.root import Scenario
from sim.scenario.sections.demand import Demand
from sim.scenario.values.months import ALIKE

_TOLERANCE = 1e-9


def sources(scenario: Scenario) -> Iterator[Problem]:
    """Check that volumes are given in one way: a total, one of each type, or a trace."""
    demand = scenario.demand
    own = any(kind.volume is not None for kind in scenario.inquiry_types.values())
    given = [demand.volume is not None, own, demand.trace is not None]
    if not any(given):
        yield ("demand", "volume"), "`volume` is missing; write `200/month`"
    if sum(given) > 1:
        ways = "`volume` here, `trace`, or `volume` of each type"
        yield ("demand",), f"give volumes in one way only: {ways}"
    if demand.trace and not demand.trace.resample and scenario.run.kind != "day":
        rule = f"a trace needs a run of the kind `day`, not `{scenario.run.kind}`"
        yield ("demand", "trace"), f"{rule}; or write `resample: days`"
    if demand.trace:
        yield from _beside_a_trace(demand)


def _beside_a_trace(demand: Demand) -> Iterator[Problem]:
    """Check that nothing is set that a trace brings itself."""
    said = {
        "months": demand.months != ALIKE,
        "trend": demand.trend != 0,
        "counts": demand.counts != "poisson",
    }
    for field, is_said in said.items():
        if is_said:
            yield ("demand", field), f"a trace has its own {field}; remove `{field}`"


def type_shares(scenario: Scenario) -> Iterator[Problem]:
    """Check that all types have a volume, or all have a share; a single type needs neither."""
    types, section = scenario.inquiry_types, "inquiry_types"
    own = [name for name, kind in types.items() if kind.volume is not None]
    shares = {name: kind.share for name, kind in types.items() if kind.share is not None}
    for name in own:
        if name in shares:
            yield (section, name, "share"), "give either `share` or `volume`, not both"
    if own:
        lacking = [name for name in types if name not in own]
        yield from (((section, name), "`volume` is missing; others have one") for name in lacking)
    elif scenario.demand.volume is not None and (shares or len(types) > 1):
        yield from _add_to_one((section,), types, shares)


def channel_shares(scenario: Scenario) -> Iterator[Problem]:
    """Check that all channels have a share or none does, and that types name existing ones."""
    channels = scenario.channels
    shares = {
        name: channel.share for name, channel in channels.items() if channel.share is not None
    }
    if shares:
        yield from _add_to_one(("channels",), channels, shares)
    for name, kind in scenario.inquiry_types.items():
        path = ("inquiry_types", name, "channels")
        if kind.channels is not None:
            yield from unknown(path, kind.channels, channels, "channel")
            yield from _total(path, kind.channels)


def _add_to_one(
    path: FieldPath, members: Iterable[str], shares: Mapping[str, float]
) -> Iterator[Problem]:
    lacking = [name for name in members if name not in shares]
    yield from (((*path, name), "`share` is missing; others have one") for name in lacking)
    if not lacking:
        yield from _total(path, shares)


def _total(path: FieldPath, shares: Mapping[str, float]) -> Iterator[Problem]:
    total = sum(shares.values())
    if abs(total - 1) > _TOLERANCE:
        yield path, f"the shares add up to {total:g}, not to 1"
