"""The key of a play: another question is another key, and the same is the same in every process."""

import subprocess
import sys
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from support.commands import DESK, ENVIRONMENT, write_desk

from sim.finance.desk import uses
from sim.scenario.files.loading import load
from sim.scenario.files.presets import preset_names
from sim.studies.experiment import make_experiment
from sim.studies.memory.question import key_of
from sim.studies.staffing.desk_samples import desk_samples


@pytest.fixture
def experiment(tmp_path):
    def make(*settings: str, text: str = DESK):
        return make_experiment(load(write_desk(tmp_path, text), settings))

    return make


CHANGES = [
    ("run.seed=2",),
    ("run.window=3 weeks",),
    ("demand.multiplier=1.0000000000000002",),
    ("demand.volume=201/month",),
    ("bot.resolution_rate=64 %",),
    ("people.teams.desk.shifts.0.agents=2",),
    ("targets.resolution_time_median=<= 3 h",),
    ("money.wage=26/h",),
]


def test_another_question_has_another_key(experiment):
    keys = [key_of(experiment(*settings).measure) for settings in [(), *CHANGES]]
    assert len(set(keys)) == len(keys)


def test_arms_names_order_engine_and_people_count(experiment):
    made = experiment()
    first, second = made.arms
    others = [
        made,
        made.of([second, first]),
        made.of([first]),
        replace(made, engine="simpy"),
        made.of([first, replace(second, name="other")]),
        made.of([first, replace(second, before=first.scenario)]),
        made.of([first, replace(second, people_changes=((0.0, second.scenario.people),))]),
        made.of([first, replace(second, people_changes=((1.0, second.scenario.people),))]),
    ]
    keys = [key_of(other.measure) for other in others]
    assert len(set(keys)) == len(keys)


def test_what_is_measured_counts(experiment):
    made = experiment()
    keys = [
        key_of(made.measure),
        key_of(partial(desk_samples, made)),
        key_of(partial(uses, made, np.array([0.0, 1.0]))),
        key_of(partial(uses, made, np.array([0.0, np.nextafter(1.0, 2.0)]))),
    ]
    assert len(set(keys)) == len(keys)


def test_the_code_of_a_policy_counts(experiment, tmp_path):
    file = tmp_path / "own.py"
    file.write_text("def choose(seen):\n    return None\n")
    text = DESK.replace("ai: {}", "ai: {policy: {python: own.py:choose}}")
    before = key_of(experiment(text=text).measure)
    assert key_of(experiment(text=text).measure) == before
    file.write_text("def choose(seen):\n    return None  # indeed\n")
    assert key_of(experiment(text=text).measure) != before


@pytest.mark.parametrize("name", preset_names())
def test_every_preset_can_be_told_exactly(name):
    first, second = (key_of(make_experiment(load(name)).measure) for _ in range(2))
    assert first == second


TELL = """
from sim.scenario.files.loading import load
from sim.studies.experiment import make_experiment
from sim.studies.memory.question import key_of
print(key_of(make_experiment(load("sme")).measure).hex())
"""


def test_a_key_does_not_depend_on_the_process():
    said = {
        subprocess.run(
            [sys.executable, "-c", TELL],
            env=ENVIRONMENT | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert said == {f"{key_of(make_experiment(load('sme')).measure).hex()}\n"}


def test_what_cannot_be_told_is_refused():
    with pytest.raises(TypeError, match="cannot be told exactly"):
        key_of(partial(int, object()))
