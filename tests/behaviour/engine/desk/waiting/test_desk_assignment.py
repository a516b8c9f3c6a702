"""Who gets whom: scores, weights, bonuses, ageing, team order, the longest idle agent."""

from typing import Any

import numpy as np
import pytest
from support.handmade import case, played, scenario

from sim.engine.journal import Role
from sim.scenario.root import Scenario

A, B = 0, 1
ALL_DAY = 3600.0


def desk(kinds: dict[str, dict[str, Any]] | None = None, **sections: Any) -> Scenario:
    """Two types, `a` and `b`, in equal shares."""
    types = {
        name: {"share": 0.5, "handle_time": "1 min"} | (kinds or {}).get(name, {}) for name in "ab"
    }
    return scenario(inquiry_types=types, **sections)


def served(desk: Scenario, cases: list, *shifts: tuple[int, int, float, float]) -> list[int]:
    """The cases' numbers in the order in which a person begins to answer them."""
    _, journal = played(desk, cases, *shifts)
    answers = journal.legs.take(journal.legs.role == Role.ANSWER)
    order = sorted(zip(answers.started.tolist(), answers.case.tolist(), strict=True))
    return [number for _, number in order]


def agents(desk: Scenario, cases: list, *shifts: tuple[int, int, float, float]) -> list[tuple]:
    """Team and agent who answers each case."""
    legs = played(desk, cases, *shifts)[1].legs
    return list(zip(legs.team.tolist(), legs.agent.tolist(), strict=True))


def test_equals_are_served_in_the_order_of_joining() -> None:
    assert served(desk(), [case(0), case(2, kind=B), case(3), case(4, kind=B)]) == [0, 1, 2, 3]


def test_the_more_urgent_is_served_first() -> None:
    cases = [case(0), case(1, urgency=2), case(2, urgency=5), case(3, urgency=4)]
    assert served(desk(), cases) == [0, 2, 3, 1]


def test_a_more_urgent_arrival_does_not_interrupt_an_answer() -> None:
    legs = played(desk(), [case(0, urgency=1), case(1, urgency=5)])[1].legs
    assert legs.started.tolist() == [0, 60]


def test_at_one_instant_the_lower_queue_is_served_first_and_then_the_lower_case() -> None:
    cases = [case(0), case(1, kind=B), case(1, kind=A), case(1, kind=B)]
    assert served(desk(), cases) == [0, 2, 1, 3]


def test_weights_add_to_the_urgency() -> None:
    teams = {"desk": {"queues": {"a": 2, "b": 0}, "headcount": 1}}
    cases = [case(0), case(1, kind=B, urgency=4), case(2, kind=A, urgency=3)]
    assert served(desk(people={"teams": teams}), cases) == [0, 2, 1]


def test_equal_scores_of_weight_and_urgency_go_by_the_time_of_joining() -> None:
    teams = {"desk": {"queues": {"a": 1, "b": 0}, "headcount": 1}}
    cases = [case(0), case(1, kind=B, urgency=4), case(2, kind=A, urgency=3)]
    assert served(desk(people={"teams": teams}), cases) == [0, 1, 2]


@pytest.mark.parametrize(("bonus", "order"), [(0, [0, 1, 2]), (1.5, [0, 2, 1])])
def test_the_bonus_of_the_escalated(bonus: float, order: list[int]) -> None:
    people = {"teams": {"desk": {"headcount": 1}}, "escalated_bonus": bonus}
    bot = {"turn_limit": 1, "handover_saves": 0, "escalated_handling": 1}
    kinds = {"a": {"bot": {"eligible": False}}}
    # The second joins at 1, the third after its session at 12.
    cases = [case(0), case(1, urgency=4), case(2, kind=B, urgency=3)]
    assert served(desk(kinds, people=people, bot=bot), cases) == order


@pytest.mark.parametrize(("bonus", "order"), [(0, [0, 2, 1]), (1.5, [0, 1, 2])])
def test_the_bonus_of_the_transferred(bonus: float, order: list[int]) -> None:
    teams = {
        "wrong": {"queues": ["b"], "headcount": 1},
        "right": {"queues": ["a"], "headcount": 1},
    }
    cases = [
        case(0, {"answer": 100}),
        case(1, {"predicted_type": B, "misroute": 20}, urgency=3),
        case(2, urgency=4),
    ]
    shifts = [(0, 0, 0.0, ALL_DAY), (1, 0, 0.0, ALL_DAY)]
    people = {"teams": teams, "transferred_bonus": bonus}
    assert served(desk(people=people), cases, *shifts) == order


@pytest.mark.parametrize(
    ("queues", "order"),
    [
        ({}, [0, 2, 1]),
        ({"a": {"transferred_bonus": 1.5}}, [0, 1, 2]),
        ({"*/phone": {"transferred_bonus": 1.5}}, [0, 1, 2]),
        # The bonus is that of the queue to which it is passed on.
        ({"b": {"transferred_bonus": 1.5}}, [0, 2, 1]),
    ],
)
def test_a_queue_may_have_a_bonus_of_its_own(queues: dict[str, Any], order: list[int]) -> None:
    teams = {
        "wrong": {"queues": ["b"], "headcount": 1},
        "right": {"queues": ["a"], "headcount": 1},
    }
    cases = [
        case(0, {"answer": 100}),
        case(1, {"predicted_type": B, "misroute": 20}, urgency=3),
        case(2, urgency=4),
    ]
    shifts = [(0, 0, 0.0, ALL_DAY), (1, 0, 0.0, ALL_DAY)]
    assert served(desk(people={"teams": teams}, queues=queues), cases, *shifts) == order


def test_a_queue_may_give_none_of_the_usual_bonus() -> None:
    teams = {name: {"queues": [name], "headcount": 1} for name in "ab"}
    people = {"teams": teams, "transferred_bonus": 5}
    shifts = [(0, 0, 0.0, ALL_DAY), (1, 0, 0.0, ALL_DAY)]
    # The first is forwarded at 60 and waits with the last for the end of the second at 100.
    cases = [
        case(0, {"forwards": [B]}),
        case(0, {"answer": 100}, kind=B),
        case(10, kind=B, urgency=4),
    ]
    for queues, joined in (({}, [60, 10]), ({"b": {"transferred_bonus": 0}}, [10, 60])):
        legs = played(desk(people=people, queues=queues), cases, *shifts)[1].legs
        later = legs.take(legs.started >= 100)
        assert later.joined[np.argsort(later.started)].tolist() == joined


@pytest.mark.parametrize(("ageing", "order"), [(0, [0, 2, 1]), (360, [0, 1, 2])])
def test_who_waits_long_overtakes_the_more_urgent(ageing: float, order: list[int]) -> None:
    kinds = {"a": {"ageing": ageing}}
    # At 60 the second has waited for 50 s, which at 360 an hour is worth 5 levels.
    cases = [case(0), case(10, urgency=1), case(15, kind=B, urgency=5)]
    assert served(desk(kinds), cases) == order


def test_ageing_gains_by_the_time_waited_and_not_at_once() -> None:
    kinds = {"a": {"ageing": 360}}
    cases = [case(0), case(31, urgency=1), case(32, kind=B, urgency=5)]
    assert served(desk(kinds), cases) == [0, 2, 1]


def test_two_who_age_alike_keep_their_order() -> None:
    kinds = {"a": {"ageing": 360}}
    cases = [case(0, {"answer": 1000}), case(10, urgency=2), case(500, urgency=2)]
    assert served(desk(kinds), cases) == [0, 1, 2]


def test_the_first_team_in_the_file_is_asked_first() -> None:
    teams = {"one": {"headcount": 1}, "two": {"headcount": 1}}
    shifts = [(0, 0, 0.0, ALL_DAY), (1, 0, 0.0, ALL_DAY)]
    found = agents(desk(people={"teams": teams}), [case(5), case(6), case(200)], *shifts)
    assert found == [(0, 0), (1, 0), (0, 0)]


def test_a_team_takes_only_what_it_serves() -> None:
    teams = {"one": {"queues": ["a"], "headcount": 1}, "two": {"queues": ["b"], "headcount": 1}}
    shifts = [(0, 0, 0.0, ALL_DAY), (1, 0, 0.0, ALL_DAY)]
    _, journal = played(desk(people={"teams": teams}), [case(0), case(1), case(2, kind=B)], *shifts)
    assert journal.legs.team.tolist() == [0, 0, 1]
    assert journal.legs.started.tolist() == [0, 60, 2]


def test_the_longest_idle_agent_is_chosen_and_then_the_lowest_number() -> None:
    shifts = [(0, 0, 0.0, ALL_DAY), (0, 1, 0.0, ALL_DAY), (0, 2, 50.0, ALL_DAY)]
    # All idle since the start: 0, then 1. At 200 agent 2 is idle since 50, 0 since 62, 1 since 64.
    cases = [case(2), case(4), case(200), case(201), case(202)]
    assert [agent for _, agent in agents(desk(), cases, *shifts)] == [0, 1, 2, 0, 1]


def test_a_new_shift_makes_idle_anew() -> None:
    shifts = [(0, 0, 0.0, 100.0), (0, 0, 101.0, ALL_DAY), (0, 1, 50.0, ALL_DAY)]
    assert agents(desk(), [case(200)], *shifts) == [(0, 1)]


def test_types_may_share_a_queue() -> None:
    kinds = {name: {"queue": "all"} for name in "ab"}
    plan, journal = played(desk(kinds), [case(0), case(1, {"predicted_type": A}, kind=B)])
    assert plan.queues == ("all/phone",)
    assert journal.legs.role.tolist() == [Role.ANSWER, Role.ANSWER]


def test_the_agent_who_sends_a_contact_on_may_answer_it() -> None:
    cases = [case(0, {"predicted_type": B, "misroute": 20, "answer": 30}), case(1)]
    legs = played(desk(), cases)[1].legs
    # It joins at 20, behind the second, who has waited since 1.
    assert legs.role.tolist() == [Role.MISROUTE, Role.ANSWER, Role.ANSWER]
    assert legs.started.tolist() == [0, 80, 20]
