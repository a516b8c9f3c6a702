"""The streams of draws that a scenario needs, by name: part of the identity of draws, so final.

A stream is written `name` or `name/role`. A stream that no value depends on is not drawn.
"""

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
AI_TRIAGE: Streams = ("predicted_type", "urgency_noise", "handle/misroute", "patience/misroute")
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
    """Return the streams drawn for each attempt of a case."""
    streams = PEOPLE
    if scenario.triage.method == "ai":
        streams += AI_TRIAGE
    if scenario.bot:
        streams += BOT
    if any(channel.redial for channel in scenario.channels.values()):
        streams += REDIAL
    if any(channel.balking for channel in scenario.channels.values()):
        streams += ("balking",)
    return streams
