"""Which legs a contact for people makes on average, before anything is played."""

from collections.abc import Iterator
from typing import NamedTuple

from sim.engine.plan.plan import Plan
from sim.scenario.root import Scenario
from sim.scenario.sections.inquiry_types import InquiryType
from sim.scenario.values.laws import Law

MOST_FORWARDS = 2


class MeanLeg(NamedTuple):
    """What legs of one inquiry type in one queue add to the work of a team without factors.

    Attributes
    ----------
    type_code
        Code of the inquiry type as which they are handled.
    queue
        Code of the queue in which they wait.
    number
        How many of them a contact makes.
    talk
        Mean seconds of talk.
    wrap
        Mean seconds of after-call work that is a share of the handle time.
    own_wrap
        Mean seconds of after-call work that has a law of its own: no summary shortens it.
    cv
        Coefficient of variation of the handle time.
    later
        Whether it comes after a reply of the customer.
    """

    type_code: int
    queue: int
    number: float
    talk: float
    wrap: float
    own_wrap: float
    cv: float
    later: bool = False


def mean_legs(
    scenario: Scenario, plan: Plan, type_code: int, channel: int, origin: int
) -> Iterator[MeanLeg]:
    """Yield the legs of a contact that people answer: touches, forwards, tier 2; not misroutes.

    Parameters
    ----------
    scenario, plan
        The arm.
    type_code, channel
        Codes of its inquiry type, and of the channel on which people handle it.
    origin
        Code of the channel on which it came: how many answers it takes depends on that.
    """
    touches = scenario.channels[plan.channels[origin]].touches
    answer = _answer(scenario, plan, type_code, channel, 1.0)
    yield answer
    if touches and touches.mean > 1 and not plan.channel_plans[channel].live:
        yield answer._replace(number=touches.mean - 1.0, later=True)
    yield from _onward(scenario, plan, type_code, channel, 1.0, MOST_FORWARDS)


def solved_by_people(scenario: Scenario, type_code: int) -> float:
    """Return the chance that people solve a case, wherever they pass it on to."""
    return _solved(scenario, list(scenario.inquiry_types), type_code, MOST_FORWARDS)


def _solved(scenario: Scenario, names: list[str], type_code: int, forwards: int) -> float:
    inquiry_type = scenario.inquiry_types[names[type_code]]
    stays, chance = 1.0, 0.0
    if inquiry_type.tier2:
        stays -= inquiry_type.tier2.share
        chance += inquiry_type.tier2.share * inquiry_type.tier2.solved
    for name, share in inquiry_type.forwards.items() if forwards else ():
        stays -= share
        chance += share * _solved(scenario, names, names.index(name), forwards - 1)
    return chance + stays * inquiry_type.solved_by_person


def _answer(scenario: Scenario, plan: Plan, type_code: int, channel: int, number: float) -> MeanLeg:
    inquiry_type = scenario.inquiry_types[plan.types[type_code]]
    name = plan.channels[channel]
    own = _own_after_call(inquiry_type)
    has_law = isinstance(inquiry_type.handle_time, Law) or name in inquiry_type.handle_time
    law = inquiry_type.handle_law(name) if has_law else None
    share = _wrap_share(inquiry_type)
    mean, cv = (law.mean, law.cv) if law else (0.0, 0.0)
    queue = int(plan.queue_of[type_code, channel])
    return MeanLeg(type_code, queue, number, mean * (1 - share), mean * share, own, cv)


def _onward(
    scenario: Scenario, plan: Plan, type_code: int, channel: int, number: float, forwards: int
) -> Iterator[MeanLeg]:
    """Yield what a number of answers as a type lead to."""
    inquiry_type = scenario.inquiry_types[plan.types[type_code]]
    if inquiry_type.tier2:
        law = inquiry_type.tier2_law(plan.channels[channel])
        share, own = _wrap_share(inquiry_type), _own_after_call(inquiry_type)
        queue = int(plan.tier2_of[type_code, channel])
        much = number * inquiry_type.tier2.share
        talk, wrap = law.mean * (1 - share), law.mean * share
        yield MeanLeg(type_code, queue, much, talk, wrap, own, law.cv)
    for name, share in inquiry_type.forwards.items() if forwards else ():
        target = plan.types.index(name)
        yield _answer(scenario, plan, target, channel, number * share)
        yield from _onward(scenario, plan, target, channel, number * share, forwards - 1)


def _own_after_call(inquiry_type: InquiryType) -> float:
    return inquiry_type.after_call.mean if isinstance(inquiry_type.after_call, Law) else 0.0


def _wrap_share(inquiry_type: InquiryType) -> float:
    return 0.0 if isinstance(inquiry_type.after_call, Law) else inquiry_type.after_call
