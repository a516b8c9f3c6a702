"""Random desks from a seed: whatever an engine may be told to play, dense with ties and events.

An engine sees a plan's numbers and what is bound, so these are drawn and not scenarios: a scenario
reaches few of them, and round ones mostly. Each desk says a random half of the words there are.
"""

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import inf

import numpy as np
from support.handmade import scenario
from support.in_store import contact_table

from sim.engine import Bound, Plan, make_plan
from sim.engine.bind.leg_table import PartTable, leg_table
from sim.engine.bound import Cases, ContactTable, ContactValues, LegValues
from sim.engine.journal import Outreach, Role, Roster
from sim.engine.parts import forward_part, part_of
from sim.engine.plan.queue_plan import Assign
from sim.engine.plan.review_plan import Reviewed, ReviewPlan
from sim.engine.plan.rules import BuiltIn, Relation, Rules, Test
from sim.engine.plan.session_usage import SessionUsage
from sim.engine.plan.team_plan import ShiftEnd
from sim.scenario.values.observables import OBSERVABLES

END, LAUNCH = 7200.0, 3000.0
TYPES, CHANNELS, TEAMS, ATTEMPTS = 3, 4, 3, 3
MAIL, FORM = DEFERRED = 2, 3
FORWARDS, TOUCHES, LAWS = 4, 3, 2
PARTS = (
    *map(part_of, (Role.ANSWER, Role.MISROUTE, Role.TIER2, Role.DISPATCH, Role.REVIEW)),
    *(part_of(Role.TOUCH, number) for number in range(TOUCHES - 1)),
    *map(forward_part, range(FORWARDS)),
)
BESIDE = {part_of(role) for role in (Role.MISROUTE, Role.DISPATCH, Role.REVIEW)}
THRESHOLDS = (-1.0, 0.0, 0.4, 1.0, 2.0, 3.0, 120.0)


COMES_AGAIN = [
    ContactValues._fields.index(name) for name in ("back_after_bot", "back_after_person", "redials")
]


def in_store(first: np.ndarray, second: np.ndarray) -> ContactTable:
    """The first values, of the cases that either ones let come to an attempt.

    Both have the shape (attempts, cases, fields).
    """
    comes = np.ones(first.shape[:2], np.bool_)
    for attempt in range(1, ATTEMPTS):
        lets = [store[attempt - 1][:, COMES_AGAIN].any(axis=1) for store in (first, second)]
        comes[attempt] = comes[attempt - 1] & (lets[0] | lets[1])
    pairs = zip(comes, first, strict=True)
    return contact_table((np.flatnonzero(those), values[those]) for those, values in pairs)


@lru_cache
def bare_plan(dispatcher: bool, reviewers: bool, shared: bool) -> Plan:
    """The queues of three types on phone, chat, mail and a form, and three teams."""
    kind = {"handle_time": "1 min", "share": 0.25, "tier2": {"share": 0.1}}
    one_queue = {"queue": "both"} if shared else {}
    review = {"review": {"team": "third" if reviewers else None, "before": "closing"}}
    return make_plan(
        scenario(
            run={"kind": "day", "until": END, "at_end": "cut"},
            channels={
                "phone": {"kind": "live"},
                "chat": {"kind": "live"},
                "mail": {"touches": {}},
                "form": {"touches": {}},
            },
            inquiry_types={
                "a": kind | one_queue,
                "b": kind | one_queue,
                "c": kind | {"share": 0.5},
            },
            triage={"method": "dispatcher" if dispatcher else "none"},
            bot={"turn_limit": 3, **review},
            segments={"some": {"customers": 1}, "vips": {"customers": 1, "vip": True}},
            programmes={"notice": {"types": ["a", "b"]}},
            returns={"max_attempts": ATTEMPTS},
            people={"teams": {name: {"headcount": 1} for name in ("first", "second", "third")}},
        )
    )


def comes_to(part: int, contacts: np.ndarray) -> np.ndarray:
    """Which contacts can come to a leg, as far as that is told from what they have in store."""
    column = dict(zip(ContactValues._fields, contacts.T, strict=True))
    if part == part_of(Role.TIER2):
        return column["tier2"] > 0
    for number in range(TOUCHES - 1):
        if part == part_of(Role.TOUCH, number):
            return column["touches"] > number + 1
    for number in range(FORWARDS):
        if part == forward_part(number):
            return column["forwards"] > number
    return np.full(len(contacts), True)


class Desk:
    """The desk of a seed.

    Attributes
    ----------
    plan, bound
        What both engines play.
    """

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.step = self.one(60.0, 60.0, 10.0, 2.0**-20)
        self.plain = self.rng.random() < 0.3
        # Where most of it happens: at shifts' ends in mails, at outages in reviews, where lines are
        # closed, or among scores that are all but equal.
        self.theme = self.one("any", "any", "mails", "mails", "reviews", "closings", "scores")
        # With these and weights of tenths, only rounding tells scores apart that would be equal.
        tie = self.theme == "scores"
        self.ageings = (1 / 600, 1 / 300, 1 / 200) if tie else (0.0, 1 / 600, 7.3 / 3600)
        self.weights = (0.1, 0.2, 0.3, 0.7) if tie else (0.0, -1.0, 0.1)
        said = self.rng.random(5) < 0.5
        self.bare = bare_plan(*map(bool, said[:3]))
        plan, bound = self.a_plan(), self.a_bound()
        if said[3]:
            plan, bound = self.with_launch(plan, bound)
        # The end may come in the midst of it all.
        end = self.one(END, END, 2400.0, 3000.0)
        horizon = replace(plan.horizon, drains=bool(said[4]), arrivals_end=end / 2, end=end)
        self.plan, self.bound = replace(plan, horizon=horizon), bound

    def one(self, *values):
        """One of some values."""
        return values[self.rng.integers(len(values))]

    def word(self, values, plain, size=None):
        """Values that times are made with, where the desk says the word; else the plain one."""
        if self.plain or self.rng.random() < 0.4:
            values = (plain,)
        return self.rng.choice(np.array(values), size)

    def choice(self, values, plain, size):
        """The same where times do not depend on it: said in plain desks as well."""
        said = self.rng.random() < 0.6
        return self.rng.choice(np.array(values if said else (plain,)), size)

    def seconds(self, longest: float, size=None):
        """Times on the desk's grid, up to the longest."""
        return self.rng.integers(0, int(longest / self.step) + 1, size) * self.step

    def a_plan(self) -> Plan:
        plan, one = self.bare, self.one
        factors = (1.0, 0.7, 4 / 3, 1.1)
        weights, helps, teams_of = self.routing()
        bot = self.rng.random() < 0.8
        team_plan = replace(
            plan.team_plan,
            weights=weights,
            helps_after=helps,
            law=self.word((0, 1, 2), 0, TEAMS).astype(np.int64),
            talk_factor=self.word(factors, 1.0, (TEAMS, TYPES)),
            wrap_factor=self.word(factors, 1.0, (TEAMS, TYPES)),
            connect=self.word((0.0, 7.0), 0.0, TEAMS),
            slots=self.slots(),
            slow_down=self.word(factors, 1.0, (TEAMS, int(self.rng.integers(1, 4)))),
            score=self.choice((0.0, 0.3), 0.0, TEAMS),
            at_shift_end=self.choice(tuple(map(int, ShiftEnd)), 1, TEAMS),
        )
        return replace(
            plan,
            team_plan=team_plan,
            teams_of=teams_of,
            type_plans=tuple(self.a_type(each) for each in plan.type_plans),
            channel_plans=tuple(map(self.a_channel, range(CHANNELS))),
            queue_plans=tuple(self.a_queue(each) for each in plan.queue_plans),
            review=ReviewPlan(one(*Reviewed), bool((plan.review_of >= 0).all())),
            policy=self.a_policy(0 if self.theme == "reviews" else 4),
            turn_limit=one(1, 2, 3) if bot else 0,
            session_limit=one(inf, inf, 1.0, 3.0) if bot else 0.0,
            usage=SessionUsage(2, 300, 40, 70),
            handling=plan.handling._replace(
                summary=float(self.word(factors, 1.0)),
                summary_after_bot=float(self.word(factors, 1.0)),
                mood_after_bot=float(self.word(factors, 1.0)),
                escalated_bonus=one(0.0, 0.1, 2.0),
                bot_time_counts=one(True, False),
            ),
            opening=tuple(map(self.spans, range(CHANNELS))),
            outages=self.outages() if bot else np.zeros((0, 2)),
            mean_handle=self.rng.choice([61.7, 100.1], (TYPES, CHANNELS)),
        )

    def slots(self) -> np.ndarray:
        """How many contacts an agent has in hand at once: several mails, where those are it."""
        slots = self.choice((1.0, 1.5, 2.0, 3.0), 1.0, (TEAMS, CHANNELS))
        if self.theme == "mails":
            slots[:, DEFERRED] = self.rng.choice((2.0, 3.0, 4.0), (TEAMS, len(DEFERRED)))
        return slots

    def routing(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Weights and what teams help with by team and queue; by queue its teams, then -1."""
        queues = len(self.bare.queues)
        serves = self.rng.random((TEAMS, queues)) < self.one(0.4, 0.8)
        reviews = np.isin(np.arange(queues), self.bare.review_of)
        serves[:, reviews] = np.arange(TEAMS)[:, None] == 2
        said = self.choice(self.weights, self.weights[0], serves.shape)
        weights = np.where(serves, said, np.nan)
        after = self.rng.choice([0.0, 60.0, 60.0, 120.0, inf], serves.shape)
        helps = np.where(serves | reviews | (self.rng.random() < 0.5), inf, after)
        teams_of = np.full((queues, TEAMS), -1)
        for queue in range(queues):
            teams = self.rng.permutation(np.flatnonzero(serves[:, queue]))
            teams_of[queue, : len(teams)] = teams
        return weights, helps, teams_of

    def a_type(self, plan):
        return plan._replace(
            eligible=bool(self.rng.random() < 0.8),
            mood_step=self.one(0.1, 0.3),
            ageing=self.one(*self.ageings),
            after_call=float(self.word((0.0, 0.1, 1 / 3), 0.0)),
            redials_forwarded=tuple(bool(told) for told in self.rng.random(CHANNELS) < 0.5),
        )

    def a_channel(self, number: int):
        live = number not in DEFERRED
        outside = self.one("wait", "lost", "divert") if live else self.one("wait", "lost")
        closing = self.one("stay", "disconnect", "move") if live else "stay"
        if live and self.theme == "closings":
            closing = "move"
        return self.bare.channel_plans[number]._replace(
            live=live,
            loses=outside == "lost",
            diverts=outside == "divert",
            disconnects=closing == "disconnect",
            moves=closing == "move",
            target=self.one(*DEFERRED),
            bot=self.one(0, 1, 2, 2),
            announces=self.one(False, False, True),
            queue_capacity=self.one(inf, inf, 0.0, 2.0, 5.0),
            trunks=self.one(inf, inf, 1.0, 4.0, 8.0),
            silent_time=self.one(0.0, 60.0),
        )

    def a_queue(self, plan):
        return plan._replace(
            assign=int(self.one(0, 0, *Assign)),
            capacity=self.one(inf, inf, inf, 0.0, 1.0, 3.0),
            transferred_bonus=self.one(0.0, 0.1, 2.0),
        )

    def a_policy(self, most: int) -> Rules:
        tests = tuple(
            tuple(self.a_test() for _ in range(self.one(1, 1, 2)))
            for _ in range(self.rng.integers(0, most + 1))
        )
        names = (*(f"rule {n}" for n in range(len(tests))), *(r.name.lower() for r in BuiltIn))
        to_person = tuple(bool(self.rng.random() < 0.6) for _ in tests)
        return Rules(names, tests, to_person, reads_queue=True, hook=None)

    def a_test(self) -> Test:
        observable, relation = int(self.rng.integers(len(OBSERVABLES))), self.one(*Relation)
        if relation is Relation.AMONG:
            return Test(observable, relation, 0.0, self.one((0,), (1,), (0, 2)))
        return Test(observable, relation, self.one(*THRESHOLDS))

    def spans(self, _: int) -> np.ndarray:
        some = ([(0.0, END * 90)], [(600.0, 2400.0)], [(0.0, 1800.0), (2400.0, 4800.0)])
        if self.theme == "closings":
            often = [(start, start + 300.0) for start in np.arange(600.0, 5400.0, 480.0)]
            some = (often,)
        return np.array(self.one(some[0], *some))

    def outages(self) -> np.ndarray:
        often = [(start, start + 180.0) for start in np.arange(600.0, 5400.0, 300.0)]
        some = ([], [(600.0, 900.0)], [(960.0, 1080.0), (1200.0, 2400.0)])
        if self.theme == "reviews":
            some = (often,)
        return np.array(self.one(*some), dtype=np.float64).reshape(-1, 2)

    def with_launch(self, plan: Plan, bound: Bound) -> tuple[Plan, Bound]:
        """Other numbers of the plan, and of what is in store, until the launch."""
        values = self.values
        swapped = values[:, ::-1].copy()
        way = [ContactValues._fields.index(name) for name in ("forwards", "tier2", "touches")]
        swapped[:, :, way] = values[:, :, way]
        first = replace(bound, contacts=in_store(swapped, values))
        bound = replace(bound, contacts=in_store(values, swapped))
        horizon = replace(plan.horizon, window_start=LAUNCH)
        return replace(plan, before=self.a_plan(), horizon=horizon), replace(bound, before=first)

    def a_bound(self) -> Bound:
        count = int(self.rng.integers(1, 80))
        busy = self.one(END / 2, END / 4, 600.0)
        zeros, rng = np.zeros(count, np.int64), self.rng
        segment = rng.integers(-1, 2, count)
        outreach = self.choice(tuple(map(int, Outreach)), 0, count).astype(np.int64)
        cases = Cases(
            arrival=np.sort(600.0 + self.seconds(busy, count)),
            cell=zeros,
            layer=zeros,
            day=zeros + 20_458,
            ordinal=np.arange(count),
            type=rng.integers(0, TYPES, count),
            channel=np.where(
                rng.random(count) < 0.8 * (self.theme == "mails"),
                rng.choice(DEFERRED, count),
                rng.integers(0, CHANNELS, count),
            ),
            segment=segment,
            customer=np.where(segment >= 0, 0, -1),
            urgency=rng.integers(1, 6, count),
            programme=np.where(outreach > 0, 0, -1),
            outreach=outreach,
        )
        contacts = np.array([self.contacts(cases) for _ in range(ATTEMPTS)])
        # Who redials as forwarded goes the same way in every attempt.
        contacts[:, :, ContactValues._fields.index("forwards")] = contacts[
            0, :, ContactValues._fields.index("forwards")
        ]
        tables = [self.legs(cases, each) for each in contacts]
        roster = self.roster()
        agents = np.array([roster.agent[roster.team == t].max() + 1 for t in range(TEAMS)])
        self.values = contacts
        return Bound(
            cases,
            in_store(contacts, contacts),
            leg_table([[each] for each in tables]),
            roster,
            agents,
        )

    def contacts(self, cases: Cases) -> np.ndarray:
        count, rng = len(cases), self.rng
        wrong = rng.random(count) < self.one(0.0, 0.4)

        def flag(share=0.5):
            return rng.random(count) < self.one(0.0, share, share)

        turn = (1.0, 2.0, 3.0, inf, inf)
        values = {
            "predicted_type": np.where(wrong, rng.integers(0, TYPES, count), cases.type),
            "predicted_urgency": rng.integers(1, 6, count),
            "triage": self.word((0.0, 60.0), 0.0, count),
            "offered": rng.random(count) < 0.9,
            "solve_turn": rng.choice(turn, count),
            "claim_turn": rng.choice(turn, count),
            "ask_turn": rng.choice((0.0, 1.0, 2.0, inf, inf, inf), count),
            "leave_turn": rng.choice((*turn, inf), count),
            "turn_time": 60.0 + self.seconds(240.0, count),
            "first_reply": self.seconds(60.0, count),
            "confidence": rng.choice([-1.0, 0.0, 1.0], count),
            "at_risk": rng.choice([0.0, 0.4, 1.0, 3.0], count),
            "least_wait": self.choice((-inf, 60.0, inf), -inf, count),
            "watched": flag(0.8) | (self.theme == "reviews"),
            "rejects_claim": flag(),
            "rejects_solution": flag(),
            "touches": self.choice((1, 2, TOUCHES), 1, count),
            "forwards": self.choice((0, 1, 2, FORWARDS), 0, count),
            "tier2": flag(0.3),
            "solved": flag(0.7),
            "silent": flag(),
            "back_after_bot": flag(),
            "back_after_person": flag(),
            "return_delay": self.seconds(900.0, count),
            "balks": flag(0.2),
            "redials": flag(0.7),
            "redial_delay": self.seconds(300.0, count),
        }
        ordered = [values[name] for name in ContactValues._fields]
        return np.stack([np.asarray(column, dtype=np.float64) for column in ordered], axis=1)

    def legs(self, cases: Cases, contacts: np.ndarray) -> dict[tuple[int, bool], PartTable]:
        """What all legs have in store; who is elsewhere has other values but the same kinds."""
        tables, rng, count = {}, self.rng, len(cases)
        partial = rng.random() < 0.5
        longest, patience = self.one(120.0, 600.0), self.one(inf, 300.0, 600.0)
        for part in PARTS:
            kind = rng.integers(0, TYPES, count)
            for elsewhere in (False, True):
                patient = (patience == inf) | (rng.random(count) < 0.2)
                values = {
                    "handle": self.seconds(longest, count),
                    "after_call": self.word((0.0, 60.0, 7.7), 0.0, count) * (part not in BESIDE),
                    "patience": np.where(patient, inf, self.seconds(min(patience, 9e5), count)),
                    "reply": self.seconds(600.0, count),
                    "kind": kind,
                    "assign": rng.random(count),
                }
                columns = [values[name] for name in LegValues._fields]
                columns += [values["handle"] * factor for factor in (1.5, 0.3)[:LAWS]]
                stays = np.isin(cases.channel, DEFERRED) & elsewhere
                spare = rng.random(count) < (0.2 if partial else 1.0)
                rows = np.flatnonzero(comes_to(part, contacts) & ~stays | spare)
                stored = np.stack(columns, axis=1)[rows] + 0.0
                tables[part, elsewhere] = PartTable(rows, stored)
        return tables

    def roster(self) -> Roster:
        """Up to four agents a team; their stretches touch or not, and are for all there is."""
        rows = []
        activities = self.one((0,), (0, 0, 0, 1, 2, 3))
        for team in range(TEAMS):
            for agent in range(self.rng.integers(1, 5)):
                step = 600.0 if self.theme == "mails" else 60.0
                drawn = self.rng.integers(0, int(END / step), self.rng.integers(2, 8))
                edges = np.unique(drawn * step)
                spans = list(pairwise(edges)) or [(600.0, END)]
                rows += [
                    (team, agent, *span, self.one(*activities), float(self.word((1.0, 1.2), 1.0)))
                    for span in spans[:: self.one(1, 2)]
                ]
        team, agent, start, end, activity, factor = zip(*rows, strict=True)
        return Roster(
            np.array(team),
            np.array(agent),
            np.array(start),
            np.array(end),
            np.array(activity, dtype=np.int64),
            np.array(factor),
        )
