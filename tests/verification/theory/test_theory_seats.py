from __future__ import annotations

import pytest

from sim.theory.erlang_c import erlang_c
from sim.theory.seats import GOAL, HANDLE_TIME, STEPS, Automation, seat_table, seats


def test_seats_at_100_contacts_an_hour() -> None:
    assert [step.seats for step in seat_table(100)] == [13, 6, 7, 8, 10]


def test_seats_at_20_contacts_an_hour() -> None:
    assert [step.seats for step in seat_table(20)] == [4, 2, 3, 3, 3]


def test_savings_at_100_contacts_an_hour() -> None:
    assert [round(100 * step.saving) for step in seat_table(100)] == [0, 54, 46, 38, 23]


@pytest.mark.parametrize(
    ("step", "erlangs"),
    [
        ("no bot", 10.0),
        ("bot closes 65 %", 3.5),
        ("the rest takes 25 % longer", 4.375),
        ("15 % of closings are false", 5.59375),
        ("30 % of closings are false", 6.8125),
    ],
)
def test_the_work_left_at_each_step(step: str, erlangs: float) -> None:
    work = STEPS[step].contacts_left(100) * STEPS[step].handle_time(HANDLE_TIME)
    assert work == pytest.approx(erlangs, rel=1e-14)


@pytest.mark.parametrize("contacts", [20, 100, 1000])
def test_every_step_meets_the_goal_and_with_one_seat_less_does_not(contacts: int) -> None:
    for line in seat_table(contacts):
        step = STEPS[line.name]
        rate, handle_time = step.contacts_left(contacts), step.handle_time(HANDLE_TIME)
        assert GOAL.met_by(erlang_c(rate, handle_time, line.seats))
        few = line.seats - 1
        assert few <= rate * handle_time or not GOAL.met_by(erlang_c(rate, handle_time, few))


def test_a_small_team_saves_in_whole_people() -> None:
    small, large = seat_table(20), seat_table(1000)
    assert small[-1].saving == 0.25
    assert large[1].saving == pytest.approx(0.65, abs=0.02)


def test_a_bot_that_is_always_wrong_saves_nothing() -> None:
    assert Automation(closed=0.65, false_closings=1.0).contacts_left(100.0) == 100.0


def test_a_bot_that_closes_everything_leaves_one_person() -> None:
    assert seats(100.0, HANDLE_TIME, GOAL, Automation(closed=1.0)) == 1


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"closed": 1.1}, r"^closed must be a share"),
        ({"false_closings": -0.1}, r"^false_closings must be a share"),
        ({"harder": -0.1}, r"^harder must be"),
    ],
)
def test_refuses_an_impossible_bot(settings: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Automation(**settings)


def test_refuses_a_negative_volume() -> None:
    with pytest.raises(ValueError, match=r"^arrival_rate must be"):
        seat_table(-1)
