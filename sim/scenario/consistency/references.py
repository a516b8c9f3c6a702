"""Whether what a section names exists in another, and every queue has a team."""

from collections.abc import Collection, Iterator

from sim.scenario.consistency.problem import Problem, unknown
from sim.scenario.derived.queues import channels_of, handled_on
from sim.scenario.errors import FieldPath
from sim.scenario.root import Scenario
from sim.scenario.values.laws import Law

_OWN_RULES = ("asked", "turn_limit", "outage", "rejected", "bot_full", "chose_person")
SHORTEST = 1e-3
"""Shortest mean of a handle time in seconds: less is nothing that anybody does."""


def handle_times(scenario: Scenario) -> Iterator[Problem]:
    """Check that handle times by channel are for channels that exist, and for all in use."""
    handled = handled_on(scenario)
    for place, law in _handle_laws(scenario):
        if law.mean < SHORTEST:
            yield place, "a handle time of 0 is no work; write at least `1 s`"
    for name, kind in scenario.inquiry_types.items():
        path: FieldPath = ("inquiry_types", name, "handle_time")
        yield from _by_channel(scenario, path, kind.handle_time, handled[name])
        if kind.tier2 and kind.tier2.handle_time:
            path = ("inquiry_types", name, "tier2", "handle_time")
            yield from _by_channel(scenario, path, kind.tier2.handle_time, handled[name])


def _handle_laws(scenario: Scenario) -> Iterator[tuple[FieldPath, Law]]:
    """Yield every law of a handle time with its place."""
    given: list[tuple[FieldPath, Law | dict[str, Law]]] = []
    for name, kind in scenario.inquiry_types.items():
        given.append((("inquiry_types", name, "handle_time"), kind.handle_time))
        if kind.tier2 and kind.tier2.handle_time:
            tier2 = ("inquiry_types", name, "tier2", "handle_time")
            given.append((tier2, kind.tier2.handle_time))
    for name, team in scenario.people.teams.items():
        if team.handle_time:
            given.append((("people", "teams", name, "handle_time"), team.handle_time))
    for path, laws in given:
        if isinstance(laws, Law):
            yield path, laws
        else:
            yield from (((*path, key), law) for key, law in laws.items())


def _by_channel(
    scenario: Scenario, path: FieldPath, given: Law | dict[str, Law], used: Collection[str]
) -> Iterator[Problem]:
    if isinstance(given, dict):
        yield from unknown(path, given, scenario.channels, "channel")
        for channel in used:
            if channel not in given:
                yield (*path, channel), f"`{channel}` is missing; contacts of this type use it"


def patience(scenario: Scenario) -> Iterator[Problem]:
    """Check that a type's own patience is for live channels that exist."""
    live = [name for name, channel in scenario.channels.items() if channel.live]
    for name, kind in scenario.inquiry_types.items():
        path = ("inquiry_types", name, "patience")
        if isinstance(kind.patience, dict):
            yield from unknown(path, kind.patience, scenario.channels, "channel")
            for way in scenario.channels:
                if way in kind.patience and way not in live:
                    rule = f"nobody waits on the line of `{way}`, which is deferred"
                    yield (*path, way), f"{rule}; remove it"
        elif kind.patience is not None and not set(live) & set(channels_of(scenario, name)):
            yield path, "nobody waits on a line: this type has no live channel; remove it"


def surge_types(scenario: Scenario) -> Iterator[Problem]:
    """Check that surges name types that exist."""
    for number, surge in enumerate(scenario.demand.surges):
        path = ("demand", "surges", str(number), "types")
        yield from unknown(path, surge.types or (), scenario.inquiry_types, "type")
    if scenario.stress.surge:
        types = scenario.stress.surge.types or ()
        yield from unknown(("stress", "surge", "types"), types, scenario.inquiry_types, "type")


def confusion(scenario: Scenario) -> Iterator[Problem]:
    """Check that triage confuses types that exist, in shares that add up to 1."""
    types, path = scenario.inquiry_types, ("triage", "confusion")
    yield from unknown(path, scenario.triage.confusion, types, "type")
    for name, row in scenario.triage.confusion.items():
        yield from unknown((*path, name), row, types, "type")
        if abs(sum(row.values()) - 1) > 1e-9:
            yield (*path, name), f"the shares add up to {sum(row.values()):g}, not to 1"


def rules(scenario: Scenario) -> Iterator[Problem]:
    """Check that rules have names of their own, and name types and channels that exist."""
    function = (scenario.policy.python or "").rpartition(":")[2]
    if function in _OWN_RULES:
        yield ("policy", "python"), f"a rule is already called {function!r}; rename the function"
    taken = {*_OWN_RULES, function}
    for number, rule in enumerate(scenario.policy.rules):
        path, when = ("policy", "rules", str(number)), rule.when
        if rule.name in taken:
            yield (*path, "name"), f"a rule is already called {rule.name!r}; choose another name"
        taken.add(rule.name)
        yield from unknown(
            (*path, "when", "type"), when.on("type") or (), scenario.inquiry_types, "type"
        )
        channels = when.on("channel") or ()
        yield from unknown((*path, "when", "channel"), channels, scenario.channels, "channel")
