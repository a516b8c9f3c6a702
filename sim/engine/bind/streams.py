"""The streams of draws that a scenario needs, by name: part of the identity of draws, so final.

A stream is written `name` or `name/role`. A stream that no value depends on is not drawn. Beside
those here each programme has one a case, `programme/<its name>`.
"""

from sim.engine.journal import BESIDE, Role
from sim.scenario.root import Scenario
from sim.scenario.values.laws import Law

Streams = tuple[str, ...]

PEOPLE: Streams = ("solved", "return", "return_delay")
SEGMENTS: Streams = ("segment", "customer")
TRIAGE: Streams = ("predicted_type", "urgency_noise")
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
    optional = (
        (scenario.bot is not None, ("difficulty",)),
        (bool(scenario.segments), SEGMENTS),
    )
    streams: Streams = ("urgency",)
    for needed, names in optional:
        streams += names if needed else ()
    return streams


def needed_for_contacts(scenario: Scenario) -> Streams:
    """Return the streams drawn for each attempt of a case, but those of its legs."""
    channels = scenario.channels.values()
    optional = (
        (scenario.triage.predicts, TRIAGE),
        (scenario.bot is not None, BOT),
        (scenario.bot is not None and scenario.bot.adoption != 1, ("adoption",)),
        (any(channel.redial for channel in channels), REDIAL),
        (any(channel.balking for channel in channels), ("balking",)),
        (any(channel.silent_abandonment for channel in channels), ("silent",)),
        (any(channel.touches for channel in channels), ("touches",)),
    )
    streams = PEOPLE + _onward(scenario)
    for needed, names in optional:
        streams += names if needed else ()
    return streams


def needed_for_leg(scenario: Scenario, part: int) -> Streams:
    """Return the streams of a leg by its code in a `Part`, each as `name/role`."""
    names: Streams = ("handle", "reply") if part >= Role.TOUCH else ("handle", "patience")
    if part not in BESIDE and any(
        isinstance(kind.after_call, Law) for kind in scenario.inquiry_types.values()
    ):
        names += ("after_call",)
    return tuple(f"{name}/{role_name(part)}" for name in names)


def role_name(part: int) -> str:
    """Return the name of a leg in the identity of draws; the second answer is `touch2`."""
    return f"touch{part - Role.TOUCH + 2}" if part >= Role.TOUCH else Role(part).name.lower()


def _onward(scenario: Scenario) -> Streams:
    """Return the streams that decide about tier 2 and forwards."""
    kinds = scenario.inquiry_types.values()
    forwards, tier2 = any(kind.forwards for kind in kinds), any(kind.tier2 for kind in kinds)
    answers = ("answer", "forward1", "forward2") if forwards else ("answer",)
    return tuple(f"onward/{role}" for role in answers if forwards or tier2)
