"""The streams of draws that a scenario needs, by name: part of the identity of draws, so final.

A stream is written `name` or `name/role`. A stream that no value depends on is not drawn.
"""

from itertools import product

from sim.scenario.laws import Law
from sim.scenario.root import Scenario

Streams = tuple[str, ...]

PEOPLE: Streams = (
    "handle/answer",
    "after_call/answer",
    "patience/answer",
    "solved",
    "return",
    "return_delay",
)
TRIAGE: Streams = ("predicted_type", "urgency_noise", "handle/misroute", "patience/misroute")
DISPATCHER: Streams = ("handle/dispatch", "patience/dispatch")
REDIAL: Streams = ("redial", "redial_delay")
BOT: Streams = (
    "solve",
    "solve_turn",
    "claim",
    "claim_turn",
    "ask_turn",
    "leave_turn",
    "pace",
    "confidence",
)


def needed_for_cases(scenario: Scenario) -> Streams:
    """Return the streams drawn once a case."""
    return ("urgency", "difficulty") if scenario.bot else ("urgency",)


def needed_for_contacts(scenario: Scenario) -> Streams:
    """Return the streams drawn for each attempt of a case, but those of further touches."""
    channels = scenario.channels.values()
    optional = (
        (scenario.triage.predicts, TRIAGE),
        (scenario.triage.method == "dispatcher", DISPATCHER),
        (scenario.bot is not None, BOT),
        (any(channel.redial for channel in channels), REDIAL),
        (any(channel.balking for channel in channels), ("balking",)),
        (any(channel.silent_abandonment for channel in channels), ("silent",)),
        (any(channel.touches for channel in channels), ("touches",)),
    )
    streams = PEOPLE + _onward(scenario)
    for needed, names in optional:
        streams += names if needed else ()
    return streams


def needed_for_touches(most: int) -> Streams:
    """Return the streams of the second answer to a deferred contact, and on to number `most`."""
    touches = (f"touch{number}" for number in range(2, most + 1))
    return tuple(map("/".join, product(("handle", "after_call", "reply"), touches)))


def _onward(scenario: Scenario) -> Streams:
    """Return the streams of tier 2 and of forwards."""
    kinds = scenario.inquiry_types.values()
    forwards, tier2 = any(kind.forwards for kind in kinds), any(kind.tier2 for kind in kinds)
    answers = ("answer", "forward1", "forward2") if forwards else ("answer",)
    later = answers[1:] + (("tier2",) if tier2 else ())
    wraps = later if any(isinstance(kind.after_call, Law) for kind in kinds) else ()
    streams = tuple(map("/".join, product(("handle", "patience"), later)))
    streams += tuple(f"after_call/{role}" for role in wraps)
    return streams + tuple(f"onward/{role}" for role in answers if forwards or tier2)
