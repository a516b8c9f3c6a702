"""Which streams of draws a scenario needs; their names are part of every draw's identity, so final.

A stream is written `name` or `name/role`. A stream that no value depends on is not drawn. Besides
those here each programme has one that is drawn once per case, `programme/<its name>`.
"""

from sim.base.arrays import Floats
from sim.engine.journal import BESIDE, Role
from sim.engine.parts import forward_part, part_name, role_of
from sim.scenario.derived.redials import any_redials
from sim.scenario.root import Scenario
from sim.scenario.values.laws import Law
from sim.workload.draws.streams import Draw
from sim.workload.workload import RowDraws

StreamNames = tuple[str, ...]
Uniforms = dict[str, Floats]
"""Uniforms of one attempt by the name of their stream, shape (cases,)."""

PEOPLE: StreamNames = ("solved", "return", "return_delay")
SEGMENTS: StreamNames = ("segment", "customer")
TRIAGE: StreamNames = ("predicted_type", "urgency_noise")
REDIAL: StreamNames = ("redial", "redial_delay")
REVIEW: StreamNames = ("review", "judge")
BOT: StreamNames = (
    "solve",
    "solve_turn",
    "claim",
    "claim_turn",
    "ask_turn",
    "leave_turn",
    "pace",
    "confidence",
)


def needed_for_cases(scenario: Scenario) -> StreamNames:
    """Return the streams drawn once per case."""
    optional = (
        (scenario.bot is not None, ("difficulty",)),
        (bool(scenario.segments), SEGMENTS),
    )
    streams: StreamNames = ("urgency",)
    for needed, names in optional:
        streams += names if needed else ()
    return streams


def needed_for_contacts(scenario: Scenario) -> StreamNames:
    """Return the streams drawn for each attempt of a case, except those of its legs."""
    channels = scenario.channels.values()
    optional = (
        (scenario.triage.predicts, TRIAGE),
        (scenario.bot is not None, BOT),
        (scenario.bot is not None and scenario.bot.adoption != 1, ("adoption",)),
        (scenario.bot is not None and scenario.bot.choice is not None, ("choice",)),
        (_reviews(scenario), REVIEW),
        (any_redials(scenario), REDIAL),
        (any(channel.balking for channel in channels), ("balking",)),
        (any(channel.silent_abandonment for channel in channels), ("silent",)),
        (any(channel.touches for channel in channels), ("touches",)),
    )
    streams = PEOPLE + onward_streams(scenario)
    for needed, names in optional:
        streams += names if needed else ()
    return streams


def needed_for_leg(scenario: Scenario, part: int) -> StreamNames:
    """Return the streams of a leg by its part, each as `name/role`."""
    role = role_of(part)
    names: StreamNames = ("handle", "reply") if role is Role.TOUCH else ("handle", "patience")
    if role not in BESIDE and any(
        isinstance(inquiry_type.after_call, Law) for inquiry_type in scenario.inquiry_types.values()
    ):
        names += ("after_call",)
    if any(queue.assign == "uniform" for queue in scenario.queues.values()):
        names += ("assign",)
    return tuple(f"{name}/{part_name(part)}" for name in names)


def _reviews(scenario: Scenario) -> bool:
    review = scenario.bot.review if scenario.bot else None
    return review is not None and review.share > 0


def onward_streams(scenario: Scenario) -> StreamNames:
    """Return the streams that decide about tier 2 and forwards, answer by answer."""
    inquiry_types = scenario.inquiry_types.values()
    if any(inquiry_type.forwards for inquiry_type in inquiry_types):
        parts = [forward_part(number) for number in range(scenario.people.max_forwards)]
        return ("onward/answer", *(f"onward/{part_name(part)}" for part in parts))
    tier2 = any(inquiry_type.tier2 for inquiry_type in inquiry_types)
    return ("onward/answer",) if tier2 else ()


def uniforms_of(draws: RowDraws, streams: StreamNames, attempt: int = 0) -> dict[str, Floats]:
    """Return the uniforms of an attempt by stream, shape (rows,) each.

    Parameters
    ----------
    draws
        The draws of some cases.
    streams
        Each as `name` or `name/role`.
    attempt
        Number of the attempt; what is drawn once per case belongs to the first.
    """
    addresses = (name.partition("/") for name in streams)
    drawn = draws.several([Draw(name, attempt, role) for name, _, role in addresses])
    return dict(zip(streams, drawn, strict=True))
