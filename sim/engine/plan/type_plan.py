"""What an inquiry type is in numbers."""

from typing import NamedTuple

from sim.base.time import HOUR
from sim.scenario.root import Scenario
from sim.scenario.sections.inquiry_types import InquiryType


class TypePlan(NamedTuple):
    """An inquiry type in numbers.

    Attributes
    ----------
    eligible
        Whether the bot may take contacts predicted as this type.
    mood_step
        Mood lost with each unsolved turn.
    ageing
        Score gained per second of waiting.
    after_call
        Share of the handle time that is after-call work.
    redials_forwarded
        By channel: whether who hangs up on a forward comes back to that queue.
    """

    eligible: bool
    mood_step: float
    ageing: float
    after_call: float
    redials_forwarded: tuple[bool, ...]


def type_plan(inquiry_type: InquiryType, scenario: Scenario) -> TypePlan:
    """Return an inquiry type of a scenario in numbers."""
    bot, channels = scenario.bot, scenario.channels.values()
    redials = [inquiry_type.redial_on(channel) for channel in channels]
    step, after_call = inquiry_type.bot.mood_step, inquiry_type.after_call
    return TypePlan(
        eligible=inquiry_type.bot.eligible,
        mood_step=step if step is not None else (bot.mood_step if bot else 0.0),
        ageing=inquiry_type.ageing / HOUR,
        after_call=after_call if isinstance(after_call, float) else 0.0,
        redials_forwarded=tuple(r is not None and r.as_ == "forwarded" for r in redials),
    )
