"""Which shares cannot vary: 0 or 1 by what a scenario says, so that an interval would mislead.

A share that was 0 or 1 in every replication by luck has an interval; one that cannot be anything
else has none. What is still open at a run's end counts against neither: it is a matter of when the
run ends.
"""

from collections.abc import Callable, Mapping

from sim.scenario.derived.redials import any_redials
from sim.scenario.root import Scenario
from sim.scenario.sections.channels import Channel
from sim.scenario.values.hours import ALWAYS

Certain = Callable[[Scenario], bool]


def certain_shares(scenario: Scenario) -> frozenset[str]:
    """Return the keys of the shares that nothing in a scenario can move from 0 or 1."""
    return frozenset(key for key, holds in CERTAIN.items() if holds(scenario))


def _without_bot(scenario: Scenario) -> bool:
    return scenario.bot is None


def _people_are_right(scenario: Scenario) -> bool:
    """Return whether each answer by a person solves its case."""
    return all(
        kind.solved_by_person == 1 and (kind.tier2 is None or kind.tier2.solved == 1)
        for kind in scenario.inquiry_types.values()
    )


def _people_solve_all(scenario: Scenario) -> bool:
    return _without_bot(scenario) and _people_are_right(scenario)


def _all_solved(scenario: Scenario) -> bool:
    return _people_solve_all(scenario) and _nobody_is_lost(scenario)


def _nobody_is_lost(scenario: Scenario) -> bool:
    """Return whether every contact is served in the end."""
    lossless = all(map(_is_lossless, scenario.channels.values()))
    roomy = all(queue.capacity is None for queue in scenario.queues.values())
    return _nobody_leaves(scenario) and lossless and roomy


def _is_lossless(channel: Channel) -> bool:
    limited = channel.queue_capacity is not None or channel.trunks is not None
    shut = channel.loses_outside_hours or channel.at_closing == "disconnect"
    return not (limited or shut or channel.balking)


def _nobody_leaves(scenario: Scenario) -> bool:
    """Return whether all customers on a line wait as long as it takes."""
    return all(
        kind.patience_law(name, channel) is None
        for kind in scenario.inquiry_types.values()
        for name, channel in scenario.channels.items()
        if channel.live
    )


def _nobody_is_silent(scenario: Scenario) -> bool:
    return not any(channel.silent_abandonment for channel in scenario.channels.values())


def _nobody_redials(scenario: Scenario) -> bool:
    return not any_redials(scenario)


def _bot_has_room(scenario: Scenario) -> bool:
    return scenario.bot is None or scenario.bot.session_limit is None


def _bot_never_errs(scenario: Scenario) -> bool:
    own = [kind.bot.false_resolution for kind in scenario.inquiry_types.values()]
    usual = scenario.bot.false_resolution if scenario.bot else 0.0
    return not any(usual if rate is None else rate for rate in own)


def _always_open(scenario: Scenario) -> bool:
    return all(channel.hours == ALWAYS for channel in scenario.channels.values())


def _types_are_known(scenario: Scenario) -> bool:
    return not scenario.triage.predicts


CERTAIN: Mapping[str, Certain] = {
    "ai_resolution_rate": _without_bot,
    "bot_full_rate": _bot_has_room,
    "false_resolution_rate": _bot_never_errs,
    "response_share": _nobody_is_lost,
    "abandonment_rate": _nobody_leaves,
    "silent_abandonment_rate": _nobody_is_silent,
    "turned_away_rate": _nobody_is_lost,
    "redial_rate": _nobody_redials,
    "after_hours_rate": _always_open,
    "misroute_rate": _types_are_known,
    "cases_solved": _all_solved,
    "first_contact_resolution": _all_solved,
    "repeat_contact_rate_7d": _people_solve_all,
    "repeat_contact_rate_7d_human": _people_are_right,
    "give_up_rate": _all_solved,
}
"""By key of a share: whether a scenario settles it."""
