"""What happened to one contact, step by step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, isfinite, isnan

from sim.engine.journal import Ending, Outcome, Outreach, Role
from sim.engine.plan.channel_plan import BotHours
from sim.engine.plan.plan import Plan
from sim.report.trace.records import ContactRecord, LegRecord
from sim.report.trace.words import HOW_IT_ENDED, HOW_THE_TALK_ENDED
from sim.report.units import duration, quantity


@dataclass(frozen=True)
class Step:
    """One thing that happened.

    Attributes
    ----------
    time
        Seconds of the run.
    text
        What happened.
    """

    time: float
    text: str


def steps_of(
    contact: ContactRecord, legs: Sequence[LegRecord], plan: Plan, end: float
) -> Iterator[Step]:
    """Yield what happened to a contact, stage by stage; steps of equal time stay in this order.

    Parameters
    ----------
    contact, legs
        The contact, and its legs in order.
    plan
        Under which plan it happened.
    end
        When the run ended.
    """
    if contact["outreach"] == Outreach.AVERTED:
        yield Step(contact["arrival"], HOW_IT_ENDED[Ending.AVERTED])
        return
    where = "inside" if contact["open"] else "outside"
    arrives = f"comes by {plan.channels[contact['channel']]}, {where} the opening hours"
    yield Step(contact["arrival"], arrives)
    yield from _triage(contact, plan)
    if isnan(contact["bot_start"]):
        yield from _without_session(contact, plan)
    else:
        yield from _session(contact, plan)
    if contact["handled_on"] != contact["channel"]:
        moment = legs[0]["joined"] if legs else contact["ended"]
        yield Step(moment, f"goes on by {plan.channels[contact['handled_on']]}")
    for leg in legs:
        yield from _leg(leg, plan)
    yield from _end(contact, end)


def _triage(contact: ContactRecord, plan: Plan) -> Iterator[Step]:
    if isnan(contact["triaged"]):
        return
    taken = plan.types[contact["predicted_type"]]
    wrong = "" if contact["predicted_type"] == contact["type"] else ", wrongly"
    text = f"is taken for {taken}{wrong}, urgency {contact['predicted_urgency']}"
    yield Step(contact["triaged"], text)


def _without_session(contact: ContactRecord, plan: Plan) -> Iterator[Step]:
    """Yield why a contact of a desk with a bot has no session, as far as the journal knows."""
    early = contact["arrival"] < plan.horizon.window_start
    valid = plan.before if plan.before is not None and early else plan
    if isnan(contact["triaged"]) or not valid.has_bot:
        return
    if contact["rule"] >= 0:
        why = f"rule `{plan.rules[contact['rule']]}` sends it to a person"
        yield Step(contact["triaged"], f"finds all sessions of the bot taken: {why}")
    else:
        yield Step(contact["triaged"], f"is not offered the bot{_known_reason(contact, valid)}")


def _known_reason(contact: ContactRecord, plan: Plan) -> str:
    """Return why the bot is not there for a contact; empty where the desk chose to do without."""
    if not plan.type_plans[contact["predicted_type"]].eligible:
        return f", which does not take {plan.types[contact['predicted_type']]}"
    if plan.channel_plans[contact["channel"]].bot == BotHours.NEVER:
        return f", which is not there on {plan.channels[contact['channel']]}"
    if any(start <= contact["triaged"] < end for start, end in plan.outages.tolist()):
        return ", which is down"
    return ""


def _session(contact: ContactRecord, plan: Plan) -> Iterator[Step]:
    sure = quantity(1 / (1 + exp(-contact["confidence"])), "share")
    yield Step(contact["bot_start"], f"begins with the bot, which reports a confidence of {sure}")
    if not isnan(contact["bot_reply"]):
        yield Step(contact["bot_reply"], "has the bot's first answer")
    if isnan(contact["bot_end"]):
        return
    turns = f"{contact['turns']} turn{'' if contact['turns'] == 1 else 's'}"
    why = (
        f"; rule `{plan.rules[contact['rule']]}` sends it to a person"
        if contact["rule"] >= 0
        else ""
    )
    yield Step(contact["bot_end"], f"leaves the bot after {turns}{why}")


def _leg(leg: LegRecord, plan: Plan) -> Iterator[Step]:
    queue, role = plan.queues[leg["queue"]], Role(leg["role"]).name.lower()
    patience = f" for {duration(leg['patience'])} at most" if isfinite(leg["patience"]) else ""
    yield Step(leg["joined"], f"waits in {queue}{patience} ({role})")
    outcome = Outcome(leg["outcome"])
    if not isnan(leg["left"]) and outcome is Outcome.MOVED:
        yield Step(leg["left"], f"leaves the line {queue} at closing")
    if isnan(leg["started"]):
        return
    agent = f"agent {leg['agent']} of {plan.teams[leg['team']]}"
    if outcome is Outcome.SILENT:
        yield Step(leg["started"], f"is opened by {agent} in vain: the customer has gone")
        return
    beside = f", beside {leg['in_hand'] - 1} more" if leg["in_hand"] > 1 else ""
    waited = duration(leg["started"] - leg["joined"])
    yield Step(leg["started"], f"is with {agent}{beside}, after {waited}")
    if not isnan(leg["talk_end"]):
        yield Step(leg["talk_end"], HOW_THE_TALK_ENDED[outcome])
    if leg["wrap_end"] > leg["talk_end"]:
        yield Step(leg["wrap_end"], f"{agent} is done with the after-call work")


def _end(contact: ContactRecord, end: float) -> Iterator[Step]:
    ending = Ending(contact["ending"])
    if ending.open:
        yield Step(end, HOW_IT_ENDED[ending])
        return
    yield Step(contact["ended"], HOW_IT_ENDED[ending])
    if not isnan(contact["returned"]):
        yield Step(
            contact["ended"],
            f"will come back in {duration(contact['returned'] - contact['ended'])}",
        )
    elif contact["gave_up"]:
        yield Step(contact["ended"], "would come back, and has used up its attempts")
