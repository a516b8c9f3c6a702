"""Who gets a contact that joins, across the teams of a queue."""

import pytest
from support.audits import check_by_both
from support.handmade import case, played, scenario

TEAMS = {"first": {"headcount": 2}, "second": {"headcount": 2, "score": 0.5}}
EVERYBODY = tuple((team, agent, 0.0, 3600.0) for team in (0, 1) for agent in (0, 1))


def taken(assign: str, cases: list, *shifts, teams=TEAMS) -> list[tuple[int, int]]:
    """Team and agent of each case."""
    desk = scenario(queues={"general": {"assign": assign}}, people={"teams": teams})
    plan, journal = played(desk, cases, *(shifts or EVERYBODY))
    check_by_both(journal, plan)
    return list(zip(journal.legs.team.tolist(), journal.legs.agent.tolist(), strict=True))


def test_in_team_order_the_first_team_first() -> None:
    cases = [case(10), case(20), case(30), case(40)]
    assert taken("team_order", cases) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_the_longest_idle_of_all_teams() -> None:
    # All idle since the start: team by team; at 200 who was free first is idle the longest.
    cases = [case(10, {"answer": 100}), case(20, {"answer": 20}), case(30), case(40), case(200)]
    assert taken("longest_idle", cases) == [(0, 0), (0, 1), (1, 0), (1, 1), (0, 1)]


def test_who_came_on_duty_later_is_idle_for_less() -> None:
    shifts = ((0, 0, 50.0, 3600.0), (1, 0, 0.0, 3600.0))
    assert taken("longest_idle", [case(100), case(101)], *shifts) == [(1, 0), (0, 0)]


def test_by_score_the_team_with_the_higher_one() -> None:
    assert taken("score", [case(10), case(20), case(30)])[:2] == [(1, 0), (1, 1)]


def test_the_share_of_duty_spent_idle_counts_with_the_score() -> None:
    # At 1000 the second team's agents have been idle .1 of the time, the first's all of it.
    busy = [case(0, {"answer": 900}), case(0, {"answer": 900})]
    assert taken("score", [*busy, case(1000)])[2] == (0, 0)


def test_at_the_first_instant_of_a_presence_the_share_is_one() -> None:
    shifts = ((0, 0, 0.0, 3600.0), (1, 0, 500.0, 3600.0))
    teams = {"first": {"headcount": 1}, "second": {"headcount": 1}}
    # The first has been idle for 440 of 500 s; the second comes that instant.
    cases = [case(10), case(500)]
    assert taken("score", cases, *shifts, teams=teams) == [(0, 0), (1, 0)]


@pytest.mark.parametrize(
    ("u", "who"), [(0.0, (0, 0)), (0.26, (0, 1)), (0.5, (1, 0)), (0.99, (1, 1))]
)
def test_uniformly_by_place_and_number(u: float, who: tuple[int, int]) -> None:
    assert taken("uniform", [case(10, {"assign": u})]) == [who]


def test_uniformly_among_those_who_are_free() -> None:
    cases = [case(10, {"assign": 0.3}), case(11, {"assign": 0.3}), case(12, {"assign": 0.9})]
    assert taken("uniform", cases) == [(0, 1), (0, 0), (1, 1)]


@pytest.mark.parametrize("name", ["general", "general/phone", "*/phone"])
def test_a_queue_is_named_in_three_ways(name: str) -> None:
    desk = scenario(queues={name: {"assign": "uniform"}}, people={"teams": TEAMS})
    _, journal = played(desk, [case(10, {"assign": 0.99})], *EVERYBODY)
    assert journal.legs.team.tolist() == [1]
