"""Bound values written by hand: a desk whose every time is known beforehand."""

from datetime import date
from math import inf, nan

import numpy as np

from sim.engine import Bound, Journal, Plan, make_plan
from sim.engine.bind.leg_table import PartTable, leg_table
from sim.engine.bind.people.roster import team_sizes
from sim.engine.bound import Cases, ContactValues, LegValues
from sim.engine.journal import Role, Roster
from sim.engine.parts import forward_part, part_of
from sim.scenario.root import Scenario
from support.in_store import contact_table
from support.twins import played_by_both
from support.validation import validate

NOTHING = ContactValues(
    predicted_type=0,
    predicted_urgency=3,
    triage=0.0,
    offered=1.0,
    solve_turn=inf,
    claim_turn=inf,
    ask_turn=inf,
    leave_turn=inf,
    turn_time=10.0,
    first_reply=4.0,
    confidence=nan,
    at_risk=nan,
    least_wait=-inf,
    watched=0.0,
    rejects_claim=0.0,
    rejects_solution=0.0,
    touches=1,
    forwards=0,
    tier2=0.0,
    solved=1.0,
    silent=0.0,
    back_after_bot=0.0,
    back_after_person=0.0,
    return_delay=0.0,
    balks=0.0,
    redials=0.0,
    redial_delay=0.0,
)

FORWARDS = 4
BESIDE = ("misroute", "dispatch", "review")
"""Legs without after-call work."""
LEGS = {
    "answer": (part_of(Role.ANSWER), 60.0),
    "misroute": (part_of(Role.MISROUTE), 20.0),
    "specialist": (part_of(Role.TIER2), 60.0),
    "dispatch": (part_of(Role.DISPATCH), 10.0),
    "review": (part_of(Role.REVIEW), 30.0),
    "touch2": (part_of(Role.TOUCH, 0), 60.0),
    "touch3": (part_of(Role.TOUCH, 1), 60.0),
    **{f"forward{n + 1}": (forward_part(n), 60.0) for n in range(FORWARDS)},
}
"""Part and seconds of handling by leg (`specialist` is tier 2).

Further keys of a store are `patience`, `after_call` and `reply`, of all legs, and `forwards`: the
types to which the contact is forwarded, one after the other.
"""


def scenario(**sections) -> Scenario:
    """A live line, one type, one agent around the clock; sections replace whole sections."""
    document = {
        "name": "by hand",
        "run": {"kind": "day", "start": date(2026, 1, 5), "until": 3600.0, "at_end": "cut"},
        "demand": {"volume": "24/day"},
        "channels": {"phone": {"kind": "live"}},
        "inquiry_types": {"general": {"handle_time": "1 min"}},
        "people": {"teams": {"desk": {"headcount": 1}}},
    }
    return validate(document | sections)


def case(
    arrival: float,
    *attempts: dict,
    kind: int = 0,
    channel: int = 0,
    urgency: int = 3,
    segment: int = -1,
    outreach: int = 0,
):
    """A case and what each of its contacts has in store, as differences from `NOTHING`.

    It is that of a segment's first customer, and reached by the first programme.
    """
    first = {"predicted_type": kind, "predicted_urgency": urgency, "kind": kind}
    stores = [first | attempt for attempt in attempts or ({},)]
    values = [
        NOTHING._replace(
            **{k: v for k, v in store.items() if k in ContactValues._fields}
            | {"forwards": len(store.get("forwards", ()))}
        )
        for store in stores
    ]
    return (
        arrival,
        kind,
        channel,
        (urgency, segment, outreach),
        [(contact, legs(store)) for contact, store in zip(values, stores, strict=True)],
    )


def legs(store: dict) -> dict[tuple[int, bool], LegValues]:
    """What each leg of a contact has in store; `misroute_patience` is that leg's alone."""
    found = {}
    for name, (part, seconds) in LEGS.items():
        leg = LegValues(
            handle=store.get(name, seconds),
            after_call=store.get("after_call", 0.0)
            * (name not in ("misroute", "dispatch", "review")),
            patience=store.get(f"{name}_patience", store.get("patience", inf)),
            reply=store.get("reply", 0.0),
            kind=handled_as(name, store),
            assign=store.get("assign", 0.0),
        )
        found[part, False] = found[part, True] = leg
    return found


def handled_as(name: str, store: dict) -> int:
    """The type as which a leg is handled."""
    types = [store.get("kind", 0), *store.get("forwards", ())]
    if name == "specialist":
        return types[-1]
    number = int(name[-1]) if name.startswith("forward") else 0
    return types[number] if number < len(types) else 0


def roster(*shifts: tuple[int, int, float, float]) -> Roster:
    """Shifts as (team, agent, start, end); nobody is absent."""
    team, agent, start, end = zip(*sorted(shifts), strict=True)
    return Roster(
        np.array(team, dtype=np.int64),
        np.array(agent, dtype=np.int64),
        np.array(start, dtype=np.float64),
        np.array(end, dtype=np.float64),
        np.zeros(len(shifts), dtype=np.int64),
        np.ones(len(shifts)),
    )


def bound(plan: Plan, cases: list, shifts: Roster) -> Bound:
    arrival, kind, channel, what, values = (list(column) for column in zip(*cases, strict=True))
    assert arrival == sorted(arrival), "cases come in the order of their arrivals"
    urgency, segment, outreach = (list(column) for column in zip(*what, strict=True))
    count = len(cases)
    zeros, numbers = np.zeros(count, np.int64), np.arange(count)
    segment, outreach = np.array(segment), np.array(outreach)
    table = Cases(
        arrival=np.array(arrival, dtype=np.float64),
        cell=zeros,
        layer=zeros,
        day=zeros + 20_458,
        ordinal=numbers,
        type=np.array(kind),
        channel=np.array(channel),
        segment=segment,
        customer=np.where(segment >= 0, 0, -1),
        urgency=np.array(urgency),
        programme=np.where(outreach > 0, 0, -1),
        outreach=outreach,
    )
    nothing = (NOTHING, legs({}))
    stores = [
        [store[a] if a < len(store) else nothing for store in values]
        for a in range(plan.max_attempts)
    ]
    contacts = np.array([[contact for contact, _ in store] for store in stores], dtype=np.float64)
    tables = [
        {part: PartTable(numbers, np.array([leg[part] for _, leg in store])) for part in legs({})}
        for store in stores
    ]
    attempts = contact_table((numbers, each) for each in contacts)
    in_store = leg_table([[each] for each in tables])
    return Bound(table, attempts, in_store, shifts, team_sizes(shifts, len(plan.teams)))


def played(
    desk: Scenario, cases: list, *shifts: tuple[int, int, float, float]
) -> tuple[Plan, Journal]:
    """Play hand-made cases with hand-made shifts (default: agent 0 of team 0 for the whole run).

    Both engines play them, and leave one journal.
    """
    plan = make_plan(desk)
    people = roster(*(shifts or ((0, 0, 0.0, plan.horizon.end),)))
    return plan, played_by_both(plan, bound(plan, cases, people))
