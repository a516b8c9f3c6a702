"""The legs that a contact for people makes on average, before anything is played."""

from collections.abc import Iterator
from typing import NamedTuple

from sim.engine.plan.plan import Plan
from sim.scenario.root import Scenario
from sim.scenario.sections.inquiry_types import InquiryType
from sim.scenario.values.laws import Law

MOST_FORWARDS = 2


class MeanLeg(NamedTuple):
    """What one kind of leg adds to the work.

    Attributes
    ----------
    kind
        Number of the inquiry type as which it is handled.
    queue
        Queue that it waits in.
    number
        How many such legs a contact makes.
    seconds
        Mean handle time for a team whose factors are 1.
    """

    kind: int
    queue: int
    number: float
    seconds: float


def mean_legs(scenario: Scenario, plan: Plan, kind: int, way: int) -> Iterator[MeanLeg]:
    """Yield the legs of a contact that people answer: touches, forwards, tier 2.

    Parameters
    ----------
    scenario, plan
        The arm.
    kind, way
        Its inquiry type and channel by number. Misroutes are left out.
    """
    touches = scenario.channels[plan.channels[way]].touches
    answers = touches.mean if touches else 1.0
    yield from _answers(scenario, plan, kind, way, answers)
    yield from _onward(scenario, plan, kind, way, 1.0, MOST_FORWARDS)


def _answers(
    scenario: Scenario, plan: Plan, kind: int, way: int, number: float
) -> Iterator[MeanLeg]:
    its = scenario.inquiry_types[plan.types[kind]]
    seconds = its.mean_handle_time(plan.channels[way])
    yield MeanLeg(kind, int(plan.queue_of[kind, way]), number, seconds)


def _onward(
    scenario: Scenario, plan: Plan, kind: int, way: int, number: float, forwards: int
) -> Iterator[MeanLeg]:
    """Yield what so many answers as a type lead to."""
    its = scenario.inquiry_types[plan.types[kind]]
    if its.tier2:
        seconds = its.tier2_law(plan.channels[way]).mean + _own_after_call(its)
        yield MeanLeg(kind, int(plan.tier2_of[kind, way]), number * its.tier2.share, seconds)
    for name, share in its.forwards.items() if forwards else ():
        target = plan.types.index(name)
        yield from _answers(scenario, plan, target, way, number * share)
        yield from _onward(scenario, plan, target, way, number * share, forwards - 1)


def _own_after_call(kind: InquiryType) -> float:
    return kind.after_call.mean if isinstance(kind.after_call, Law) else 0.0


def wrap_share(kind: InquiryType, channel: str) -> float:
    """Return the share of a type's mean handle time on a channel that is after-call work."""
    if not isinstance(kind.after_call, Law):
        return kind.after_call
    whole = kind.mean_handle_time(channel)
    return kind.after_call.mean / whole if whole else 0.0
