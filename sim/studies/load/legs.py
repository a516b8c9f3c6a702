"""Which legs a contact for people makes on average, before anything is played."""

from collections.abc import Iterator
from typing import NamedTuple

from sim.engine.plan.plan import Plan
from sim.scenario.derived.people_solve import handlings
from sim.scenario.root import Scenario
from sim.scenario.sections.inquiry_types import InquiryType
from sim.scenario.values.laws import Law


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
    by_team
        Whether teams may have a law of their own for it.
    """

    type_code: int
    queue: int
    number: float
    talk: float
    wrap: float
    own_wrap: float
    cv: float
    later: bool = False
    by_team: bool = False


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
    for name, number, forwarded in handlings(scenario, plan.types[type_code]):
        code = plan.types.index(name)
        if forwarded:
            yield _answer(scenario, plan, code, channel, number)
        yield from _tier2(scenario, plan, code, channel, number)


def _answer(scenario: Scenario, plan: Plan, type_code: int, channel: int, number: float) -> MeanLeg:
    inquiry_type = scenario.inquiry_types[plan.types[type_code]]
    name = plan.channels[channel]
    own, law = _own_after_call(inquiry_type), handle_law(inquiry_type, name)
    share = _wrap_share(inquiry_type)
    mean, cv = (law.mean, law.cv) if law else (0.0, 0.0)
    queue = int(plan.queue_of[type_code, channel])
    talk, wrap = mean * (1 - share), mean * share
    return MeanLeg(type_code, queue, number, talk, wrap, own, cv, by_team=True)


def handle_law(inquiry_type: InquiryType, channel: str) -> Law | None:
    """Return the law of a type's handle times on a channel; None where it has none."""
    has_law = isinstance(inquiry_type.handle_time, Law) or channel in inquiry_type.handle_time
    return inquiry_type.handle_law(channel) if has_law else None


def _tier2(
    scenario: Scenario, plan: Plan, type_code: int, channel: int, number: float
) -> Iterator[MeanLeg]:
    """Yield what a number of answers as a type send on to tier 2."""
    inquiry_type = scenario.inquiry_types[plan.types[type_code]]
    if inquiry_type.tier2:
        law = inquiry_type.tier2_law(plan.channels[channel])
        share, own = _wrap_share(inquiry_type), _own_after_call(inquiry_type)
        queue = int(plan.tier2_of[type_code, channel])
        much = number * inquiry_type.tier2.share
        talk, wrap = law.mean * (1 - share), law.mean * share
        yield MeanLeg(type_code, queue, much, talk, wrap, own, law.cv)


def _own_after_call(inquiry_type: InquiryType) -> float:
    return inquiry_type.after_call.mean if isinstance(inquiry_type.after_call, Law) else 0.0


def _wrap_share(inquiry_type: InquiryType) -> float:
    return 0.0 if isinstance(inquiry_type.after_call, Law) else inquiry_type.after_call
