"""What triage predicts, how often it is wrong, and what that costs."""

from typing import Any

import numpy as np
import pytest
from support.handmade import scenario
from support.playing import bound_of, play_out, values_of, z_of_share

from sim.engine.journal import Role
from sim.scenario.root import Scenario

KIND = {"handle_time": "constant 1 min", "solved_by_person": 1}
FOUR = {name: KIND | {"share": 0.25} for name in "abcd"}


def desk(types: dict[str, Any] | None = None, volume: str = "20000/day", **triage: Any) -> Scenario:
    return scenario(
        run={"kind": "day"},
        demand={"volume": volume},
        channels={"mail": {}},
        inquiry_types=types or FOUR,
        triage={"method": "ai"} | triage,
        people={"teams": {"desk": {"headcount": 50}}},
    )


def predictions(scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
    """True and predicted types."""
    bound = bound_of(scenario)
    return bound.cases.type, values_of(bound)["predicted_type"].astype(int)


@pytest.mark.parametrize("accuracy", [0.6, 0.92])
def test_the_share_of_right_predictions_is_the_accuracy(accuracy: float) -> None:
    true, predicted = predictions(desk(accuracy=accuracy))
    assert abs(z_of_share(true == predicted, accuracy)) < 4


@pytest.mark.parametrize("kind", range(4))
def test_errors_spread_evenly_over_the_other_types(kind: int) -> None:
    true, predicted = predictions(desk(accuracy=0.4))
    for other in set(range(4)) - {kind}:
        assert abs(z_of_share(predicted[true == kind] == other, 0.2)) < 4


def test_full_accuracy_predicts_the_truth_and_none_never_does() -> None:
    true, predicted = predictions(desk(accuracy=1))
    assert np.array_equal(true, predicted)
    true, predicted = predictions(desk(accuracy=0))
    assert not np.any(true == predicted)


def test_one_type_cannot_be_mistaken() -> None:
    true, predicted = predictions(desk({"only": KIND}, accuracy=0))
    assert np.array_equal(true, predicted)


def test_without_triage_type_and_urgency_are_known() -> None:
    bound = bound_of(desk(method="none", accuracy=0.5, urgency_noise=2))
    values = values_of(bound)
    assert np.array_equal(values["predicted_type"], bound.cases.type)
    assert np.array_equal(values["predicted_urgency"], bound.cases.urgency)
    assert not values["triage"].any()


def urgencies(urgency: object, noise: float) -> tuple[np.ndarray, np.ndarray]:
    bound = bound_of(desk({"only": KIND | {"urgency": urgency}}, urgency_noise=noise))
    return bound.cases.urgency, values_of(bound)["predicted_urgency"]


def test_urgencies_have_their_shares() -> None:
    true, predicted = urgencies({1: 0.5, 2: 0.3, 5: 0.2}, 0)
    assert set(true.tolist()) == {1, 2, 5}
    for level, share in {1: 0.5, 2: 0.3, 5: 0.2}.items():
        assert abs(z_of_share(true == level, share)) < 4
    assert np.array_equal(true, predicted)


# P(rint(3 + 1 Z) = level) by the normal distribution; at 1 and 5 all beyond is added.
NOISY = {1: 0.0668072, 2: 0.2417303, 3: 0.3829249, 4: 0.2417303, 5: 0.0668072}


@pytest.mark.parametrize("level", NOISY)
def test_noise_moves_the_urgency_by_whole_levels(level: int) -> None:
    true, predicted = urgencies(3, 1.0)
    assert set(true.tolist()) == {3}
    assert abs(z_of_share(predicted == level, NOISY[level])) < 4


@pytest.mark.parametrize(("level", "share"), [(1, 0.6914625), (5, 0.0000317)])
def test_predicted_urgencies_stay_within_1_and_5(level: int, share: float) -> None:
    _, predicted = urgencies(1, 1.0)
    assert predicted.min() == 1
    assert (predicted == 1).mean() == pytest.approx(0.6914625, abs=0.015)
    assert (predicted == level).mean() == pytest.approx(share, abs=0.015)


def test_triage_takes_its_time_and_the_misrouted_a_leg_more() -> None:
    errors = {"accuracy": 0.8, "delay": "5 s", "misroute_time": "constant 30 s"}
    _, journal = play_out(desk(volume="2000/day", **errors))
    contacts, legs = journal.contacts, journal.legs
    assert set((contacts.triaged - contacts.arrival).tolist()) == {5.0}
    wrong = contacts.predicted_type != contacts.type
    assert abs(z_of_share(wrong, 0.2)) < 4
    misroutes = legs.take(legs.role == Role.MISROUTE)
    assert np.array_equal(misroutes.case, contacts.case[wrong])
    assert set((misroutes.talk_end - misroutes.started).tolist()) == {30.0}
    answers = legs.take(legs.role == Role.ANSWER)
    delay = answers.joined - contacts.triaged
    assert np.array_equal(delay > 0, wrong)


def test_a_queue_that_types_share_hides_the_error() -> None:
    types = {name: kind | {"queue": "all"} for name, kind in FOUR.items()}
    _, journal = play_out(desk(types, "500/day", accuracy=0.5))
    assert set(journal.legs.role.tolist()) == {Role.ANSWER}
