"""Random shifts that end in the middle of deferred work: all of it is done, as long as ever."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.audits import check_by_both
from support.handmade import case, played, scenario

from sim.engine.journal import BROKEN_OFF, Journal, Outcome
from sim.measures.rows.agents import agent_states

END = 3600.0
GRID = 2.0**-20
seconds = st.integers(1, 40).map(lambda tens: 10.0 * tens)
starts = st.integers(0, 300).map(lambda tens: 10.0 * tens)


@st.composite
def desks(draw: st.DrawFn, rule: str):
    """Mail alone, in one or two teams whose agents have one or two in hand."""
    team = {"headcount": 1, "at_shift_end": rule, "slots": {"mail": draw(st.sampled_from([1, 2]))}}
    teams = dict.fromkeys(("first", "second")[: draw(st.integers(1, 2))], team)
    return scenario(
        run={"kind": "day", "until": END, "at_end": "cut"},
        channels={"mail": {"touches": {}}},
        people={"teams": teams},
    )


@st.composite
def shifts(draw: st.DrawFn, teams: int) -> list[tuple[int, int, float, float]]:
    """Two or three agents a team, each with two or three shifts, gaps between them."""
    found = []
    for team in range(teams):
        for agent in range(draw(st.integers(2, 3))):
            edges = sorted(draw(st.lists(starts, min_size=6, max_size=6, unique=True)))
            found += [
                (team, agent, *edges[n : n + 2]) for n in (0, 2, 4)[draw(st.integers(0, 1)) :]
            ]
    return found


mails = st.lists(st.tuples(starts, seconds, seconds, st.sampled_from([1, 1, 2])), min_size=5)


def rows(mail: list[tuple[float, float, float, int]]) -> list:
    return [
        case(
            time,
            {"answer": talk, "touch2": talk, "after_call": wrap, "touches": touches, "reply": 50.0},
        )
        for time, talk, wrap, touches in sorted(mail)
    ]


def talks(journal: Journal) -> dict[tuple[int, int], tuple[float, float, bool]]:
    """By case and role of legs that are done: seconds of talk, of after-call work, and whether
    somebody handed them over."""
    found: dict = defaultdict(lambda: [0.0, 0.0, False, False])
    legs = journal.legs
    for row in range(len(legs)):
        whole = found[int(legs.case[row]), int(legs.role[row])]
        if np.isnan(legs.wrap_end[row]):
            continue
        whole[0] += legs.talk_end[row] - legs.started[row]
        whole[1] += legs.wrap_end[row] - legs.talk_end[row]
        whole[2] |= legs.outcome[row] == Outcome.HANDED_OVER
        whole[3] = legs.outcome[row] not in BROKEN_OFF
    return {leg: tuple(whole[:3]) for leg, whole in found.items() if whole[3]}


@pytest.mark.parametrize("rule", ["pause", "hand_over"])
@given(data=st.data())
@settings(max_examples=60)
def test_what_is_broken_off_is_done_once_and_as_long_as_unbroken(rule: str, data: st.DataObject):
    desk, mail = data.draw(desks(rule)), data.draw(mails)
    people = data.draw(shifts(len(desk.people.teams)))
    plan, journal = played(desk, rows(mail), *people)
    check_by_both(journal, plan)
    for (number, _), (talk, wrap, handed_over) in talks(journal).items():
        _, asked, after_call, _ = sorted(mail)[number]
        room = 4 * GRID if handed_over else 0.0
        assert abs(talk - asked) <= room
        assert wrap == after_call


@given(data=st.data())
@settings(max_examples=40)
def test_overtime_is_after_call_work_alone_where_nothing_is_finished(data: st.DataObject):
    desk, mail = data.draw(desks("pause")), data.draw(mails)
    _, journal = played(desk, rows(mail), *data.draw(shifts(len(desk.people.teams))))
    states, legs = agent_states(journal), journal.legs
    late = states.take(states.overtime)
    for team, agent, start, end in zip(late.team, late.agent, late.start, late.end, strict=True):
        own = (legs.team == team) & (legs.agent == agent)
        talking = own & (legs.started < end) & ~(legs.talk_end <= start)
        assert not talking.any()
