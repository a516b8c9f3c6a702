"""Errors of the predicted urgency, on both sides or on one."""

from math import erf, sqrt

import numpy as np
import pytest
from scipy.special import ndtr
from support.handmade import scenario
from support.playing import bound_of, values_of

from sim.engine.bind.human_values import predicted_urgencies
from sim.scenario.root import Scenario
from sim.studies.load.triage import urgency_shares

Z = np.array([-2.6, -1.4, -0.4, 0.4, 1.4, 2.6])
SIDES = ("both", "up", "down")


def desk(errors: str, noise: float = 1.0) -> Scenario:
    return scenario(
        demand={"volume": "5000/day"},
        inquiry_types={"a": {"handle_time": "1 min", "urgency": {1: 0.2, 3: 0.5, 5: 0.3}}},
        triage={"method": "rules", "urgency_noise": noise, "urgency_errors": errors},
    )


@pytest.mark.parametrize(
    ("errors", "predicted"),
    [
        ("both", [1, 2, 3, 3, 4, 5]),
        ("up", [5, 4, 3, 3, 4, 5]),
        ("down", [1, 2, 3, 3, 2, 1]),
    ],
)
def test_the_noise_is_added_or_its_size_is(errors: str, predicted: list[int]) -> None:
    found = predicted_urgencies(desk(errors), np.full(6, 3), ndtr(Z))
    # 3 - 2.6 is rounded to 0 and 3 + 2.6 to 6: the levels end at 1 and 5.
    assert found.tolist() == predicted


def test_as_many_err_whatever_the_side() -> None:
    levels = np.full(6, 3)
    for errors in SIDES:
        off = np.abs(predicted_urgencies(desk(errors), levels, ndtr(Z)) - levels)
        assert off.tolist() == [2, 1, 0, 0, 1, 2]


def test_the_sides_move_no_draw_and_no_other_value() -> None:
    both, up = bound_of(desk("both")), bound_of(desk("up"))
    assert np.array_equal(both.cases.arrival, up.cases.arrival)
    unlike = {
        name
        for name, values in values_of(both).items()
        if not np.array_equal(values, values_of(up)[name], equal_nan=True)
    }
    assert unlike == {"predicted_urgency"}


@pytest.mark.parametrize("noise", [0.4, 1.5])
def test_check_reckons_with_the_size_of_normal_noise(noise: float) -> None:
    # |z| is below x with probability erf(x / sqrt(2)).
    edges = [erf((0.5 + step) / noise / sqrt(2)) for step in range(4)]
    up, down = urgency_shares(desk("up", noise)), urgency_shares(desk("down", noise))
    assert up[0] == pytest.approx(np.diff([0, *edges, 1]))
    assert up[4].tolist() == [0, 0, 0, 0, 1]
    assert up[2].tolist()[:2] == [0, 0]
    assert down == pytest.approx(up[::-1, ::-1])


@pytest.mark.parametrize("errors", SIDES)
def test_check_reckons_what_is_drawn(errors: str) -> None:
    asked = desk(errors)
    bound = bound_of(asked)
    shares = urgency_shares(asked)
    for level in (1, 3, 5):
        there = bound.cases.urgency == level
        found = values_of(bound)["predicted_urgency"][there]
        for predicted in range(1, 6):
            share = shares[level - 1, predicted - 1]
            error = sqrt(share * (1 - share) / len(found)) + 1e-12
            assert abs(np.mean(found == predicted) - share) < 4 * error
