"""Uniform and triangular laws: how they are written, their moments, and their quantiles."""

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from sim.engine.bind.laws import inverse, patience
from sim.scenario.consistency.durations import longest
from sim.scenario.sections.inquiry_types import InquiryType
from sim.scenario.values.laws import DelayLaw, HandleLaw, Law, PatienceLaw
from sim.scenario.values.quantity import WRITTEN

U = (np.arange(100_000) + 0.5) / 100_000
UNIFORM = "uniform 2 min to 8 min"
TRIANGULAR = "triangular 2 min to 3 min to 10 min"


def read(written, kind=HandleLaw) -> Law:
    return TypeAdapter(kind).validate_python(written, context=WRITTEN)


def complaint(written) -> str:
    with pytest.raises(ValidationError) as caught:
        read(written)
    return caught.value.errors()[0]["msg"].removeprefix("Value error, ")


def below(law: Law, x: np.ndarray) -> np.ndarray:
    """The distribution function of a triangular law, from its density's area."""
    low, mode, high = law.bounds
    left = (x - low) ** 2 / ((high - low) * (mode - low)) if mode > low else x
    right = 1 - (high - x) ** 2 / ((high - low) * (high - mode)) if high > mode else x
    return np.where(x < mode, left, right)


@pytest.mark.parametrize("kind", [HandleLaw, PatienceLaw, DelayLaw])
@pytest.mark.parametrize(
    ("line", "mapping", "bounds"),
    [
        (UNIFORM, {"law": "uniform", "low": "2 min", "high": "8 min"}, (120, 480)),
        (
            TRIANGULAR,
            {"law": "triangular", "low": "2 min", "mode": "3 min", "high": "10 min"},
            (120, 180, 600),
        ),
        ("uniform 0 to 1.5 h", {"law": "uniform", "low": 0, "high": "90 min"}, (0, 5400)),
    ],
)
def test_a_bounded_law_is_one_line_or_a_mapping(kind, line, mapping, bounds):
    assert read(line, kind) == read(mapping, kind)
    assert read(line, kind).bounds == bounds


def test_moments_are_those_of_the_formulas():
    uniform, triangular = read(UNIFORM), read(TRIANGULAR)
    assert uniform.mean == 300
    assert uniform.cv == pytest.approx(360 / 12**0.5 / 300)
    assert triangular.mean == 300
    squares = 120**2 + 180**2 + 600**2 - 120 * 180 - 120 * 600 - 180 * 600
    assert triangular.cv == pytest.approx((squares / 18) ** 0.5 / 300)


@pytest.mark.parametrize(
    "line",
    [
        UNIFORM,
        TRIANGULAR,
        "triangular 0 to 0 to 9 min",
        "triangular 1 s to 1 h to 1 h",
        "uniform 0 to 1 ms",
    ],
)
def test_quantiles_have_the_laws_moments(line):
    law = read(line)
    seconds = inverse(law, U)
    assert seconds.mean() == pytest.approx(law.mean, rel=1e-4)
    assert seconds.std() / seconds.mean() == pytest.approx(law.cv, rel=1e-3)
    assert np.all(np.diff(seconds) > 0)
    assert law.bounds[0] <= seconds[0] <= seconds[-1] <= law.bounds[-1]


@pytest.mark.parametrize(
    "line", [TRIANGULAR, "triangular 0 to 0 to 9 min", "triangular 0 to 9 min to 9 min"]
)
def test_triangular_quantiles_invert_the_distribution_function(line):
    law = read(line)
    assert below(law, inverse(law, U)) == pytest.approx(U, abs=1e-12)


def test_a_triangular_law_meets_its_mode_at_its_share():
    """To the left of the mode lies (mode - low) / (high - low) = 60 / 480 of all."""
    law = read(TRIANGULAR)
    assert inverse(law, np.array([60 / 480, 0.5])) == pytest.approx(
        [180, 600 - (0.5 * 480 * 420) ** 0.5]
    )


def test_uniform_quantiles_are_a_line():
    assert inverse(read(UNIFORM), np.array([0.25, 0.5, 0.75])).tolist() == [210, 300, 390]


def test_patience_may_be_bounded_and_end_at_once():
    law = read({"law": "uniform", "low": "1 min", "high": "3 min", "at_once": "20 %"}, PatienceLaw)
    assert patience(law, np.array([0.1, 0.6])) == pytest.approx([0, 120])


def test_after_call_work_and_tier_2_may_be_bounded():
    kind = InquiryType.model_validate(
        {
            "handle_time": {"chat": TRIANGULAR, "email": UNIFORM},
            "after_call": "uniform 10 s to 30 s",
        },
        context=WRITTEN,
    )
    assert kind.mean_handle_time("chat") == kind.mean_handle_time("email") == 320
    assert InquiryType.model_validate(kind.model_dump(mode="json"), context=WRITTEN) == kind


def test_no_draw_is_longer_than_the_high():
    assert longest(read(UNIFORM)) == 480
    assert longest(read(TRIANGULAR)) == 600


@pytest.mark.parametrize("line", [UNIFORM, TRIANGULAR, "uniform 0.1 s to 0.7 s"])
def test_they_load_again_as_they_were_dumped(line):
    law = read(line)
    assert read(law.model_dump(mode="json")) == law


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "uniform 5 min",
            "the law `uniform` needs a low and a high, such as `uniform 5 min to 15 min`",
        ),
        (
            "triangular 5 min to 9 min",
            "the law `triangular` needs a low, a mode and a high, such as "
            "`triangular 5 min to 8 min to 20 min`",
        ),
        (
            {"law": "triangular", "low": "1 s", "high": "2 s"},
            "the law `triangular` needs a low, a mode and a high, such as "
            "`triangular 5 min to 8 min to 20 min`",
        ),
        (
            "uniform 8 min to 2 min",
            "the bounds 8 min to 2 min do not rise: a law `uniform` has low < high; for one value "
            "write `constant 2 min`",
        ),
        (
            "triangular 2 min to 9 min to 8 min",
            "the bounds 2 min to 9 min to 8 min do not rise: a law `triangular` has "
            "low <= mode <= high; for one value write `constant 8 min`",
        ),
        (
            "uniform 2 min to 2 min",
            "the bounds 2 min to 2 min do not rise: a law `uniform` has low < high; for one value "
            "write `constant 2 min`",
        ),
        ("uniform 2 to 8 min", "2 has no unit, and a duration needs one; write `2 min` or `2 s`"),
        (
            "2 min to 8 min",
            "'2 min to 8 min' does not say which law lies between; write `uniform 5 min to 15 min` "
            "or `triangular 5 min to 8 min to 20 min`",
        ),
        (
            "uniform 2 min to 8 min cv 0.3",
            "the cv of the law `uniform` follows from its bounds; leave `cv` out",
        ),
        (
            {"law": "uniform", "low": "1 s", "mode": "2 s", "high": "3 s"},
            "`mode` belongs to the law `triangular`, not to `uniform`",
        ),
        (
            {"low": "1 s", "high": "3 s"},
            "`low` belongs to the law `uniform` or `triangular`, not to `lognormal`",
        ),
    ],
)
def test_wrong_bounds_say_what_to_write(written, message):
    assert complaint(written) == message
