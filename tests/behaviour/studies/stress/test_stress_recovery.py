from math import inf, nan

import numpy as np
import pytest

from sim.scenario.sections.targets import Targets
from sim.studies.stress.recovery import Spell, broken_days, first_break, recovery

DAY = 86_400.0
WAIT = Targets.model_validate({"wait_mean": "<= 60"}).goals
LEVEL = Targets.model_validate({"service_level": ">= 0.8"}).goals


def column(*values: float) -> np.ndarray:
    return np.array(values)[:, None]


def test_a_day_breaks_that_misses_the_goal_and_is_worse_than_without_the_stress():
    stressed = column(50.0, 90.0, 90.0, 90.0, 70.0)
    calm = column(50.0, 50.0, 90.0, 95.0, 65.0)
    broken = broken_days(stressed, calm, WAIT)
    assert broken.ravel().tolist() == [False, True, False, False, True]


def test_of_a_service_level_less_is_worse():
    broken = broken_days(column(0.7, 0.7, 0.9), column(0.9, 0.7, 0.95), LEVEL)
    assert broken.ravel().tolist() == [True, False, False]


def test_a_day_without_data_is_not_broken():
    assert not broken_days(column(nan), column(50.0), WAIT).any()


def test_a_day_whose_answers_never_come_is_broken():
    assert broken_days(column(inf), column(50.0), WAIT).all()


def test_a_day_without_data_in_the_calm_is_judged_by_the_goal():
    broken = broken_days(column(90.0, 50.0), column(nan, nan), WAIT)
    assert broken.ravel().tolist() == [True, False]


def test_goals_break_one_by_one():
    goals = WAIT | LEVEL
    broken = broken_days(np.array([[90.0, 0.9]]), np.array([[50.0, 0.9]]), goals)
    assert broken.tolist() == [[True, False]]


@pytest.mark.parametrize(
    ("broken", "begins", "expected"),
    [
        ((0, 0, 1, 1, 0), 1 * DAY, 1 * DAY),
        ((0, 0, 1, 0, 0), 2.5 * DAY, 0.0),
        ((1, 0, 0, 1, 0), 1 * DAY, 2 * DAY),
        ((1, 0, 0, 0, 0), 1 * DAY, inf),
    ],
)
def test_the_first_break_counts_from_the_beginning(broken, begins: float, expected: float):
    assert first_break(column(*broken).astype(bool), begins) == expected


@pytest.mark.parametrize(
    ("broken", "ends", "expected"),
    [
        ((0, 1, 1, 0, 0), 2 * DAY, 1 * DAY),
        ((0, 1, 0, 0, 0), 1.5 * DAY, 0.5 * DAY),
        ((0, 1, 0, 1, 0), 3 * DAY, 1 * DAY),
        ((0, 0, 0, 0, 0), 1.5 * DAY, 0.0),
        ((0, 1, 1, 1, 1), 2 * DAY, inf),
    ],
)
def test_recovery_counts_from_the_end_to_the_first_day_that_is_back(broken, ends, expected):
    flags = column(*broken).astype(bool)
    assert recovery(flags, np.ones(len(broken), bool), ends) == expected


def test_a_day_without_data_does_not_show_that_the_desk_is_back():
    flags = column(1, 0, 0, 0).astype(bool)
    known = np.array([True, False, False, True])
    assert recovery(flags, known, 1 * DAY) == 2 * DAY


def test_a_spell_has_quantiles_and_the_share_that_never_comes():
    assert Spell.of([1.0, 2.0, 3.0, inf]) == Spell(2.0, 1.0, None, 0.25)
    assert Spell.of([inf, inf, 3.0]) == Spell(None, 3.0, None, pytest.approx(2 / 3))
    assert Spell.of([5.0]) == Spell(5.0, 5.0, 5.0, 0.0)
