"""Whatever the desk and whatever happens: every check of the journal holds exactly.

In a third of the examples all times are whole minutes, otherwise ties would never occur.
"""

from itertools import pairwise
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.audits import check_by_both
from support.handmade import case, played, scenario

from sim.engine import Journal, Plan
from sim.engine.journal import Ending, Outreach
from sim.measures import measure
from sim.measures.sample import Label

END = 3600.0
CHANNELS = ("phone", "mail")

flags = st.booleans().map(float)
turns = st.sampled_from([1.0, 2.0, 3.0, inf])
codes = st.integers(0, 1)
outreach = st.sampled_from([Outreach.NONE, Outreach.NONE, Outreach.IN_VAIN, Outreach.AVERTED])


def seconds(coarse: bool, longest: float, shortest: float = 0.0) -> st.SearchStrategy[float]:
    """Times of the run: whole minutes, or anything on the grid."""
    if coarse:
        return st.integers(int(shortest // 60), int(longest // 60)).map(lambda n: 60.0 * n)
    steps = st.integers(int(shortest * 2**20), int(longest * 2**20))
    return steps.map(lambda n: n * 2.0**-20)


@st.composite
def contacts(draw: st.DrawFn, coarse: bool) -> dict:
    """What one contact has in store."""
    kind = draw(st.integers(0, 1))
    return {
        "predicted_type": kind if draw(st.booleans()) else 1 - kind,
        "predicted_urgency": draw(st.integers(1, 5)),
        "triage": draw(st.sampled_from([0.0, 60.0])),
        "solve_turn": draw(turns),
        "claim_turn": draw(turns),
        "ask_turn": draw(st.sampled_from([inf, inf, 0.0, 1.0, 2.0])),
        "leave_turn": draw(turns),
        "turn_time": draw(seconds(coarse, 240.0, 60.0)),
        "first_reply": 0.0,
        "confidence": draw(st.sampled_from([-1.0, 0.0, 1.0])),
        "patience": draw(st.one_of(st.just(inf), seconds(coarse, 600.0))),
        "misroute_patience": draw(st.one_of(st.just(inf), seconds(coarse, 600.0))),
        "answer": draw(seconds(coarse, 900.0)),
        "after_call": draw(seconds(coarse, 120.0)),
        "misroute": draw(seconds(coarse, 120.0)),
        "solved": draw(flags),
        "back_after_bot": draw(flags),
        "back_after_person": draw(flags),
        "return_delay": draw(seconds(coarse, 900.0)),
        "balks": draw(st.sampled_from([0.0, 0.0, 1.0])),
        "redials": draw(flags),
        "redial_delay": draw(seconds(coarse, 300.0)),
        "silent": draw(flags),
        "offered": draw(st.sampled_from([1.0, 1.0, 0.0])),
        "touches": draw(st.sampled_from([1, 1, 3])),
        "reply": draw(seconds(coarse, 600.0)),
        "forwards": draw(st.sampled_from([[], [], [0], [1], [1, 1], [0, 1, 0, 1]])),
        "tier2": draw(st.sampled_from([0.0, 0.0, 1.0])),
        "specialist": draw(seconds(coarse, 300.0)),
        "dispatch": draw(seconds(coarse, 120.0)),
        "watched": draw(st.sampled_from([1.0, 1.0, 0.0])),
        "rejects_claim": draw(flags),
        "rejects_solution": draw(flags),
        "review": draw(seconds(coarse, 120.0)),
        "least_wait": draw(st.sampled_from([-inf, -inf, 60.0, inf])),
        "assign": draw(st.sampled_from([0.0, 0.25, 0.75])),
    }


PLAIN = {
    "balks": 0.0,
    "redials": 0.0,
    "silent": 0.0,
    "offered": 1.0,
    "touches": 1,
    "forwards": [],
    "tier2": 0.0,
    "watched": 0.0,
    "least_wait": -inf,
}
"""What a desk without the words for it never has in store."""


@st.composite
def cases(draw: st.DrawFn, coarse: bool, plain: bool = False) -> list:
    """Cases in order of arrival, each with as many contacts as it may have."""
    times = sorted(draw(st.lists(seconds(coarse, END - 60.0), min_size=1, max_size=25)))
    stored = st.lists(contacts(coarse), min_size=3, max_size=3)
    rows = []
    for time in times:
        kind, channel, attempts = draw(st.integers(0, 1)), draw(st.integers(0, 1)), draw(stored)
        # Who redials as forwarded goes the first contact's way in every attempt.
        way = PLAIN if plain else {name: attempts[0][name] for name in ("forwards", "tier2")}
        stores = [store | way for store in attempts]
        told = {} if plain else {"segment": draw(codes), "outreach": draw(outreach)}
        rows.append(case(time, *stores, kind=kind, channel=channel, **told))
    return rows


@st.composite
def shifts(draw: st.DrawFn, coarse: bool) -> list[tuple[int, int, float, float]]:
    """Shifts of up to three agents in each of two teams; those of one agent may touch, or not."""
    found = []
    for team in range(2):
        for agent in range(draw(st.integers(1, 3))):
            times = seconds(coarse, END)
            edges = sorted(draw(st.lists(times, min_size=4, max_size=4, unique=True)))
            touching = list(pairwise(edges))
            spans = draw(st.sampled_from([touching[::2], touching, touching[:1]]))
            found += [(team, agent, start, end) for start, end in spans]
    return found


shift_end = st.sampled_from(["pause", "hand_over", "finish"])
assign = st.sampled_from(["team_order", "longest_idle", "score", "uniform"])
rules = st.sampled_from(
    [
        [],
        [{"name": "unsure", "when": {"confidence": "< 0.5"}, "then": "person"}],
        [{"name": "repeat", "when": {"attempt": ">= 1"}, "then": "person"}],
        [{"name": "short", "when": {"queue_length": "< 2"}, "then": "person"}],
        [{"name": "soon", "when": {"estimated_wait": "< 5 min"}, "then": "person"}],
        [{"name": "keep", "when": {"asked_for_person": True}, "then": "bot"}],
    ]
)


@st.composite
def desks(draw: st.DrawFn):
    """A small desk with two types, two channels and two teams."""
    hours = st.sampled_from(["always", "daily 00:10-00:40", "daily 00:00-00:30"])
    live = {
        "kind": "live",
        "hours": draw(hours),
        "at_closing": draw(st.sampled_from(["stay", "disconnect"])),
        "outside_hours": draw(st.sampled_from(["lost", "wait"])),
        "bot": draw(st.sampled_from(["always", "hours", "never"])),
    }
    kinds = {"handle_time": "1 min", "share": 0.5, "after_call": draw(st.sampled_from([0, 0.25]))}
    ageing = {"ageing": draw(st.sampled_from([0.0, 6.0]))}
    bot = {"turn_limit": 3, "handover_saves": 0, "escalated_handling": 1}
    outage = {"outages": [{"start": "20 min", "duration": "10 min"}]}
    return scenario(
        run={"kind": "day", "until": END, "at_end": draw(st.sampled_from(["cut", "drain"]))},
        channels={"phone": live, "mail": {"hours": draw(hours)}},
        inquiry_types={"a": kinds | ageing, "b": kinds},
        bot=draw(st.sampled_from([None, bot, bot | outage])),
        policy={"rules": draw(rules)},
        returns={"max_attempts": 3},
        people={
            "teams": {
                "first": {
                    "headcount": 1,
                    "queues": draw(st.sampled_from(["all", ["a"]])),
                    "at_shift_end": draw(shift_end),
                },
                "second": {"headcount": 1, "queues": {"a": 1, "b": 0, "*/mail": -1}},
            },
            "escalated_bonus": draw(st.sampled_from([0.0, 2.0])),
            "bot_time_counts": draw(st.booleans()),
        },
    )


@st.composite
def whole_desks(draw: st.DrawFn):
    """A small desk of two types, two channels and two teams that says all that a desk can say."""
    live = {
        "kind": "live",
        "hours": draw(st.sampled_from(["always", "daily 00:10-00:40", "daily 00:00-00:30"])),
        "at_closing": draw(st.sampled_from(["stay", "disconnect", "to_deferred"])),
        "outside_hours": draw(st.sampled_from(["lost", "wait", "divert"])),
        "balking": draw(st.sampled_from([0.5, "announced"])),
        "queue_capacity": draw(st.sampled_from([None, 0, 2])),
        "trunks": draw(st.sampled_from([None, 1, 3])),
        "redial": {"as": draw(st.sampled_from(["new", "forwarded"]))},
        "silent_abandonment": 0.5,
        "silent_time": 60,
    }
    if live["at_closing"] == "to_deferred" or live["outside_hours"] == "divert":
        live["diverts_to"] = "mail"
    kind = {"handle_time": "1 min", "share": 0.5, "tier2": {"share": 0.1}}
    queues = {"a": 1, "b": 0, "*/mail": -1, "dispatch": 0, "tier2": 0}
    first = draw(st.sampled_from([["a", "dispatch", "tier2"], ["a/phone", "tier2"], ["dispatch"]]))
    names = [name for name in ("a", "b/phone", "tier2", "*/mail") if name not in first]
    overflow = draw(st.dictionaries(st.sampled_from(names), st.sampled_from([60.0, 120.0])))
    teams = {
        "first": {
            "headcount": 1,
            "queues": first,
            "overflow": overflow,
            "score": 0.5,
            "at_shift_end": draw(shift_end),
        },
        "second": {
            "headcount": 1,
            "queues": queues,
            "slots": {"phone": 2.5},
            "slow_down": {2: 1.5},
            "connect": draw(st.sampled_from([0, 7])),
            "at_shift_end": draw(shift_end),
        },
    }
    bot = {"turn_limit": 3, "outages": [{"start": "20 min", "duration": "10 min"}]}
    bot["choice"] = draw(st.sampled_from([None, {"base": 0, "per_minute": 1}]))
    bot["review"] = {
        "team": draw(st.sampled_from(["second", "first", None])),
        "before": draw(st.sampled_from(["closing", "every_turn"])),
    }
    bot["asks_at_once"] = 0
    bot["session_limit"] = draw(st.sampled_from([None, 1, 2]))
    vip = {"name": "vip", "when": {"vip": True}, "then": "person"}
    return scenario(
        run={"kind": "day", "until": END, "at_end": draw(st.sampled_from(["cut", "drain"]))},
        channels={"phone": live, "mail": {"touches": {}}},
        inquiry_types={"a": kind | {"forwards": {"b": 0.1}}, "b": kind | {"forwards": {"a": 0.1}}},
        triage={"method": draw(st.sampled_from(["none", "rules", "dispatcher", "ai"]))},
        bot=draw(st.sampled_from([bot, bot, None])),
        policy={"rules": draw(st.one_of(rules, st.just([vip])))},
        segments={"some": {"customers": 1}, "vips": {"customers": 1, "vip": True}},
        programmes={"notice": {"types": ["a", "b"]}},
        returns={"max_attempts": 3},
        queues={
            "*/phone": {"assign": draw(assign), "capacity": draw(st.sampled_from([None, 0, 1]))},
            "*/mail": {"assign": draw(assign), "capacity": draw(st.sampled_from([None, 1]))}
            | {"transferred_bonus": draw(st.sampled_from([None, 3.0]))},
        },
        people={
            "teams": teams,
            "team_order": draw(st.sampled_from([{}, {"a": ["second", "first"]}])),
            "transferred_bonus": draw(st.sampled_from([0.0, 2.0])),
        },
    )


@given(st.data(), st.sampled_from([True, False, False]))
@settings(max_examples=100)
def test_every_check_holds(data: st.DataObject, coarse: bool) -> None:
    desk = data.draw(desks())
    plan, journal = played(desk, data.draw(cases(coarse, True)), *data.draw(shifts(coarse)))
    check_by_both(journal, plan)


@given(st.data(), st.sampled_from([True, False, False]))
@settings(max_examples=200)
def test_every_check_holds_on_desks_that_say_all(data: st.DataObject, coarse: bool) -> None:
    desk = data.draw(whole_desks())
    plan, journal = played(desk, data.draw(cases(coarse)), *data.draw(shifts(coarse)))
    check_by_both(journal, plan)


@given(st.data(), st.sampled_from([True, False, False]))
@settings(max_examples=60)
def test_whoever_is_served_had_the_highest_score(data: st.DataObject, coarse: bool) -> None:
    desk = data.draw(desks())
    plan, journal = played(desk, data.draw(cases(coarse, True)), *data.draw(shifts(coarse)))
    legs, base = journal.legs, bases(plan, journal)
    ageing = np.array([kind.ageing for kind in plan.type_plans])[queue_types(plan)][legs.queue]
    over = np.fmin(np.where(np.isnan(legs.started), inf, legs.started), legs.left)
    for row in np.flatnonzero(legs.started > legs.joined):
        now, weights = legs.started[row], plan.team_plan.weights[legs.team[row]]
        rivals = [
            r
            for r in np.flatnonzero((legs.joined < now) & (over > now))
            if not np.isnan(weights[legs.queue[r]])
        ]
        ranks = {
            r: (
                -((base[r] + weights[legs.queue[r]]) + ageing[r] * (now - legs.since[r])),
                legs.since[r],
                legs.queue[r],
                legs.case[r],
                legs.attempt[r],
            )
            for r in [row, *rivals]
        }
        assert min(ranks, key=ranks.__getitem__) == row


def bases(plan: Plan, journal: Journal) -> np.ndarray:
    """The part of each leg's score that does not change: urgency and bonuses."""
    legs, contacts = journal.legs, journal.contacts
    keys = list(zip(contacts.case.tolist(), contacts.attempt.tolist(), strict=True))
    rows = [keys.index(key) for key in zip(legs.case.tolist(), legs.attempt.tolist(), strict=True)]
    of = contacts.take(np.array(rows, dtype=np.int64))
    return of.predicted_urgency + plan.handling.escalated_bonus * (of.rule >= 0)


def queue_types(plan: Plan) -> list[int]:
    """The type of each queue."""
    return [int(np.argwhere(plan.queue_of == queue)[0][0]) for queue in range(len(plan.queues))]


@given(st.data())
@settings(max_examples=20)
def test_the_same_values_give_the_same_journal(data: st.DataObject) -> None:
    desk, rows, people = data.draw(whole_desks()), data.draw(cases(True)), data.draw(shifts(True))
    (_, first), (_, second) = (played(desk, rows, *people) for _ in range(2))
    for name in ("contacts", "legs"):
        pairs = zip(getattr(first, name).columns, getattr(second, name).columns, strict=True)
        for one, other in pairs:
            np.testing.assert_array_equal(one, other)


SERVED = {"BOT_RESOLVED", "BOT_FALSELY_CLOSED", "BOT_LEFT", "PERSON_RESOLVED", "PERSON_UNRESOLVED"}
NOT_SERVED = {"LOST", "BALKED", "BLOCKED", "ABANDONED", "DISCONNECTED"}


@given(st.data(), st.sampled_from([True, False, False]))
@settings(max_examples=60)
def test_what_customers_lose_is_counted_case_by_case(data: st.DataObject, coarse: bool) -> None:
    desk = data.draw(whole_desks())
    plan, journal = played(desk, data.draw(cases(coarse)), *data.draw(shifts(coarse)))
    sample = measure(journal, plan, desk)

    def total(key: str) -> tuple[float, float]:
        place = sample.labels.index(Label(key))
        return sample.numerators[place], sample.denominators[place]

    contacts = journal.contacts
    histories: dict[int, list[tuple[str, bool]]] = {}
    for number, ending, returned in zip(
        contacts.case, contacts.ending, contacts.returned, strict=True
    ):
        histories.setdefault(number, []).append((Ending(ending).name, returned == returned))
    averted = {case for case, ((first, _), *_) in histories.items() if first == "AVERTED"}
    solved = sum(any(e.endswith("_RESOLVED") for e, _ in h) for h in histories.values())
    ended = SERVED | NOT_SERVED | {"AVERTED"}
    still = sum(h[-1][0] not in ended or h[-1][1] for h in histories.values())
    cohort = len(histories) - len(averted)
    assert total("cases_solved") == (solved, cohort)
    assert total("cases_open") == (still, cohort)
    assert total("cost_per_need")[1] == len(histories)
    # All cases begin before the window's end, but a contact may come back after it.
    names = [
        Ending(ending).name
        for arrival, ending in zip(contacts.arrival, contacts.ending, strict=True)
        if arrival < END and ending != Ending.AVERTED
    ]
    assert total("turned_away_rate") == (sum(name in NOT_SERVED for name in names), len(names))
    assert total("cost_per_contact_reached")[1] == sum(name in SERVED for name in names)
    months = END / 3600 / (365 / 12 * 24)
    cost, length = total("cost_per_month_staffed")
    assert (length, cost) == (pytest.approx(months), total("cost_per_contact_reached")[0])
