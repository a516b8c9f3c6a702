"""The ideal AI: what the spreadsheet believes in, played on a real desk."""

from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot
from sim.scenario.sections.inquiry_types import TypeBot
from sim.scenario.sections.policy import Policy

NO_DIFFICULTY = 1000.0
"""A concentration at which all cases are as good as equally easy: who is solved is pure chance."""


def ideal_ai(scenario: Scenario, baseline: Scenario, rate: float) -> Scenario:
    """Return an arm whose bot takes a share of the cases at random, in no time, always rightly.

    It is there on every channel and around the clock, tries each case once, and hands over what it
    does not solve at once, with no trace on mood or handling; nobody asks for a person or leaves.

    Parameters
    ----------
    scenario
        The arm with the real bot.
    baseline
        The desk without: its programmes go on, and those of the real bot's arm are another step.
    rate
        The share.
    """
    bot = Bot(
        resolution_rate=rate,
        concentration=NO_DIFFICULTY,
        false_resolution=0.0,
        turn_limit=1,
        turns_to_solve=(1.0,),
        turn_time=0.0,
        first_reply=0.0,
        asks_at_once=0.0,
        asks_per_turn=0.0,
        leaves_per_turn=0.0,
        escalated_handling=1.0,
        # A hand-over takes the place of triage's summary: it must save as much.
        handover_saves=scenario.triage.saving,
    )
    once = {"rules": [{"name": "tried_before", "when": {"attempt": ">= 1"}, "then": "person"}]}
    channels, types = scenario.channels.items(), scenario.inquiry_types.items()
    alike, segments = {"bot_quality": 1.0, "bot_affinity": 1.0}, scenario.segments.items()
    changes = {
        "bot": bot,
        "policy": Policy.model_validate(once),
        "channels": {name: one.model_copy(update={"bot": "always"}) for name, one in channels},
        "inquiry_types": {name: one.model_copy(update={"bot": TypeBot()}) for name, one in types},
        "segments": {name: one.model_copy(update=alike) for name, one in segments},
        "programmes": baseline.programmes,
    }
    return scenario.model_copy(update=changes)
