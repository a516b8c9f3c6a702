"""Answers as bytes: the same to the last bit, and nothing but values of this package."""

from collections import Counter
from dataclasses import dataclass
from functools import partial

import numpy as np
import pytest
from support.commands import write_desk

from sim.finance.desk import uses
from sim.measures.sample import Label
from sim.scenario.files.loading import load
from sim.studies.experiment import make_experiment
from sim.studies.memory.plain import decode, encode
from sim.studies.staffing.desk_samples import desk_samples


@pytest.fixture(scope="module")
def experiment(tmp_path_factory):
    return make_experiment(load(write_desk(tmp_path_factory.mktemp("desk"))))


@pytest.mark.parametrize("study", ["measure", "desk_samples", "uses"])
def test_what_a_study_measures_comes_back_to_the_last_bit(experiment, study):
    edges = np.array([0.0, 1e6, 2e6])
    play = {
        "measure": experiment.measure,
        "desk_samples": partial(desk_samples, experiment),
        "uses": partial(uses, experiment, edges),
    }[study]
    result = play(0)
    again = decode(encode(result))
    assert encode(again) == encode(result)
    assert type(again) is type(result)
    np.testing.assert_equal(flat(again), flat(result))


def flat(value) -> list:
    """All leaves of a value, with the types of what holds them."""
    if isinstance(value, np.ndarray):
        return [value.dtype.str, value.shape, value.flags.c_contiguous, value.tobytes()]
    if isinstance(value, dict):
        return [type(value), *flat(list(value.items()))]
    if isinstance(value, tuple | list):
        return [type(value), *(leaf for part in value for leaf in flat(part))]
    if hasattr(value, "__dataclass_fields__"):
        return [type(value), *flat([getattr(value, name) for name in value.__dataclass_fields__])]
    return [type(value), value]


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        -1,
        0.1 + 0.2,
        float("inf"),
        -0.0,
        "é\n",
        (1, [2.5, ()]),
        {"a": (1,), "b": {}},
        pytest.param(frozenset({"x", "y"}), id="a set"),
        Label("key", "by", "member"),
        np.array([[1.0, np.nan], [-0.0, np.inf]]),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.zeros((0, 3)),
        np.arange(3, dtype=np.int16),
        np.array([True, False]),
    ],
    ids=repr,
)
def test_values_come_back(value):
    again = decode(encode(value))
    assert repr(again) == repr(value)
    assert flat(again) == flat(value)
    if isinstance(value, np.ndarray):
        assert again.flags.f_contiguous == value.flags.f_contiguous
        assert again.flags.writeable


@dataclass
class Stranger:
    value: int


@pytest.mark.parametrize(
    "value",
    [Stranger(1), Counter("ab").most_common, np.array([{}]), np.float64(1), object()],
    ids=["stranger", "method", "objects", "scalar", "object"],
)
def test_what_is_not_plain_is_refused(value):
    with pytest.raises(TypeError):
        encode(value)


def test_reading_makes_nothing_of_other_packages():
    ours = f"{Label.__module__}:Label".encode()
    data = encode(Label("a")).replace(ours, b"string:Template".ljust(len(ours)))
    assert data != encode(Label("a"))
    with pytest.raises(ValueError, match="is not plain"):
        decode(data)
