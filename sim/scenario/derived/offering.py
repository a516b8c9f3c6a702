"""Where the bot may be offered to a case's first contact, as far as the rules alone can say."""

import operator
from collections.abc import Callable

from sim.scenario.root import Scenario
from sim.scenario.sections.policy import Conditions
from sim.scenario.values.bounds import Comparison
from sim.scenario.values.observables import OBSERVABLES

_RELATIONS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}

_AT_ENTRY = {observable.name: observable.at_entry for observable in OBSERVABLES}
"""Between which numbers an observable lies when a first contact meets the policy."""


def may_be_offered(scenario: Scenario, kind: str, channel: str) -> bool:
    """Return whether the bot may be offered to the first contact of a case.

    Rules are read in their order; a rule that may or may not act is assumed to let the bot pass.
    The type is assumed to be predicted rightly.

    Parameters
    ----------
    scenario
        The arm.
    kind, channel
        Inquiry type and channel of the case.
    """
    if scenario.bot is None or scenario.channels[channel].bot == "never":
        return False
    if not scenario.inquiry_types[kind].bot.eligible:
        return False
    for rule in scenario.policy.rules:
        acts = _holds(rule.when, scenario, kind, channel)
        if rule.then == "bot" and acts is not False:
            return True
        if rule.then == "person" and acts:
            return False
    return True


def _holds(when: Conditions, scenario: Scenario, kind: str, channel: str) -> bool | None:
    """Return whether all conditions hold; None: perhaps."""
    known = {
        "type": kind,
        "channel": channel,
        "open": True if _only_while_open(scenario, channel) else None,
    }
    verdicts = [
        _verdict(condition, known.get(name), _AT_ENTRY.get(name))
        for name, condition in when
        if condition is not None
    ]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _verdict(
    condition: object, known: str | bool | None, bounds: tuple[float, float] | None
) -> bool | None:
    """Return whether one condition holds; None: perhaps."""
    if isinstance(condition, Comparison) and bounds is not None:
        return _compared(condition, *bounds)
    if known is None:
        return None
    return known in condition if isinstance(condition, tuple) else known == condition


def _compared(condition: Comparison, low: float, high: float) -> bool | None:
    """Return whether a comparison holds for every number between two; None: for some."""
    if condition.op == "==" and low < condition.value < high:
        return None
    at_ends = {_RELATIONS[condition.op](end, condition.value) for end in (low, high)}
    return at_ends.pop() if len(at_ends) == 1 else None


def _only_while_open(scenario: Scenario, channel: str) -> bool:
    """Return whether a contact that meets the bot does so in the opening hours for sure."""
    way_in = scenario.channels[channel]
    return way_in.bot == "hours" or (way_in.hours.always and not scenario.calendar.holidays)
