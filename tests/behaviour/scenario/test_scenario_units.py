"""Numbers, laws and comparisons as people write them in a scenario."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sim.scenario.values import units
from sim.scenario.values.bounds import Comparison, Goal, ShareComparison, TimeComparison
from sim.scenario.values.profiles import PRESETS, profile_weights
from sim.scenario.values.quantity import WRITTEN
from sim.scenario.values.volume import Volume

MINUTE, HOUR, DAY, WEEK = 60.0, 3600.0, 86_400.0, 604_800.0


def read(kind, value):
    """What a user writes, read as it is in a file."""
    return TypeAdapter(kind).validate_python(value, context=WRITTEN)


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
        (0, 0.0),
        (0.0, 0.0),
    ],
)
def test_durations_are_seconds(written, seconds):
    assert read(units.Duration, written) == seconds


@pytest.mark.parametrize(
    ("kind", "written", "message"),
    [
        (units.Duration, 20, "20 has no unit, and a duration needs one; write `20 min` or `20 s`"),
        (units.Duration, "20", "'20' has no unit, and a duration needs one; write `20 min` or"),
        (units.Duration, 0.5, "0.5 has no unit, and a duration needs one; write `0.5 min` or"),
        (
            units.WholeDays,
            4,
            "4 has no unit, and a duration needs one; write `4 weeks` or `4 days`",
        ),
        (units.WorkedHours, 40, "40 has no unit, and a duration needs one; write `40 h`"),
        (units.Hourly, 25, "25 has no unit, and a price per hour needs one; write `25/h`"),
        (units.Hourly, "25", "'25' has no unit, and a price per hour needs one; write `25/h`"),
        (units.Monthly, 200, "200 has no unit, and a price per month needs one; write `200/month`"),
    ],
)
def test_a_number_whose_unit_decides_has_one(kind, written, message):
    assert complaint(kind, written).startswith(message)


@pytest.mark.parametrize("kind", [units.Duration, units.WorkedHours, units.Hourly, units.Monthly])
def test_in_python_a_plain_number_is_in_the_base_unit(kind):
    assert TypeAdapter(kind).validate_python(90.5) == 90.5


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "20 minn",
            "'20 minn' is not a duration; write `45 s`, `20 min`, `1.5 h`, `2 days` or `2 weeks`",
        ),
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
        (65, "65 is out of bounds: a share lies between 0 and 1; did you mean `65 %`?"),
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
    ("written", "seconds"), [("4 weeks", 4 * WEEK), ("0 s", 0.0), ("10 days", 10 * WEEK / 7)]
)
def test_whole_days_are_seconds(written, seconds):
    assert read(units.WholeDays, written) == seconds


def test_days_must_be_whole():
    assert (
        complaint(units.WholeDays, "36 h")
        == "1.5 days is not a whole number of days; write `3 weeks`"
    )


@pytest.mark.parametrize(
    ("kind", "written", "amount"),
    [
        (units.Hourly, "25/h", 25.0),
        (units.Hourly, "25 / hour", 25.0),
        (units.Hourly, "25 per hour", 25.0),
        (units.Hourly, 0, 0.0),
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
        (3, "==", 3.0),
        ("3", "==", 3.0),
        ("> -2.5", ">", -2.5),
    ],
)
def test_comparisons_have_an_operator_and_a_number(written, op, value):
    assert read(Comparison, written) == Comparison(op=op, value=value)


@pytest.mark.parametrize(("written", "op"), [(">65 %", ">"), ("< 0.65", "<"), (0.65, "==")])
def test_a_share_is_compared_with_a_share(written, op):
    assert read(ShareComparison, written) == ShareComparison(op=op, value=0.65)


@pytest.mark.parametrize(
    ("written", "op", "value"),
    [("<= 5 min", "<=", 300.0), ("== 2 h", "==", 7200.0), ("> 0", ">", 0)],
)
def test_a_time_is_compared_with_a_time(written, op, value):
    assert read(TimeComparison, written) == TimeComparison(op=op, value=value)


@pytest.mark.parametrize(
    ("kind", "written", "message"),
    [
        (Comparison, "< 5 min", "'5 min' is not a plain number; write `3`"),
        (Comparison, "=> 3", "'=> 3' is not a plain number"),
        (Comparison, "", "'' is not a comparison; write `>= 3`"),
        (ShareComparison, [3], "[3] is not a comparison; write `< 0.65` or `< 65 %`"),
        (
            ShareComparison,
            "< 65",
            "65 is out of bounds: a share lies between 0 and 1; did you",
        ),
        (TimeComparison, "< 5 mn", "'5 mn' is not a duration; write `45 s`"),
        (TimeComparison, "< 5", "5 has no unit, and a duration needs one; write `5 min` or `5 s`"),
        (TimeComparison, False, "False is not a comparison; write `< 5 min`"),
    ],
)
def test_wrong_comparisons_say_what_to_write(kind, written, message):
    assert complaint(kind, written).startswith(message)


@pytest.mark.parametrize(
    ("written", "goal"),
    [
        ("<= 8 h", Goal(op="<=", value=8 * HOUR, unit="s")),
        (">= 80 % within 20 s", Goal(op=">=", value=0.8, unit="%", within=20.0)),
        ("<= 85 % per half-hour", Goal(op="<=", value=0.85, unit="%", period="half-hour")),
        (
            ">= 80 % within 20 s per month",
            Goal(op=">=", value=0.8, unit="%", within=20.0, period="month"),
        ),
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
        (">= 80 % within 20", "'20' has no unit, and a duration needs one; write `20 min` or"),
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
    assert weights[::2] == weights[1::2] == PRESETS[name]
    assert min(weights) > 0


def test_the_office_profile_has_the_weekday_weights_and_peak_of_the_facts():
    weights = profile_weights("office")
    days = [sum(weights[48 * day : 48 * day + 48]) for day in range(7)]
    assert [day / days[3] for day in days] == pytest.approx([1.25, 1.12, 1.05, 1, 0.95, 0.35, 0.28])
    assert 2 * max(weights[:48]) / days[0] == pytest.approx(0.12)


def test_the_evening_profile_peaks_in_the_evening():
    monday = profile_weights("evening")[:48:2]
    assert monday.index(max(monday)) == 19
    assert max(monday) / sum(monday) == pytest.approx(0.14)


@pytest.mark.parametrize("count", [24, 48, 168, 336])
def test_profiles_by_weight_are_dumped_as_they_were_written(count):
    weights = list(range(1, count + 1))
    assert read(units.Profile, weights) == tuple(map(float, weights))


@pytest.mark.parametrize(
    ("count", "places"),
    [
        (24, {0: 0, 1: 0, 47: 23, 48: 0, 335: 23}),
        (48, {0: 0, 1: 1, 47: 47, 48: 0, 335: 47}),
        (168, {0: 0, 1: 0, 47: 23, 48: 24, 335: 167}),
        (336, {0: 0, 1: 1, 47: 47, 48: 48, 335: 335}),
    ],
)
def test_weights_are_hours_or_half_hours_of_a_day_or_a_week(count, places):
    weights = profile_weights(read(units.Profile, list(range(1, count + 1))))
    assert len(weights) == 336
    assert {place: weights[place] - 1 for place in places} == places


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("ofice", "no profile is called 'ofice'; did you mean `office`?"),
        (
            [1, 2],
            "2 weights cannot make up a profile; write a name such as `office`, or weights: 24 or "
            "48 for the hours or half hours of every day, 168 or 336 for a week's from Monday",
        ),
        (7, "7 cannot make up a profile"),
        ([0] * 168, "all weights of the profile are 0; at least one must be above"),
        ([1] * 167 + [-1], "weight 167 of the profile is not a number >= 0: -1"),
        ([0] * 24, "all weights of the profile are 0; at least one must be above"),
        ([1] * 47 + [-1], "weight 47 of the profile is not a number >= 0: -1"),
        ([1] * 167 + ["x"], "weight 167 of the profile is not a number >= 0: 'x'"),
    ],
)
def test_wrong_profiles_say_what_to_write(written, message):
    assert complaint(units.Profile, written).startswith(message)


numbers = st.floats(0, 1e6).map(lambda number: float(f"{number:.6g}"))
amounts = st.decimals(0, 100_000, places=3)
written_units = {
    units.Duration: st.builds("{} {}".format, amounts, st.sampled_from(["ms", "s", "h"])),
    units.Share: st.one_of(
        st.floats(0, 1), st.builds("{} %".format, st.decimals(0, 100, places=2))
    ),
    units.Hourly: st.builds("{}/h".format, amounts),
    units.Monthly: st.builds("{} per month".format, amounts),
    units.Amount: numbers,
    units.VolumeFactor: st.builds("{} %".format, st.decimals(1, 9999, places=1)),
    units.Growth: st.builds("{} %".format, st.decimals(0, 9999, places=1)),
    units.Names: st.one_of(st.text(min_size=1), st.lists(st.text(), min_size=1)),
    units.Profile: st.one_of(
        st.sampled_from(sorted(PRESETS)), st.lists(st.floats(0.1, 9), min_size=168, max_size=168)
    ),
    Volume: st.builds("{}/{}".format, amounts, st.sampled_from(["hour", "week", "month", "year"])),
    Comparison: st.builds("{} {}".format, st.sampled_from(["<", ">=", "=="]), amounts),
    TimeComparison: st.builds("{} {} min".format, st.sampled_from(["<", ">="]), amounts),
    Goal: st.builds(">= {} % within {} min per {}".format, amounts, amounts, st.just("week")),
}


@pytest.mark.parametrize("number", range(len(written_units)))
@given(data=st.data())
def test_every_unit_reads_its_own_dump(number, data):
    kind, written = list(written_units.items())[number]
    adapter = TypeAdapter(kind)
    value = adapter.validate_python(data.draw(written), context=WRITTEN)
    assert adapter.validate_json(adapter.dump_json(value), context=WRITTEN) == value
    assert adapter.validate_python(value) == value


@given(st.floats(0, 1e9))
def test_any_number_of_seconds_is_dumped_as_a_user_would_write_it(seconds):
    adapter = TypeAdapter(units.Duration)
    assert adapter.validate_json(adapter.dump_json(seconds), context=WRITTEN) == seconds


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (1200, "20 min"),
        (90, "90 s"),
        (5400, "90 min"),
        (7200, "2 h"),
        (86_400, "1 day"),
        (2 * 604_800, "2 weeks"),
        (0.1, "0.1 s"),
        (1e-7, "0.0000001 s"),
        (0, 0.0),
    ],
)
def test_a_duration_is_dumped_in_a_unit_in_which_it_is_whole(seconds, text):
    assert TypeAdapter(units.Duration).dump_python(float(seconds), mode="json") == text


@pytest.mark.parametrize(
    ("kind", "written", "number"),
    [
        (units.Growth, "40 %", 0.4),
        (units.Growth, 5, 5.0),
        (units.Growth, "3000 %", 30.0),
        (units.Trend, "-6 %", -0.06),
        (units.VolumeFactor, "130 %", 1.3),
        (units.VolumeFactor, 1.3, 1.3),
        (units.VolumeFactor, 6, 6.0),
        (units.Factor, "125 %", 1.25),
        (units.Cv, "120 %", 1.2),
    ],
)
def test_factors_and_growth_take_both_forms(kind, written, number):
    assert read(kind, written) == number


@pytest.mark.parametrize(
    ("kind", "written", "message"),
    [
        (
            units.Growth,
            30,
            "30 is 3000 % on top; did you mean `30 %`? If not, write `3000 %`",
        ),
        (
            units.Trend,
            6,
            "6 is 600 % on top; did you mean `6 %`? If not, write `600 %`",
        ),
        (
            units.VolumeFactor,
            30,
            "30 is 30 times as many; did you mean `30 %`? If not, write `3000 %`",
        ),
        (
            units.VolumeFactor,
            130,
            "130 is out of bounds: a volume multiplier is above 0 and at most 100; "
            "did you mean `130 %`?",
        ),
        (
            units.Factor,
            110,
            "110 is out of bounds: a factor is above 0 and at most 10; did you mean `110 %`?",
        ),
        (
            units.Factor,
            0,
            "0 is out of bounds: a factor is above 0 and at most 10; write `1.3` or `130 %`",
        ),
    ],
)
def test_a_number_that_was_meant_as_a_percentage_is_doubted(kind, written, message):
    assert complaint(kind, written) == message
