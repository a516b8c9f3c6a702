"""One case's journey in words and times: what happened to each of its contacts, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import exp, isfinite, isnan
from typing import Any

from sim.engine.journal import Contacts, Ending, Journal, Legs, Outcome, Outreach, Role
from sim.engine.plan.channel_plan import BotHours
from sim.engine.plan.plan import Plan
from sim.report.units import duration, quantity

SCHEMA = "tierzero.trace/1"

Row = Mapping[str, Any]

HOW_IT_ENDED = {
    Ending.IN_TRIAGE: "was in triage when the run ended",
    Ending.IN_BOT: "was with the bot when the run ended",
    Ending.WAITING: "was waiting when the run ended",
    Ending.IN_SERVICE: "was with a person when the run ended",
    Ending.AWAITING_CUSTOMER: "awaited the customer's reply when the run ended",
    Ending.BOT_RESOLVED: "ends: the bot resolved the case",
    Ending.BOT_FALSELY_CLOSED: "ends: the bot closed the case, which is not solved",
    Ending.BOT_LEFT: "ends: the customer left the bot",
    Ending.PERSON_RESOLVED: "ends: a person resolved the case",
    Ending.PERSON_UNRESOLVED: "ends: a person answered, and the case is not solved",
    Ending.ABANDONED: "ends: the customer's patience is over",
    Ending.DISCONNECTED: "ends: disconnected at closing",
    Ending.LOST: "ends: lost, nobody is there outside the opening hours",
    Ending.BALKED: "ends: the customer would not wait",
    Ending.BLOCKED: "ends: no line or no place to wait was free",
    Ending.AVERTED: "would have come now: a programme averted the case",
}
HOW_THE_TALK_ENDED = {
    Outcome.RESOLVED: "resolved",
    Outcome.UNRESOLVED: "not solved",
    Outcome.TRANSFERRED: "transferred: this was the wrong team",
    Outcome.SENT_TO_TIER2: "sent on to tier 2",
    Outcome.FORWARDED: "forwarded",
    Outcome.DISPATCHED: "read and routed",
    Outcome.AWAITS_REPLY: "answered; the customer is to reply",
}


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


@dataclass(frozen=True)
class Journey:
    """What happened to one case.

    Attributes
    ----------
    case
        Its number in the journal.
    title
        What it was about.
    contacts
        The steps of each of its contacts, in order.
    first_day
        The run's first day, from whose midnight times are counted.
    """

    case: int
    title: str
    contacts: list[list[Step]]
    first_day: date

    def __str__(self) -> str:
        """Return it as lines of text, each with the time at which it happened."""
        lines = [f"Case {self.case}: {self.title}"]
        for number, steps in enumerate(self.contacts, start=1):
            lines += ["", f"Contact {number}"]
            lines += [f"  {self._clock(step.time)}  {step.text}" for step in steps]
        return "\n".join(lines)

    def document(self) -> dict[str, Any]:
        """Return it as a JSON document; times are seconds of the run."""
        steps = [
            [{"time": step.time, "at": self._clock(step.time), "text": step.text} for step in its]
            for its in self.contacts
        ]
        return {"schema": SCHEMA, "case": self.case, "title": self.title, "contacts": steps}

    def _clock(self, time: float) -> str:
        midnight = datetime.combine(self.first_day, datetime.min.time())
        return f"{midnight + timedelta(seconds=round(time)):%a %Y-%m-%d %H:%M:%S}"


def journey(journal: Journal, plan: Plan, case: int) -> Journey:
    """Return what happened to a case.

    Parameters
    ----------
    journal, plan
        What happened, under which plan.
    case
        Its number, as in the journal's `case`; from 0.

    Raises
    ------
    IndexError
        When the journal has no such case; the text says how many it has.
    """
    contacts = _rows(journal.contacts, case)
    if not contacts:
        cases = int(journal.contacts.case.max(initial=-1)) + 1
        raise IndexError(f"there is no case {case}; the replication has cases 0 to {cases - 1}")
    legs = _rows(journal.legs, case)
    first = contacts[0]
    title = ", ".join(_title(first, plan))
    told = [
        sorted(
            _steps(
                row,
                [leg for leg in legs if leg["attempt"] == row["attempt"]],
                plan,
                journal.end,
            ),
            key=lambda step: step.time,
        )
        for row in contacts
    ]
    return Journey(case, title, told, plan.horizon.first_day)


def _title(row: Row, plan: Plan) -> Iterator[str]:
    """Yield what a case is about and whose it is."""
    yield plan.types[row["type"]]
    yield f"urgency {row['urgency']}"
    if row["segment"] >= 0:
        yield f"customer {row['customer']} of {plan.segments[row['segment']]}"
    if row["programme"] >= 0:
        what = {Outreach.MOVED: ", which brought it earlier", Outreach.AVERTED: ""}
        effect = what.get(row["outreach"], " in vain")
        yield f"reached by {plan.programmes[row['programme']].name}{effect}"


def _rows(table: Contacts | Legs, case: int) -> list[Row]:
    found = table.take(table.case == case)
    names = vars(found)
    return [
        dict(zip(names, row, strict=True))
        for row in zip(*(column.tolist() for column in found.columns), strict=True)
    ]


def _steps(row: Row, legs: list[Row], plan: Plan, end: float) -> Iterator[Step]:
    """Yield what happened to a contact, stage by stage; steps of equal time stay in this order."""
    if row["outreach"] == Outreach.AVERTED:
        yield Step(row["arrival"], HOW_IT_ENDED[Ending.AVERTED])
        return
    where = "inside" if row["open"] else "outside"
    arrives = f"comes by {plan.channels[row['channel']]}, {where} the opening hours"
    yield Step(row["arrival"], arrives)
    yield from _triage(row, plan)
    if isnan(row["bot_start"]):
        yield from _without_session(row, plan)
    else:
        yield from _session(row, plan)
    if row["handled_on"] != row["channel"]:
        moment = legs[0]["joined"] if legs else row["ended"]
        yield Step(moment, f"goes on by {plan.channels[row['handled_on']]}")
    for leg in legs:
        yield from _leg(leg, plan)
    yield from _end(row, end)


def _triage(row: Row, plan: Plan) -> Iterator[Step]:
    if isnan(row["triaged"]):
        return
    taken = plan.types[row["predicted_type"]]
    wrong = "" if row["predicted_type"] == row["type"] else ", wrongly"
    text = f"is taken for {taken}{wrong}, urgency {row['predicted_urgency']}"
    yield Step(row["triaged"], text)


def _without_session(row: Row, plan: Plan) -> Iterator[Step]:
    """Yield why a contact of a desk with a bot has no session, as far as the journal knows."""
    early = row["arrival"] < plan.horizon.window_start
    its = plan.before if plan.before is not None and early else plan
    if isnan(row["triaged"]) or not its.has_bot:
        return
    if row["rule"] >= 0:
        why = f"rule `{plan.rules[row['rule']]}` sends it to a person"
        yield Step(row["triaged"], f"finds all sessions of the bot taken: {why}")
    else:
        yield Step(row["triaged"], f"is not offered the bot{_known_reason(row, its)}")


def _known_reason(row: Row, plan: Plan) -> str:
    """Return why the bot is not there for a contact; empty where the desk chose to do without."""
    if not plan.type_plans[row["predicted_type"]].eligible:
        return f", which does not take {plan.types[row['predicted_type']]}"
    if plan.channel_plans[row["channel"]].bot == BotHours.NEVER:
        return f", which is not there on {plan.channels[row['channel']]}"
    if any(start <= row["triaged"] < end for start, end in plan.outages.tolist()):
        return ", which is down"
    return ""


def _session(row: Row, plan: Plan) -> Iterator[Step]:
    sure = quantity(1 / (1 + exp(-row["confidence"])), "share")
    yield Step(row["bot_start"], f"begins with the bot, which reports a confidence of {sure}")
    if not isnan(row["bot_reply"]):
        yield Step(row["bot_reply"], "has the bot's first answer")
    if isnan(row["bot_end"]):
        return
    turns = f"{row['turns']} turn{'' if row['turns'] == 1 else 's'}"
    why = f"; rule `{plan.rules[row['rule']]}` sends it to a person" if row["rule"] >= 0 else ""
    yield Step(row["bot_end"], f"leaves the bot after {turns}{why}")


def _leg(leg: Row, plan: Plan) -> Iterator[Step]:
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


def _end(row: Row, end: float) -> Iterator[Step]:
    ending = Ending(row["ending"])
    if ending.open:
        yield Step(end, HOW_IT_ENDED[ending])
        return
    yield Step(row["ended"], HOW_IT_ENDED[ending])
    if not isnan(row["returned"]):
        yield Step(row["ended"], f"will come back in {duration(row['returned'] - row['ended'])}")
    elif row["gave_up"]:
        yield Step(row["ended"], "would come back, and has used up its attempts")
