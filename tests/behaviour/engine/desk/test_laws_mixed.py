"""Hyperexponential laws and impatient customers: how they are written, and their quantiles."""

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from sim.engine.bind.laws import inverse, patience
from sim.scenario.values.law_moments import balanced_phases
from sim.scenario.values.laws import HandleLaw, Law, Patience, PatienceLaw

U = (np.arange(100_000) + 0.5) / 100_000
MIXED = {"law": "hyperexponential", "means": ["1 min", "10 min"], "shares": ["75 %", 0.25]}


def read(value, kind=PatienceLaw):
    return TypeAdapter(kind).validate_python(value)


def complaint(value) -> str:
    with pytest.raises(ValidationError) as caught:
        read(value)
    return caught.value.errors()[0]["msg"].removeprefix("Value error, ")


def below(law: Law, seconds: np.ndarray) -> np.ndarray:
    """The mixture's distribution function."""
    return sum(-share * np.expm1(-seconds / mean) for share, mean in law.phases)


def test_a_hyperexponential_law_is_written_by_mean_and_cv():
    law = read("hyperexponential 6 min cv 2", HandleLaw)
    assert law == Law(law="hyperexponential", mean=360, cv=2)
    assert law.phases == balanced_phases(360, 2)


def test_balanced_phases_bring_half_of_the_mean_each():
    first, second = balanced_phases(360, 2)
    assert first[0] == pytest.approx((1 + 0.6**0.5) / 2)
    assert first[0] * first[1] == pytest.approx(180)
    assert second[0] * second[1] == pytest.approx(180)


@pytest.mark.parametrize("cv", [1.001, 1.5, 3.0, 10.0])
def test_balanced_phases_have_the_cv(cv):
    phases = balanced_phases(100.0, cv)
    square = sum(2 * share * mean**2 for share, mean in phases)
    assert square / 100.0**2 - 1 == pytest.approx(cv**2)


def test_phases_give_mean_and_cv():
    law = read(MIXED)
    assert law.phases == ((0.75, 60), (0.25, 600))
    assert law.mean == 0.75 * 60 + 0.25 * 600
    square = 2 * (0.75 * 60**2 + 0.25 * 600**2)
    assert law.cv == pytest.approx((square / law.mean**2 - 1) ** 0.5)


@pytest.mark.parametrize(
    "written",
    [
        "hyperexponential 6 min cv 1.01",
        "hyperexponential 6 min cv 2",
        "hyperexponential 6 min cv 10",
        MIXED,
        {"law": "hyperexponential", "means": [1, 60, 3600], "shares": [0.5, 0.3, 0.2]},
        {"law": "hyperexponential", "means": [1e-3, 1e9], "shares": [0.5, 0.5]},
    ],
)
def test_quantiles_invert_the_mixture(written):
    law = read(written)
    u = np.concatenate([U, [2.0**-53, 1 - 2.0**-53]])
    assert below(law, inverse(law, u)) == pytest.approx(u, abs=1e-14)


def test_a_quantile_does_not_depend_on_its_neighbours():
    law = read("hyperexponential 6 min cv 3")
    alone = np.array([inverse(law, U[row : row + 1])[0] for row in range(0, 100_000, 997)])
    assert alone.tolist() == inverse(law, U)[::997].tolist()


def test_quantiles_rise_with_u():
    assert np.all(np.diff(inverse(read("hyperexponential 6 min cv 3"), U)) > 0)


def test_who_leaves_at_once_has_no_patience_and_the_others_the_law():
    law = read({"mean": "1000 s", "at_once": "10 %"})
    seconds = patience(law, U)
    assert np.all(seconds[: len(U) // 10] == 0)
    rest = inverse(read("1000 s"), (np.arange(90_000) + 0.5) / 90_000)
    assert seconds[len(U) // 10 :] == pytest.approx(rest, rel=1e-6)


def test_without_a_share_that_leaves_at_once_patience_is_the_law():
    law = read("weibull 6 min cv 1.4")
    assert patience(law, U).tolist() == inverse(law, U).tolist()


def test_everybody_may_leave_at_once():
    assert not patience(read({"mean": 1000, "at_once": 1}), U).any()


def test_the_highest_uniform_stays_below_1():
    law = read({"mean": 1000, "at_once": 0.3})
    assert np.isfinite(patience(law, np.array([1 - 2.0**-53]))).all()


def test_an_empirical_patience_is_linear_between_its_values():
    law = read({"law": "empirical", "values": ["0 s", "1 min", "5 min"]})
    assert patience(law, np.array([0.25, 0.5, 0.75])).tolist() == [30, 60, 180]


@pytest.mark.parametrize("written", [MIXED, MIXED | {"at_once": 0.2}, {"mean": 9, "at_once": 0.1}])
def test_they_load_again_as_they_were_dumped(written):
    law = read(written)
    assert isinstance(law, Patience)
    assert read(law.model_dump(mode="json")) == law


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "hyperexponential 6 min",
            "the law `hyperexponential` needs a cv, such as `hyperexponential 20 min cv 1.7`",
        ),
        (
            "hyperexponential 6 min cv 1",
            "the law `hyperexponential` needs a cv above 1; for 1 write `exponential`",
        ),
        (
            MIXED | {"shares": []},
            "the law `hyperexponential` needs lists of at least 2 `means` and `shares`",
        ),
        (
            MIXED | {"means": [60], "shares": [1]},
            "the law `hyperexponential` needs lists of at least 2 `means` and `shares`",
        ),
        (MIXED | {"means": [1, 2, 3]}, "3 `means` cannot have 2 `shares`; write one for each"),
        (MIXED | {"shares": [0.5, 0.6]}, "the `shares` add up to 1.1, not to 1"),
        (
            MIXED | {"means": [0, 60]},
            "an exponential law cannot have a mean of 0; write a mean above 0",
        ),
        (
            MIXED | {"law": "gamma", "mean": 5, "cv": 2},
            "`means` belong to the law `hyperexponential`, not to `gamma`",
        ),
    ],
)
def test_wrong_mixtures_say_what_to_write(written, message):
    assert complaint(written) == message


def test_only_patience_may_end_at_once():
    with pytest.raises(ValidationError, match="at_once\n  Extra inputs are not permitted"):
        read({"mean": 5, "at_once": 0.1}, HandleLaw)
