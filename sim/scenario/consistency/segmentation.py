"""Whether segments add up, and what names or needs them finds them."""

from collections.abc import Iterator

from sim.scenario.consistency.problem import Problem, unknown
from sim.scenario.root import Scenario
from sim.scenario.sections.run import Run
from sim.scenario.sections.segments import shares_of


def segment_shares(scenario: Scenario) -> Iterator[Problem]:
    """Check that all segments have a share or none does, and that the shares add up to 1."""
    segments = scenario.segments
    lacking = [name for name, segment in segments.items() if segment.share is None]
    if len(lacking) in (0, len(segments)):
        total = sum(shares_of(segments).values())
        if segments and abs(total - 1) > 1e-9:
            yield ("segments",), f"the shares add up to {total:g}, not to 1"
        return
    yield from ((("segments", name), "`share` is missing; others have one") for name in lacking)


def segment_rules(scenario: Scenario) -> Iterator[Problem]:
    """Check that rules name segments that exist, and that what they look at can be there."""
    segments = scenario.segments
    for number, rule in enumerate(scenario.policy.rules):
        path, when = ("policy", "rules", str(number), "when"), rule.when
        yield from unknown((*path, "segment"), when.on("segment") or (), segments, "segment")
        if when.on("vip") is not None and not any(segment.vip for segment in segments.values()):
            remedy = "write `vip: true` under one of `segments`"
            yield (*path, "vip"), f"no segment is for VIPs; {remedy}"
        worth = any(segment.value for segment in segments.values())
        if when.on("value_at_risk") is not None and not worth:
            remedy = "write `value: 30/month` under one of `segments`"
            yield (*path, "value_at_risk"), f"no customer has a value; {remedy}"


def programmes(scenario: Scenario) -> Iterator[Problem]:
    """Check that programmes are for types and segments that exist."""
    for name, programme in scenario.programmes.items():
        path = ("programmes", name)
        yield from unknown((*path, "types"), programme.types, scenario.inquiry_types, "type")
        segments = programme.segments or ()
        yield from unknown((*path, "segments"), segments, scenario.segments, "segment")
        if programme.earlier > _room(scenario.run):
            rule = "it would bring cases from beyond the run's ends"
            remedy = "make `run.warm_up` and `run.run_out` (`run.until` of a day) at least as long"
            yield (*path, "earlier"), f"{rule}; {remedy}"


def _room(run: Run) -> float:
    """Return how much earlier cases may come without a gap at the run's ends, in seconds."""
    return run.until if run.kind == "day" else min(run.warm_up, run.run_out)
