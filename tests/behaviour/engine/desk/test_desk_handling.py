"""How long handling takes, and until when it keeps an agent busy."""

from typing import Any

import pytest
from support.handmade import case, played, scenario
from support.playing import bound_of, legs_of, row_of

from sim.engine.journal import Ending, Role

KIND = {"handle_time": "1 min"}


def test_after_call_work_is_the_last_share_of_the_handle_time() -> None:
    desk = scenario(inquiry_types={"general": KIND | {"after_call": 0.25}})
    _, journal = played(desk, [case(0, {"answer": 100}), case(10)])
    leg = row_of(journal.legs, case=0)
    assert (leg["talk_end"], leg["wrap_end"]) == (75, 100)
    assert row_of(journal.contacts, case=0)["ended"] == 75
    assert row_of(journal.legs, case=1)["started"] == 100


def test_after_call_work_with_a_law_of_its_own_comes_on_top() -> None:
    _, journal = played(scenario(), [case(0, {"answer": 100, "after_call": 40}), case(10)])
    leg = row_of(journal.legs, case=0)
    assert (leg["talk_end"], leg["wrap_end"]) == (100, 140)
    assert row_of(journal.legs, case=1)["started"] == 140


def test_laws_of_handling_are_drawn_by_type_and_channel() -> None:
    desk = scenario(
        run={"kind": "day"},
        demand={"volume": "20000/day"},
        channels={"phone": {"kind": "live"}, "mail": {}},
        inquiry_types={
            "short": {"share": 0.5, "handle_time": {"phone": "constant 10 s", "mail": "20 s"}},
            "long": {
                "share": 0.5,
                "handle_time": "gamma 5 min cv 0.5",
                "after_call": "exponential 1 min",
            },
        },
    )
    bound = bound_of(desk)
    values, cell = legs_of(bound), bound.cases.cell
    assert set(values["handle"][cell == 0]) == {10.0}
    assert values["handle"][cell == 1].mean() == pytest.approx(20, rel=0.1)
    long = values["handle"][cell >= 2]
    assert long.mean() == pytest.approx(300, rel=0.03)
    assert long.std() == pytest.approx(150, rel=0.05)
    assert not values["after_call"][cell < 2].any()
    assert values["after_call"][cell >= 2].mean() == pytest.approx(60, rel=0.05)


def test_a_team_may_be_faster() -> None:
    teams = {"desk": {"headcount": 1, "handle_factor": 0.5}}
    types = {"general": KIND | {"after_call": 0.2}}
    desk = scenario(people={"teams": teams}, inquiry_types=types)
    _, journal = played(desk, [case(0, {"answer": 100, "after_call": 8})])
    leg = row_of(journal.legs, case=0)
    assert (leg["talk_end"], leg["wrap_end"]) == (40, 50 + 4)


def test_the_time_to_connect_is_added_after_all_factors() -> None:
    team = {"headcount": 1, "handle_factor": 0.5, "connect": "4 s"}
    team |= {"slots": {"phone": 2}, "slow_down": {2: 1.5}}
    types = {"general": KIND | {"after_call": 0.2}}
    desk = scenario(people={"teams": {"desk": team}}, inquiry_types=types)
    _, journal = played(desk, [case(0, {"answer": 100, "after_call": 8}), case(10)])
    first, second = (row_of(journal.legs, case=number) for number in (0, 1))
    # 100 s become 50, of which 10 are after-call work; that of 8 s becomes 4.
    assert (first["started"], first["talk_end"], first["wrap_end"]) == (0, 44, 58)
    # 60 s become 45 beside the first.
    assert (second["started"], second["talk_end"], second["wrap_end"]) == (10, 50, 59)
    contact = row_of(journal.contacts, case=0)
    assert (contact["answered"], contact["first_response_end"], contact["ended"]) == (0, 44, 44)


def test_each_team_connects_for_itself_whatever_the_leg() -> None:
    types = {name: KIND | {"share": 0.5} for name in "ab"}
    teams = {
        "a": {"queues": ["a"], "headcount": 1, "connect": "7 s"},
        "b": {"queues": ["b"], "headcount": 1, "connect": "3 s"},
    }
    desk = scenario(inquiry_types=types, people={"teams": teams})
    cases = [case(0, {"predicted_type": 1, "forwards": [1], "misroute": 20})]
    _, journal = played(desk, cases, (0, 0, 0.0, 3600.0), (1, 0, 0.0, 3600.0))
    assert journal.legs.role.tolist() == [Role.MISROUTE, Role.ANSWER, Role.FORWARD1]
    assert (journal.legs.talk_end - journal.legs.started).tolist() == [23, 67, 63]


def test_a_misroute_costs_a_short_leg_and_then_a_transfer() -> None:
    types = {name: KIND | {"share": 0.5} for name in "ab"}
    teams = {
        "a": {"queues": ["a"], "headcount": 1},
        "b": {"queues": ["b"], "headcount": 1, "handle_factor": 2},
    }
    desk = scenario(inquiry_types=types, people={"teams": teams})
    cases = [case(0, {"predicted_type": 1, "misroute": 20, "answer": 30})]
    _, journal = played(desk, cases, (0, 0, 0.0, 3600.0), (1, 0, 0.0, 3600.0))
    wrong, right = (row_of(journal.legs, role=role) for role in (Role.MISROUTE, Role.ANSWER))
    assert (wrong["team"], wrong["started"], wrong["talk_end"], wrong["wrap_end"]) == (1, 0, 40, 40)
    assert (right["team"], right["joined"], right["started"], right["talk_end"]) == (0, 40, 40, 70)
    contact = row_of(journal.contacts, case=0)
    assert (contact["joined"], contact["answered"], contact["ended"]) == (0, 40, 70)
    assert contact["ending"] == Ending.PERSON_RESOLVED


@pytest.mark.parametrize(
    ("sections", "seconds"),
    [
        ({}, 100),
        ({"triage": {"method": "ai", "summary_saves": 0.25}}, 75),
        ({"bot": {"turn_limit": 1, "handover_saves": 0.5, "escalated_handling": 1}}, 50),
        ({"bot": {"turn_limit": 1, "handover_saves": 0, "escalated_handling": 1.5}}, 150),
        # The bot's summary takes the place of triage's.
        (
            {
                "triage": {"method": "ai", "summary_saves": 0.25},
                "bot": {"turn_limit": 1, "handover_saves": 0.5, "escalated_handling": 1.5},
            },
            75,
        ),
    ],
)
def test_summaries_shorten_the_answer_and_mood_lengthens_it(
    sections: dict[str, Any], seconds: float
) -> None:
    _, journal = played(scenario(**sections), [case(0, {"answer": 100})])
    leg = row_of(journal.legs, case=0)
    assert leg["talk_end"] - leg["started"] == seconds
