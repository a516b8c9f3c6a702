"""Journals written by hand, row by row; the integrals are added up span by span."""

from dataclasses import fields, replace
from datetime import date
from math import inf, nan

import numpy as np

from sim.engine import Journal, Plan, make_plan
from sim.engine.columns import DTYPES, Columns
from sim.engine.journal import Activity, Contacts, Ending, Integrals, Legs, Outcome, Role, Roster
from sim.engine.plan.rules import BuiltIn
from sim.scenario.root import Scenario
from support.validation import validate

HALF_HOUR = 1800.0
HOW, BILL = 0, 1
PHONE, MAIL = 0, 1
DAY_0 = (date(2026, 1, 5) - date(1970, 1, 1)).days

CONTACT = {
    "attempt": 0,
    "layer": 0,
    "day": DAY_0,
    "type": HOW,
    "channel": MAIL,
    "segment": -1,
    "customer": -1,
    "urgency": 3,
    "programme": -1,
    "outreach": 0,
    "predicted_urgency": 3,
    "open": True,
    "asked": False,
    "bot_start": nan,
    "bot_reply": nan,
    "bot_end": nan,
    "turns": 0,
    "actions": 0,
    "tokens_in": 0,
    "tokens_out": 0,
    "confidence": nan,
    "rule": -1,
    "joined": nan,
    "answered": nan,
    "first_response_end": nan,
    "ended": nan,
    "returned": nan,
    "gave_up": False,
    "reviews": 0,
    "proposal": -1,
}
LEG = {
    "attempt": 0,
    "role": Role.ANSWER,
    "patience": inf,
    "left": nan,
    "started": nan,
    "talk_end": nan,
    "wrap_end": nan,
    "team": -1,
    "agent": -1,
    "in_hand": 0,
    "outcome": Outcome.OPEN,
    "kind": HOW,
}


def desk(**sections) -> Scenario:
    """Two types by phone (open from 0 to 1 h) and mail, a bot, one team; two hours from Monday."""
    document = {
        "name": "by hand",
        "run": {"kind": "day", "start": date(2026, 1, 5), "until": 7200.0, "at_end": "cut"},
        "demand": {"volume": "24/day"},
        "channels": {"phone": {"kind": "live", "hours": "daily 00:00-01:00"}, "mail": {}},
        "inquiry_types": {
            "how": {"share": 0.5, "handle_time": "5 min"},
            "bill": {"share": 0.5, "handle_time": "5 min"},
        },
        "triage": {"method": "ai"},
        "bot": {},
        "people": {"teams": {"desk": {"headcount": 1}}},
        "returns": {"max_attempts": 2},
        "money": {"wage": "20/h", "on_cost": 1.5, "per_conversation": 0.5, "platform": "365/month"},
    }
    return validate(document | sections)


def contact(case: int, arrival: float, ending: Ending, **columns) -> dict:
    """A contact's row; triage takes no time, and the type is predicted rightly."""
    columns = {"handled_on": columns.get("channel", MAIL)} | columns
    row = CONTACT | {"case": case, "ordinal": case, "arrival": arrival, "ending": ending}
    row |= {"triaged": arrival, "predicted_type": columns.get("type", HOW)}
    if columns.get("turns") == 1:
        row |= {"actions": 2, "tokens_in": 1560, "tokens_out": 150}
    row |= columns
    return {"cell": row["type"] * 2 + row["channel"]} | row


def leg(case: int, joined: float, **columns) -> dict:
    """A leg's row, by mail about `how` unless it says otherwise."""
    row = LEG | {"case": case, "joined": joined, "since": joined, "channel": MAIL}
    row |= {"in_hand": int("team" in columns)} | columns
    return {"queue": HOW * 2 + row["channel"]} | row


def answered(case: int, joined: float, started: float, talk_end: float, **columns) -> dict:
    """The row of a leg that agent 0 answers, without after-call work."""
    done = {"started": started, "talk_end": talk_end, "wrap_end": talk_end, "team": 0, "agent": 0}
    return leg(case, joined, **(done | {"outcome": Outcome.RESOLVED} | columns))


def shift(agent: int, start: float, end: float, activity: Activity = Activity.WORK) -> dict:
    """A roster row of team 0."""
    times = {"start": start, "end": end}
    return {"team": 0, "agent": agent, **times, "activity": activity, "factor": 1.0}


def table(kind: type[Columns], rows: list[dict]) -> Columns:
    """Rows as columns of the right types."""
    columns = {f.name: [row[f.name] for row in rows] for f in fields(kind)}
    return kind(**{f.name: np.array(columns[f.name], DTYPES[f.type]) for f in fields(kind)})


def journal(
    plan: Plan, contacts: list[dict], legs: list[dict] = (), shifts: list[dict] = ()
) -> Journal:
    """A journal of the whole run; rows may come in any order."""
    end = plan.horizon.end
    rows = sorted(contacts, key=lambda row: (row["case"], row["attempt"]))
    waits = numbered(legs)
    roster = sorted(shifts, key=lambda row: (row["team"], row["agent"], row["start"]))
    return Journal(
        table(Contacts, rows),
        table(Legs, waits),
        table(Roster, roster),
        integrals(plan, rows, waits, roster, end),
        end,
    )


def numbered(legs: list[dict]) -> list[dict]:
    """The legs in the order of each contact's way; a wrong team comes before the answer."""
    key = ("case", "attempt", "joined")
    rows = sorted(legs, key=lambda row: (*(row[name] for name in key), row["role"] == Role.ANSWER))
    contacts = [(row["case"], row["attempt"]) for row in rows]
    return [{"number": contacts[:i].count(contacts[i])} | row for i, row in enumerate(rows)]


def integrals(plan, contacts, legs, shifts, end: float) -> Integrals:
    """What an engine would have integrated: one span after the other."""
    half_hours = int(-(-end // HALF_HOUR))
    waiting, busy = (np.zeros((len(n), half_hours)) for n in (plan.queues, plan.teams))
    available, bot = np.zeros_like(busy), np.zeros(half_hours)
    for row in legs:
        over = row["left"] if row["started"] != row["started"] else row["started"]
        add(waiting[row["queue"]], row["joined"], known(over, end))
        if row["team"] >= 0:
            add(busy[row["team"]], row["started"], known(row["wrap_end"], end))
    for row in shifts:
        if row["activity"] == Activity.WORK:
            add(available[row["team"]], row["start"], row["end"])
            for handled in legs:
                if (handled["team"], handled["agent"]) == (row["team"], row["agent"]):
                    start = max(handled["started"], row["start"])
                    stop = min(known(handled["wrap_end"], end), row["end"])
                    add(available[row["team"]], start, max(start, stop), -1)
    for row in contacts:
        if row["bot_start"] == row["bot_start"]:
            add(bot, row["bot_start"], known(row["bot_end"], end))
    return Integrals(waiting=waiting, in_hand=busy, busy=busy, available=available, bot=bot)


def add(areas: np.ndarray, start: float, end: float, sign: int = 1) -> None:
    """Add a span to the half hours that it touches."""
    for number in range(len(areas)):
        low, high = number * HALF_HOUR, (number + 1) * HALF_HOUR
        areas[number] += sign * max(0.0, min(end, high) - max(start, low))


def known(time: float, otherwise: float) -> float:
    """A time, or something else where it never came."""
    return otherwise if time != time else time


def changed(found: Journal, part: str, column: str, values: np.ndarray) -> Journal:
    """The journal with another column."""
    return replace(found, **{part: replace(getattr(found, part), **{column: values})})


def every_way(scenario: Scenario | None = None) -> tuple[Plan, Journal]:
    """A consistent journal in which a contact ends in every way, or is open in every place.

    Agent 0 answers until 3400 s with a break from 500 s, which work in hand shortens to 265 s, and
    is off the queue for the last 100 s; agent 1 answers until 250 s and works 15 s over, agent 2
    from 7050 s; agent 3 is absent.
    """
    plan = make_plan(scenario or desk())
    asked, limit = (plan.policy.number(rule) for rule in (BuiltIn.ASKED, BuiltIn.TURN_LIMIT))
    session = {"confidence": 0.5, "turns": 1}
    contacts = [
        contact(0, 0, Ending.BOT_RESOLVED, triaged=5, bot_start=5, bot_reply=11, bot_end=65,
                ended=65, **session),
        contact(1, 10, Ending.BOT_FALSELY_CLOSED, triaged=15, bot_start=15, bot_reply=21,
                bot_end=55, ended=55, returned=1000, **session),
        contact(1, 1000, Ending.PERSON_UNRESOLVED, attempt=1, triaged=1005, joined=1005,
                answered=1005, first_response_end=1305, ended=1305, gave_up=True),
        contact(2, 20, Ending.BOT_LEFT, triaged=25, bot_start=25, bot_reply=31, bot_end=45,
                ended=45, **session),
        contact(3, 100, Ending.PERSON_UNRESOLVED, type=BILL, channel=PHONE, triaged=105, asked=True,
                bot_start=105, bot_end=105, confidence=0.5, rule=asked, joined=105, answered=105,
                first_response_end=405, ended=405, returned=20_000),
        contact(4, 200, Ending.PERSON_RESOLVED, channel=PHONE, predicted_type=BILL, triaged=205,
                joined=205, answered=405, first_response_end=505, ended=505),
        contact(5, 300, Ending.ABANDONED, channel=PHONE, triaged=305, joined=305, ended=355),
        contact(6, 2000, Ending.PERSON_RESOLVED, triaged=2005, bot_start=2005, bot_reply=2011,
                bot_end=2045, rule=limit, joined=2045, answered=2045, first_response_end=2145,
                ended=2145, urgency=5, predicted_urgency=4, **session),
        contact(7, 3500, Ending.DISCONNECTED, channel=PHONE, triaged=3505, joined=3505, ended=3600),
        contact(8, 3700, Ending.LOST, channel=PHONE, triaged=3705, ended=3705, open=False),
        contact(9, 7100, Ending.IN_SERVICE, triaged=7105, joined=7105, answered=7105),
        contact(10, 7150, Ending.WAITING, triaged=7155, joined=7155),
        contact(11, 7160, Ending.IN_BOT, triaged=7165, bot_start=7165, confidence=0.5),
        contact(12, 7198, Ending.IN_TRIAGE, triaged=nan),
    ]  # fmt: skip
    wait = {"channel": PHONE, "patience": 600.0}
    legs = [
        answered(1, 1005, 1005, 1305, attempt=1, wrap_end=1365, outcome=Outcome.UNRESOLVED),
        answered(3, 105, 105, 405, queue=BILL * 2, outcome=Outcome.UNRESOLVED, **wait),
        answered(4, 205, 205, 265, agent=1, role=Role.MISROUTE, queue=BILL * 2,
                 outcome=Outcome.TRANSFERRED, **wait),
        answered(4, 265, 405, 505, wrap_end=535, **wait),
        leg(5, 305, channel=PHONE, patience=50, left=355, outcome=Outcome.ABANDONED),
        answered(6, 2045, 2045, 2145, since=2005),
        leg(7, 3505, left=3600, outcome=Outcome.DISCONNECTED, **wait),
        leg(9, 7105, started=7105, team=0, agent=2),
        leg(10, 7155),
    ]  # fmt: skip
    shifts = [
        shift(0, 0, 500),
        shift(0, 500, 800, Activity.BREAK),
        shift(0, 800, 3400),
        shift(0, 3400, 3500, Activity.OFF_QUEUE),
        shift(1, 0, 250),
        shift(2, 7050, 7200),
        shift(3, 0, 3600, Activity.ABSENT),
    ]
    return plan, journal(plan, contacts, legs, shifts)
