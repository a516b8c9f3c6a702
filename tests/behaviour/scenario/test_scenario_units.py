"""Numbers, laws and comparisons as people write them in a scenario."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sim.scenario.values import units
from sim.scenario.values.bounds import Comparison, Goal
from sim.scenario.values.profiles import PRESETS, profile_weights
from sim.scenario.values.volume import Volume

MINUTE, HOUR, DAY, WEEK = 60.0, 3600.0, 86_400.0, 604_800.0


def read(kind, value):
    return TypeAdapter(kind).validate_python(value)


def complaint(kind, value) -> str:
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    return "; ".join(error["msg"].removeprefix("Value error, ") for error in caught.value.errors())


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("45 s", 45.0),
        ("20 min", 20 * MINUTE),
        ("20min", 20 * MINUTE),
        ("1.5 h", 1.5 * HOUR),
        ("1 hour", HOUR),
        ("2 days", 2 * DAY),
        ("2 weeks", 2 * WEEK),
        ("250 ms", 0.25),
        ("0 s", 0.0),
        (90, 90.0),
        (0.5, 0.5),
    ],
)
def test_durations_are_seconds(written, seconds):
    assert read(units.Duration, written) == seconds


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "20 minn",
            "'20 minn' is not a duration; write `45 s`, `20 min`, `1.5 h`, `2 days` or `2 weeks`",
        ),
        ("20", "'20' is not a duration"),
        ("min", "'min' is not a duration"),
        ("1,5 h", "'1,5 h' is not a duration"),
        (True, "True is not a duration"),
        (None, "None is not a duration"),
        (math.inf, "inf is not a duration"),
        (math.nan, "nan is not a duration"),
        (-1, "-1 is out of bounds: a duration lies between 0 and 1000000000; write `45 s`"),
        ("-5 min", "'-5 min' is out of bounds: a duration lies between 0 and 1000000000"),
        ("9 000 h", "'9 000 h' is not a duration"),
    ],
)
def test_wrong_durations_say_what_to_write(written, message):
    assert complaint(units.Duration, written).startswith(message)


@pytest.mark.parametrize(
    ("written", "share"), [("65 %", 0.65), ("65%", 0.65), (0.65, 0.65), (1, 1.0), ("12.5 %", 0.125)]
)
def test_shares_are_parts_of_one(written, share):
    assert read(units.Share, written) == share


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (65, "65 is out of bounds: a share lies between 0 and 1; write `65 %` or `0.65`"),
        ("110 %", "'110 %' is out of bounds: a share lies between 0 and 1; write `65 %` or `0.65`"),
        ("65 percent", "'65 percent' is not a share; write `65 %` or `0.65`"),
    ],
)
def test_wrong_shares_say_what_to_write(written, message):
    assert complaint(units.Share, written) == message


@pytest.mark.parametrize("percent", range(101))
def test_a_whole_percentage_is_the_nearest_number(percent):
    assert read(units.Share, f"{percent} %") == float(f"{percent}e-2")


@pytest.mark.parametrize(
    ("written", "seconds"), [("4 weeks", 4 * WEEK), ("0 s", 0.0), ("14 days", 2 * WEEK)]
)
def test_whole_weeks_are_seconds(written, seconds):
    assert read(units.WholeWeeks, written) == seconds


def test_weeks_must_be_whole():
    assert (
        complaint(units.WholeWeeks, "10 days")
        == "1.429 weeks is not a whole number of weeks; write `4 weeks`"
    )


@pytest.mark.parametrize(
    ("kind", "written", "amount"),
    [
        (units.Hourly, "25/h", 25.0),
        (units.Hourly, "25 / hour", 25.0),
        (units.Hourly, "25 per hour", 25.0),
        (units.Hourly, 20.59, 20.59),
        (units.Monthly, "200/month", 200.0),
        (units.Monthly, "200 per month", 200.0),
        (units.Amount, 8000, 8000.0),
    ],
)
def test_money_is_a_number(kind, written, amount):
    assert read(kind, written) == amount


@pytest.mark.parametrize(
    ("kind", "written", "message"),
    [
        (units.Hourly, "25 $/h", "'25 $/h' is not a price per hour; write `25/h`"),
        (units.Hourly, "25/month", "'25/month' is not a price per hour; write `25/h`"),
        (units.Monthly, "25/h", "'25/h' is not a price per month; write `200/month`"),
        (
            units.Amount,
            "8,000",
            "'8,000' is not an amount of money; write a plain number such as `8000`",
        ),
    ],
)
def test_wrong_money_says_what_to_write(kind, written, message):
    assert complaint(kind, written) == message


@pytest.mark.parametrize(
    ("written", "per_day"),
    [
        ("200/month", 200 * 12 / 365),
        ("200 per month", 200 * 12 / 365),
        ("200 a month", 200 * 12 / 365),
        ("50/day", 50.0),
        ("1.5/hour", 36.0),
        ("1.5/h", 36.0),
        ("70 / week", 10.0),
        ("730 a year", 2.0),
    ],
)
def test_volumes_are_contacts_a_day(written, per_day):
    assert read(Volume, written).per_day == pytest.approx(per_day, rel=1e-15)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (200, "200 is not a valid volume; write `200/month`, `50/day` or `1.5/hour`"),
        ("200/mnth", "'200/mnth' is not a valid volume; write `200/month`, `50/day` or `1.5/hour`"),
        (
            "200 month",
            "'200 month' is not a valid volume; write `200/month`, `50/day` or `1.5/hour`",
        ),
        ("-2/day", "Input should be greater than or equal to 0"),
    ],
)
def test_wrong_volumes_say_what_to_write(written, message):
    assert complaint(Volume, written) == message


@pytest.mark.parametrize(
    ("written", "op", "value"),
    [
        ("< 0.65", "<", 0.65),
        (">= 3", ">=", 3.0),
        ("<= 5 min", "<=", 300.0),
        (">65 %", ">", 0.65),
        (3, "==", 3.0),
        ("3", "==", 3.0),
        ("== 2 h", "==", 7200.0),
    ],
)
def test_comparisons_have_an_operator_and_a_number(written, op, value):
    assert read(Comparison, written) == Comparison(op=op, value=value)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("< 5 mn", "'5 mn' is not a number; write `0.65`, `65 %` or `5 min`"),
        ("=> 3", "'=> 3' is not a number"),
        ("", "'' is not a comparison; write `< 0.65`, `>= 3` or `<= 5 min`"),
        ([3], "[3] is not a comparison; write `< 0.65`, `>= 3` or `<= 5 min`"),
        (False, "False is not a comparison"),
    ],
)
def test_wrong_comparisons_say_what_to_write(written, message):
    assert complaint(Comparison, written).startswith(message)


@pytest.mark.parametrize(
    ("written", "goal"),
    [
        ("<= 8 h", Goal(op="<=", value=8 * HOUR)),
        (">= 80 % within 20 s", Goal(op=">=", value=0.8, within=20.0)),
        ("<= 85 % per half-hour", Goal(op="<=", value=0.85, period="half-hour")),
        (">= 80 % within 20 s per month", Goal(op=">=", value=0.8, within=20.0, period="month")),
        ("< 3.5", Goal(op="<", value=3.5)),
    ],
)
def test_goals_have_a_bound_a_limit_and_a_period(written, goal):
    assert read(Goal, written) == goal


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (5, "5 is not a goal; write `<= 8 h`, `<= 85 %` or `>= 80 % within 20 s per month`"),
        ("8 h", "'8 h' is not a goal"),
        ("== 3", "'== 3' is not a goal"),
        (">= 80 percent", "'80 percent' is not a number; write `0.65`, `65 %` or `5 min`"),
        (">= 80 % within 20 secs", "'20 secs' is not a duration"),
        (">= 3 per fortnight", "Input should be 'half-hour', 'day', 'week' or 'month'"),
    ],
)
def test_wrong_goals_say_what_to_write(written, message):
    assert complaint(Goal, written).startswith(message)


def test_one_name_is_a_list_of_one():
    assert read(units.Names, "order") == ("order",) == read(units.Names, ["order"])


@pytest.mark.parametrize("written", [[], 3, None])
def test_names_name_something(written):
    message = f"{written!r} is not a name; write one name or a list of names"
    assert complaint(units.Names, written) == message


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_profiles_by_name_have_hour_weights(name):
    weights = profile_weights(read(units.Profile, name))
    assert len(weights) == 168
    assert min(weights) > 0


def test_the_office_profile_has_the_weekday_weights_and_peak_of_the_facts():
    weights = profile_weights("office")
    days = [sum(weights[24 * day : 24 * day + 24]) for day in range(7)]
    assert [day / days[3] for day in days] == pytest.approx([1.25, 1.12, 1.05, 1, 0.95, 0.35, 0.28])
    assert max(weights[:24]) / days[0] == pytest.approx(0.12)


def test_the_evening_profile_peaks_in_the_evening():
    monday = profile_weights("evening")[:24]
    assert monday.index(max(monday)) == 19
    assert max(monday) / sum(monday) == pytest.approx(0.14)


@pytest.mark.parametrize("count", [168, 336])
def test_profiles_by_weight_stay_as_they_are(count):
    assert profile_weights(read(units.Profile, [2] * count)) == (2.0,) * count


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("ofice", "no profile is called 'ofice'; did you mean `office`?"),
        (
            [1, 2],
            "2 weights cannot make up a profile; write a name such as `office`, or 168 hourly",
        ),
        (7, "7 cannot make up a profile"),
        ([0] * 168, "all weights of the profile are 0; at least one must be above"),
        ([1] * 167 + [-1], "weight 167 of the profile is not a number >= 0: -1"),
        ([1] * 167 + ["x"], "weight 167 of the profile is not a number >= 0: 'x'"),
    ],
)
def test_wrong_profiles_say_what_to_write(written, message):
    assert complaint(units.Profile, written).startswith(message)


numbers = st.floats(0, 1e6).map(lambda number: float(f"{number:.6g}"))
amounts = st.decimals(0, 100_000, places=3)
written_units = {
    units.Duration: st.one_of(
        numbers, st.builds("{} {}".format, amounts, st.sampled_from(["s", "h"]))
    ),
    units.Share: st.one_of(
        st.floats(0, 1), st.builds("{} %".format, st.decimals(0, 100, places=2))
    ),
    units.Hourly: st.one_of(numbers, st.builds("{}/h".format, amounts)),
    units.Monthly: st.one_of(numbers, st.builds("{} per month".format, amounts)),
    units.Amount: numbers,
    units.Growth: st.builds("{} %".format, st.decimals(0, 1000, places=1)),
    units.Names: st.one_of(st.text(min_size=1), st.lists(st.text(), min_size=1)),
    units.Profile: st.one_of(
        st.sampled_from(sorted(PRESETS)), st.lists(st.floats(0.1, 9), min_size=168, max_size=168)
    ),
    Volume: st.builds("{}/{}".format, amounts, st.sampled_from(["hour", "week", "month", "year"])),
    Comparison: st.builds("{} {}".format, st.sampled_from(["<", ">=", "=="]), amounts),
    Goal: st.builds(">= {} % within {} min per {}".format, amounts, amounts, st.just("week")),
}


@pytest.mark.parametrize("number", range(len(written_units)))
@given(data=st.data())
def test_every_unit_reads_its_own_dump(number, data):
    kind, written = list(written_units.items())[number]
    adapter = TypeAdapter(kind)
    value = adapter.validate_python(data.draw(written))
    assert adapter.validate_json(adapter.dump_json(value)) == value
    assert adapter.validate_python(value) == value
