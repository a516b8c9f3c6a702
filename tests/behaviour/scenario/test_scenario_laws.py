"""Laws of durations: how they are written, their defaults, and what cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sim.scenario.sections.inquiry_types import InquiryType
from sim.scenario.values.laws import DelayLaw, HandleLaw, Law, Patience, PatienceLaw
from sim.scenario.values.quantity import WRITTEN


def read(kind, value):
    return TypeAdapter(kind).validate_python(value)


def complaint(value) -> str:
    with pytest.raises(ValidationError) as caught:
        read(HandleLaw, value)
    return caught.value.errors()[0]["msg"].removeprefix("Value error, ")


@pytest.mark.parametrize(
    ("kind", "law"),
    [
        (HandleLaw, Law(law="lognormal", mean=1200, cv=1.2)),
        (PatienceLaw, Patience(law="exponential", mean=1200, cv=1)),
        (DelayLaw, Law(law="exponential", mean=1200, cv=1)),
    ],
)
@pytest.mark.parametrize("written", ["20 min", 1200, {"mean": "20 min"}])
def test_a_bare_duration_has_the_fields_own_law(kind, law, written):
    assert read(kind, written) == law


@pytest.mark.parametrize(
    ("written", "law"),
    [
        ("constant 5 s", Law(law="constant", mean=5, cv=0)),
        ("exponential 6 min", Law(law="exponential", mean=360, cv=1)),
        ("lognormal 20 min cv 1.3", Law(law="lognormal", mean=1200, cv=1.3)),
        ("lognormal 20 min", Law(law="lognormal", mean=1200, cv=1.2)),
        ("20 min cv 50 %", Law(law="lognormal", mean=1200, cv=0.5)),
        ({"mean": "20 min", "cv": "50 %"}, Law(law="lognormal", mean=1200, cv=0.5)),
        ("20 min cv 0.5", Law(law="lognormal", mean=1200, cv=0.5)),
        ("gamma 20 min cv 0.7", Law(law="gamma", mean=1200, cv=0.7)),
        ("weibull 6 min cv 1.4", Law(law="weibull", mean=360, cv=1.4)),
        ({"law": "constant", "mean": 5}, Law(law="constant", mean=5, cv=0)),
        ({"law": "gamma", "mean": "5 s", "cv": 2}, Law(law="gamma", mean=5, cv=2)),
    ],
)
def test_a_written_law_has_family_mean_and_cv(written, law):
    assert read(HandleLaw, written) == law


def test_an_empirical_law_takes_its_moments_from_its_values():
    law = read(HandleLaw, {"law": "empirical", "values": ["20 s", 0, 10]})
    assert law.values == (0, 10, 20)
    assert law.mean == 10
    assert law.cv == pytest.approx((20**2 / 12) ** 0.5 / 10)  # uniform on 0..20


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("20 minn", "'20 minn' is not a duration; write `45 s`"),
        ("normal 20 min", "no law is called 'normal'; did you mean `lognormal`?"),
        (
            "zipf 20 min",
            "no law is called 'zipf'; possible: `exponential`, `constant`, `lognormal`",
        ),
        (
            "20 min cv",
            "'20 min cv' is not a law for a duration; write `20 min`, `lognormal 20 min cv 1.3`",
        ),
        ("gamma 20 min", "the law `gamma` needs a cv, such as `gamma 20 min cv 0.7`"),
        ("exponential 6 min cv 2", "the law `exponential` always has cv 1; leave `cv` out"),
        ("constant 6 min cv 1", "the law `constant` always has cv 0; leave `cv` out"),
        (
            "lognormal 6 min cv 0",
            "the law `lognormal` needs a cv above 0; for 0 write `constant`",
        ),
        ("lognormal 6 min cv 130", "a cv of 130 is above 10; did you mean `130 %`?"),
        ({"mena": "5 s"}, "the mapping has no `law`, `mean` or `values`; write `20 min`"),
        ({"law": "empirical"}, "a law `empirical` needs a list of at least 2 `values`"),
        (
            {"law": "empirical", "values": [1]},
            "a law `empirical` needs a list of at least 2 `values`",
        ),
        ({"law": "empirical", "values": [1, "x"]}, "'x' is not a duration"),
        (
            {"mean": 5, "values": [1, 2]},
            "`values` belong to the law `empirical`, not to `lognormal`",
        ),
        ({"law": "gama", "mean": 5}, "Input should be 'exponential', 'lognormal', 'gamma'"),
        (-5, "-5 is out of bounds: a duration lies between 0 and"),
        ([5], "[5] is not a duration"),
    ],
)
def test_wrong_laws_say_what_to_write(written, message):
    assert complaint(written).startswith(message)


def test_handle_times_may_differ_by_channel():
    kind = InquiryType.model_validate(
        {"handle_time": {"chat": "11 min", "email": "constant 8 min"}}
    )
    assert kind.handle_law("chat") == Law(law="lognormal", mean=660, cv=1.2)
    assert kind.mean_handle_time("email") == 480


@pytest.mark.parametrize(
    ("written", "after_call"),
    [("10 %", 0.1), (0.1, 0.1), (0, 0.0), ("30 s", Law(law="lognormal", mean=30, cv=1.2))],
)
def test_after_call_work_is_a_share_or_a_law(written, after_call):
    kind = InquiryType.model_validate({"handle_time": "5 min", "after_call": written})
    assert kind.after_call == after_call
    assert InquiryType.model_validate(kind.model_dump(mode="json")) == kind


def test_a_plain_number_above_one_is_no_after_call_work():
    message = "30 is ambiguous; write `30 s`, `30 min` or, as a share, `30 %`"
    with pytest.raises(ValidationError, match=message):
        InquiryType.model_validate({"handle_time": "5 min", "after_call": 30})


seconds = st.integers(0, 10**6)
laws = st.one_of(
    st.builds("{} s".format, seconds),
    st.builds("constant {} s".format, seconds),
    st.builds("gamma {} min cv {}".format, seconds, st.decimals("0.01", 10, places=2)),
    st.builds("hyperexponential {} s cv {}".format, seconds, st.decimals("1.01", 10, places=2)),
    st.fixed_dictionaries(
        {"law": st.just("empirical"), "values": st.lists(st.floats(0, 1e6), min_size=2, max_size=9)}
    ),
)


@pytest.mark.parametrize(
    ("unclear", "number"),
    [
        (20, "20"),
        ("exponential 20", "'20'"),
        ("20 cv 0.5", "'20'"),
        ({"mean": 20}, "20"),
        ({"law": "empirical", "values": ["1 min", 20]}, "20"),
        ({"law": "hyperexponential", "means": [20, "1 min"], "shares": [0.5, 0.5]}, "20"),
    ],
)
def test_a_law_that_a_user_writes_has_units(unclear, number):
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(HandleLaw).validate_python(unclear, context=WRITTEN)
    (finding,) = caught.value.errors()
    assert finding["msg"].removeprefix("Value error, ") == (
        f"{number} has no unit, and a duration needs one; write `20 min` or `20 s`"
    )


@given(laws)
def test_laws_load_again_as_they_were_dumped(written):
    for kind in (HandleLaw, PatienceLaw):
        law = read(kind, written)
        dump = law.model_dump(mode="json")
        assert TypeAdapter(kind).validate_python(dump, context=WRITTEN) == law
        assert read(kind, law) == law
