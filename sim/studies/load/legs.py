"""Which legs a contact for people makes on average, before anything is played."""

from collections.abc import Iterator
from typing import NamedTuple

from sim.engine.plan.plan import Plan
from sim.scenario.root import Scenario
from sim.scenario.sections.inquiry_types import InquiryType
from sim.scenario.values.laws import Law

MOST_FORWARDS = 2


class MeanLeg(NamedTuple):
    """What legs of one inquiry type in one queue add to the work.

    Attributes
    ----------
    type_code
        Code of the inquiry type as which they are handled.
    queue
        Code of the queue in which they wait.
    number
        How many of them a contact makes.
    seconds
        Mean handle time for a team whose factors are 1.
    """

    type_code: int
    queue: int
    number: float
    seconds: float


def mean_legs(scenario: Scenario, plan: Plan, type_code: int, channel: int) -> Iterator[MeanLeg]:
    """Yield the legs of a contact that people answer: touches, forwards, tier 2.

    Parameters
    ----------
    scenario, plan
        The arm.
    type_code, channel
        Codes of its inquiry type and its channel. Misroutes are left out.
    """
    touches = scenario.channels[plan.channels[channel]].touches
    answers = touches.mean if touches else 1.0
    yield from _answers(scenario, plan, type_code, channel, answers)
    yield from _onward(scenario, plan, type_code, channel, 1.0, MOST_FORWARDS)


def _answers(
    scenario: Scenario, plan: Plan, type_code: int, channel: int, number: float
) -> Iterator[MeanLeg]:
    inquiry_type = scenario.inquiry_types[plan.types[type_code]]
    seconds = inquiry_type.mean_handle_time(plan.channels[channel])
    yield MeanLeg(type_code, int(plan.queue_of[type_code, channel]), number, seconds)


def _onward(
    scenario: Scenario, plan: Plan, type_code: int, channel: int, number: float, forwards: int
) -> Iterator[MeanLeg]:
    """Yield what a number of answers as a type lead to."""
    inquiry_type = scenario.inquiry_types[plan.types[type_code]]
    if inquiry_type.tier2:
        seconds = inquiry_type.tier2_law(plan.channels[channel]).mean + _own_after_call(
            inquiry_type
        )
        yield MeanLeg(
            type_code,
            int(plan.tier2_of[type_code, channel]),
            number * inquiry_type.tier2.share,
            seconds,
        )
    for name, share in inquiry_type.forwards.items() if forwards else ():
        target = plan.types.index(name)
        yield from _answers(scenario, plan, target, channel, number * share)
        yield from _onward(scenario, plan, target, channel, number * share, forwards - 1)


def _own_after_call(inquiry_type: InquiryType) -> float:
    return inquiry_type.after_call.mean if isinstance(inquiry_type.after_call, Law) else 0.0


def wrap_share(inquiry_type: InquiryType, channel: str) -> float:
    """Return the share of a type's mean handle time on a channel that is after-call work."""
    if not isinstance(inquiry_type.after_call, Law):
        return inquiry_type.after_call
    whole = inquiry_type.mean_handle_time(channel)
    return inquiry_type.after_call.mean / whole if whole else 0.0
