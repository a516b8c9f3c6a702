"""What the sections of a scenario must say together."""

import os
from collections.abc import Iterator
from pathlib import Path

from sim.base.visible import shortened
from sim.scenario.consistency.bot_rates import drift_types, false_claims, launch_rates
from sim.scenario.consistency.data_files import trace_columns
from sim.scenario.consistency.days import whole_weeks
from sim.scenario.consistency.durations import longest_draws
from sim.scenario.consistency.names import names
from sim.scenario.consistency.problem import Problem
from sim.scenario.consistency.queues import own_queues, team_queues, unserved_queues
from sim.scenario.consistency.references import (
    confusion,
    handle_times,
    patience,
    rules,
    surge_types,
)
from sim.scenario.consistency.segmentation import programmes, segment_rules, segment_shares
from sim.scenario.consistency.sizes import sizes
from sim.scenario.consistency.volumes import channel_shares, sources, type_shares
from sim.scenario.consistency.ways import diversions, forwards
from sim.scenario.errors import FieldPath
from sim.scenario.root import AI, BASELINE, Scenario

_NO_LINE = "nobody waits on the line of a deferred channel; remove it or add `kind: live`"


def problems(scenario: Scenario) -> list[Problem]:
    """Return what does not fit together, once names and sizes are such that it can be asked."""
    if first := [*names(scenario), *sizes(scenario)]:
        return first
    checks = (
        sources,
        trace_columns,
        type_shares,
        channel_shares,
        lines,
        handle_times,
        longest_draws,
        patience,
        surge_types,
        own_queues,
        team_queues,
        unserved_queues,
        diversions,
        forwards,
        confusion,
        rules,
        segment_shares,
        segment_rules,
        programmes,
        launch_rates,
        false_claims,
        drift_types,
        periods,
        whole_weeks,
        arms,
    )
    return [problem for check in checks for problem in check(scenario)]


def missing_files(scenario: Scenario, folder: Path) -> list[Problem]:
    """Return the files that a scenario names and that are not in its folder."""
    trace, teams = scenario.demand.trace, scenario.people.teams
    named: list[tuple[FieldPath, str | None]] = [
        (("people", "teams", name, "roster"), team.roster.file if team.roster else None)
        for name, team in teams.items()
    ]
    named.append((("demand", "trace", "file"), trace.file if trace else None))
    python = scenario.policy.python
    named.append((("policy", "python"), python.rpartition(":")[0] if python else None))
    return [
        (path, f"there is no file {shortened(repr(file), 80)} in {str(folder)!r}; correct the name")
        for path, file in named
        if file is not None and not os.path.isfile(folder / file)
    ]


def lines(scenario: Scenario) -> Iterator[Problem]:
    """Check that only customers of live channels wait on a line."""
    for name, channel in scenario.channels.items():
        if channel.patience is not None and not channel.live:
            yield ("channels", name, "patience"), _NO_LINE
        if channel.at_closing != "stay" and not channel.live:
            yield ("channels", name, "at_closing"), _NO_LINE
        if channel.silent_abandonment and not channel.live:
            rule = "nobody leaves a deferred channel; remove it or add `kind: live`"
            yield ("channels", name, "silent_abandonment"), rule
        if channel.touches and channel.live:
            rule = "a live contact has one answer; remove it or add `kind: deferred`"
            yield ("channels", name, "touches"), rule


def periods(scenario: Scenario) -> Iterator[Problem]:
    """Check that all targets are judged over one period."""
    targets = scenario.targets
    for key, goal in targets.goals.items():
        if goal.period not in (None, targets.period):
            remedy = f"write `period: {goal.period}` under `targets`"
            yield ("targets", key), f"the period of all targets is the {targets.period}; {remedy}"


def arms(scenario: Scenario) -> Iterator[Problem]:
    """Check that the two arms exist, and that none has what only a whole scenario can have.

    Without a bot there may be the baseline alone.
    """
    for name in (BASELINE, AI) if scenario.bot else (BASELINE,):
        if name not in scenario.arms:
            yield ("arms", name), f"`{name}` is missing; it may be empty: `{name}: {{}}`"
    for name, override in scenario.arms.items():
        for key in ("arms", "extends"):
            if key in override:
                yield ("arms", name, key), f"an arm cannot have its own `{key}`; remove it"
