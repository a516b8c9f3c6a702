"""What an ideal AI is, such as the spreadsheet assumes, to be played on a real desk."""

from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot
from sim.scenario.sections.inquiry_types import TypeBot
from sim.scenario.sections.policy import Policy

NO_DIFFICULTY = 1000.0
"""A concentration at which all cases are practically alike: which are solved is pure chance."""


def ideal_ai(scenario: Scenario, baseline: Scenario, rate: float) -> Scenario:
    """Return an arm whose bot solves a share of the cases at random, in no time and never wrongly.

    It is there on every channel around the clock, tries each case once, and hands over at once what
    it does not solve, with no effect on mood or handling; nobody asks for a person or leaves.

    Parameters
    ----------
    scenario
        The arm with the real bot.
    baseline
        The desk without a bot: its programmes go on, as those of the real bot's arm are another
        step.
    rate
        The share that it solves.
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
        # The hand-over's summary replaces that of triage: it must save as much.
        handover_saves=scenario.triage.saving,
    )
    once = {"rules": [{"name": "tried_before", "when": {"attempt": ">= 1"}, "then": "person"}]}
    channels, types = scenario.channels.items(), scenario.inquiry_types.items()
    alike, segments = {"bot_quality": 1.0, "bot_affinity": 1.0}, scenario.segments.items()
    changes = {
        "bot": bot,
        "policy": Policy.model_validate(once),
        "channels": {
            name: channel.model_copy(update={"bot": "always"}) for name, channel in channels
        },
        "inquiry_types": {
            name: inquiry_type.model_copy(update={"bot": TypeBot()}) for name, inquiry_type in types
        },
        "segments": {name: segment.model_copy(update=alike) for name, segment in segments},
        "programmes": baseline.programmes,
    }
    return scenario.model_copy(update=changes)
