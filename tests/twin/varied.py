"""Random numbers in the place of those that a plan has: whatever an engine may be told to play.

Scenarios reach few of a plan's numbers, and round ones mostly; engines see no more than the plan.
"""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from sim.engine import Bound, Plan
from sim.engine.bound import ContactValues
from sim.engine.plan.rules import BuiltIn, Relation, Rules, Test
from sim.engine.plan.session_usage import SessionUsage
from sim.scenario.values.observables import OBSERVABLES

LAUNCH = 1800.0
LAWS = (1.5, 0.3)
"""Handle times under the teams' own laws, as parts of those of the types."""
FACTORS = st.sampled_from([1.0, 0.7, 4 / 3, 1.1])
COLUMNS = {name: place for place, name in enumerate(ContactValues._fields)}


def table(draw: st.DrawFn, values: st.SearchStrategy[float], *shape: int) -> np.ndarray:
    size = int(np.prod(shape))
    drawn = draw(st.lists(values, min_size=size, max_size=size))
    return np.array(drawn, dtype=np.float64).reshape(shape)


@st.composite
def tests(draw: st.DrawFn) -> Test:
    observable = draw(st.integers(0, len(OBSERVABLES) - 1))
    relation = draw(st.sampled_from(Relation))
    if relation is Relation.AMONG:
        return Test(observable, relation, 0.0, tuple(draw(st.sampled_from([(0,), (1,), (0, 1)]))))
    return Test(observable, relation, draw(st.sampled_from([-1.0, 0.0, 0.4, 1.0, 2.0, 3.0, 120.0])))


@st.composite
def policies(draw: st.DrawFn) -> Rules:
    """Up to three rules of up to two tests each."""
    rules = draw(st.lists(st.lists(tests(), min_size=1, max_size=2).map(tuple), max_size=3))
    names = (*(f"rule {n}" for n in range(len(rules))), *(rule.name.lower() for rule in BuiltIn))
    to_person = tuple(draw(st.booleans()) for _ in rules)
    return Rules(names, tuple(rules), to_person, reads_queue=True, hook=None)


@st.composite
def plans(draw: st.DrawFn, plan: Plan) -> Plan:
    """The plan with other numbers: the same queues, teams and channels."""
    teams, types = len(plan.teams), len(plan.types)
    live = np.array([channel.live for channel in plan.channel_plans])
    slots = st.sampled_from([1.0, 1.5, 2.0, 3.0])
    people = replace(
        plan.team_plan,
        law=table(draw, st.sampled_from([0, 0, 1, 2]), teams).astype(np.int64),
        talk_factor=table(draw, FACTORS, teams, types),
        wrap_factor=table(draw, FACTORS, teams, types),
        slots=table(draw, slots, teams, len(live)),
        slow_down=table(draw, FACTORS, teams, draw(st.integers(1, 3))),
        score=table(draw, st.sampled_from([0.0, 0.3]), teams),
    )
    return replace(
        plan,
        team_plan=people,
        type_plans=tuple(
            each._replace(
                ageing=draw(st.sampled_from([0.0, 1 / 600, 7.3 / 3600])),
                mood_step=draw(st.sampled_from([0.1, 0.3])),
                after_call=draw(st.sampled_from([0.0, 0.1, 1 / 3])),
                eligible=draw(st.sampled_from([True, True, False])),
            )
            for each in plan.type_plans
        ),
        queue_plans=tuple(
            each._replace(transferred_bonus=draw(st.sampled_from([0.0, 0.1, 2.0])))
            for each in plan.queue_plans
        ),
        policy=draw(st.one_of(st.just(plan.policy), policies())),
        usage=SessionUsage(2, 300, 40, 70),
        handling=plan.handling._replace(
            summary=draw(FACTORS),
            summary_after_bot=draw(FACTORS),
            mood_after_bot=draw(FACTORS),
            escalated_bonus=draw(st.sampled_from([0.0, 0.1, 2.0])),
            bot_time_counts=draw(st.booleans()),
        ),
        mean_handle=table(draw, st.sampled_from([61.7, 100.1]), *plan.mean_handle.shape),
    )


@st.composite
def with_launch(draw: st.DrawFn, plan: Plan, bound: Bound) -> tuple[Plan, Bound]:
    """Other numbers of the plan and of what is in store until the launch, half way."""
    before = draw(plans(plan))
    contacts = bound.contacts[:, ::-1].copy()
    # Whoever redials goes on with the forward that was given up.
    contacts[:, :, COLUMNS["forwards"]] = bound.contacts[:, :, COLUMNS["forwards"]]
    horizon = replace(plan.horizon, window_start=LAUNCH)
    return (
        replace(plan, before=before, horizon=horizon),
        replace(bound, before=replace(bound, contacts=contacts)),
    )


@st.composite
def bounds(draw: st.DrawFn, bound: Bound) -> Bound:
    """What is bound with more in store: laws of teams, values at risk, absences and factors."""
    contacts, legs, people = bound.contacts.copy(), bound.legs, bound.roster
    risks = st.sampled_from([0.0, 0.4, 1.0, 3.0])
    contacts[:, :, COLUMNS["at_risk"]] = table(draw, risks, *contacts.shape[:2])
    laws = legs.values[:, :1] * np.array([LAWS])
    activity = draw(
        st.lists(st.sampled_from([0, 0, 0, 1, 2, 3]), min_size=len(people), max_size=len(people))
    )
    return replace(
        bound,
        contacts=contacts,
        legs=replace(legs, values=np.hstack([legs.values, laws])),
        roster=replace(
            people,
            activity=np.array(activity, dtype=np.int64),
            factor=table(draw, FACTORS, len(people)),
        ),
    )
