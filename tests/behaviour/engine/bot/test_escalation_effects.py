"""Known effects of escalation policies: directions that a good model reproduces."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from support.places import BEHAVIOUR_SCENARIOS

from sim.measures.sample import Label, Sample
from sim.scenario.files.loading import load
from sim.studies.experiment import make_experiment

HERE = BEHAVIOUR_SCENARIOS
Samples = dict[str, list[Sample]]


def samples_of(scenario: str | Path, arms: Sequence[str], *settings: str) -> Samples:
    """What each arm's replications contribute; all arms meet the same customers."""
    loaded = load(scenario, settings)
    experiment = make_experiment(loaded)
    kept = [arm for arm in experiment.arms if arm.name in arms]
    played = type(experiment)(tuple(kept), experiment.seed)
    found = [played.measure(number) for number in range(loaded.scenario.run.replications)]
    return {name: [each[name] for each in found] for name in arms}


def realised(samples: Sequence[Sample], key: str) -> np.ndarray:
    """A ratio's value in each replication."""
    place = samples[0].labels.index(Label(key))
    return np.array([one.numerators[place] / one.denominators[place] for one in samples])


def z_of_difference(samples: Samples, one: str, other: str, key: str) -> float:
    """How many standard errors an arm is above another, replication by replication."""
    difference = realised(samples[one], key) - realised(samples[other], key)
    error = difference.std(ddof=1) / np.sqrt(len(difference))
    return float(difference.mean() / error)


@pytest.fixture(scope="module")
def near_capacity() -> Samples:
    return samples_of(HERE / "near_capacity.yaml", ["ai", "aware", "blind"])


@pytest.mark.parametrize(
    ("key", "sign"),
    [
        ("wait_mean", -1),
        ("abandonment_rate", -1),
        ("first_contact_resolution", 1),
        ("ai_resolution_rate", 1),
        ("cost_per_resolution_staffed", -1),
    ],
)
def test_a_policy_that_sees_the_queue_beats_a_fixed_threshold(
    near_capacity: Samples, key: str, sign: int
) -> None:
    """Near capacity, with the very same threshold (arXiv 2601.22295, 2402.12237)."""
    assert sign * z_of_difference(near_capacity, "aware", "ai", key) > 4


def test_it_does_so_where_both_escalate_as_many(near_capacity: Samples) -> None:
    """A threshold that escalates as many without seeing the queue sends them at the wrong time."""
    aware, blind = (realised(near_capacity[arm], "escalation_rate") for arm in ("aware", "blind"))
    assert abs(aware.mean() - blind.mean()) < 0.005
    for key, sign in (("wait_mean", -1), ("abandonment_rate", -1), ("first_contact_resolution", 1)):
        assert sign * z_of_difference(near_capacity, "aware", "blind", key) > 4


@pytest.fixture(scope="module")
def telecom() -> Samples:
    short = ("run.warm_up=1 week", "run.window=2 weeks", "run.run_out=1 week")
    return samples_of("telecom", ["baseline", "ai", "pushy"], *short, "run.replications=4")


def test_the_pushiest_policy_contains_most(telecom: Samples) -> None:
    assert z_of_difference(telecom, "pushy", "ai", "containment_rate") > 4


def test_and_its_customers_come_back_more_often(telecom: Samples) -> None:
    assert z_of_difference(telecom, "pushy", "ai", "repeat_contact_rate_7d") > 4


def test_and_a_resolved_case_costs_more(telecom: Samples) -> None:
    assert z_of_difference(telecom, "pushy", "ai", "cost_per_resolution_staffed") > 0
