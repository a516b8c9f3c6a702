"""Contrasts of samples that are written by hand."""

from dataclasses import replace

import numpy as np
import pytest
from support.handmade import case, played, scenario

from sim.measures.sample import Label, Sample, measure
from sim.measures.statistics.estimator import jackknife, student
from sim.scenario.sections.targets import Targets
from sim.studies.compare.contrasts import ON_TARGET, Contrast, contrasts, declared_family

NO_GOALS = Targets()
RATE, WAIT, BUSY = "abandonment_rate", "wait_mean", "occupancy"


@pytest.fixture(scope="module")
def blank() -> Sample:
    """A sample whose totals are still to be written."""
    desk = scenario()
    plan, journal = played(desk, [case(0.0)])
    return measure(journal, plan, desk)


def with_totals(sample: Sample, **totals: tuple[float, float]) -> Sample:
    numerators, denominators = sample.numerators.copy(), sample.denominators.copy()
    for key, (numerator, denominator) in totals.items():
        place = sample.labels.index(Label(key))
        numerators[place], denominators[place] = numerator, denominator
    return replace(sample, numerators=numerators, denominators=denominators)


def arm(blank: Sample, key: str, values: list[float]) -> list[Sample]:
    """An arm whose replications had these ratios, each over 100 contacts."""
    return [with_totals(blank, **{key: (100 * value, 100.0)}) for value in values]


def one(blank: Sample, key: str, first: list[float], second: list[float]) -> Contrast:
    samples = {"ai": arm(blank, key, first), "baseline": arm(blank, key, second)}
    targets = dict.fromkeys(samples, NO_GOALS)
    (found,) = contrasts(samples, targets, "baseline", [key], [key])
    return found


NOISE = [0.00, 0.02, -0.01, 0.01, -0.02, 0.015, -0.005, 0.005, -0.015, 0.01]
LEVEL = [0.20, 0.40, 0.30, 0.25, 0.35, 0.22, 0.38, 0.27, 0.33, 0.30]


def test_a_difference_is_that_of_the_ratios_of_totals(blank):
    found = one(blank, RATE, [0.2, 0.4], [0.1, 0.1])
    assert (found.arm, found.against, found.kpi, found.unit) == ("ai", "baseline", RATE, "share")
    assert found.mean == pytest.approx(0.2)


def test_pairing_takes_out_what_replications_have_in_common(blank):
    paired = one(blank, RATE, [a + b + 0.05 for a, b in zip(LEVEL, NOISE, strict=True)], LEVEL)
    spread = np.std(NOISE, ddof=1) / np.sqrt(len(NOISE))
    assert paired.high - paired.mean == pytest.approx(student(10) * spread)


def test_the_paired_interval_is_narrower_by_the_printed_ratio(blank):
    first = [a + b + 0.05 for a, b in zip(LEVEL, NOISE, strict=True)]
    found = one(blank, RATE, first, LEVEL)
    ones = np.full((10, 1), 1.0)
    errors = [jackknife(np.array(values)[:, None], ones)[1][0] for values in (first, LEVEL)]
    independent = student(10) * np.hypot(*errors)
    paired = (found.high - found.low) / 2
    assert found.variance_ratio == pytest.approx((independent / paired) ** 2)
    assert paired < 0.2 * independent


def test_lower_is_better_of_an_abandonment_rate(blank):
    less = one(blank, RATE, [a + b - 0.1 for a, b in zip(LEVEL, NOISE, strict=True)], LEVEL)
    more = one(blank, RATE, [a + b + 0.1 for a, b in zip(LEVEL, NOISE, strict=True)], LEVEL)
    assert (less.conclusion, more.conclusion) == ("better", "worse")
    assert (less.p_better, more.p_better) == (1.0, 0.0)


def test_occupancy_has_no_better_side(blank):
    found = one(blank, BUSY, [a + b + 0.1 for a, b in zip(LEVEL, NOISE, strict=True)], LEVEL)
    assert (found.conclusion, found.p_better) == ("higher", None)


def test_a_difference_within_its_interval_is_no_evidence(blank):
    found = one(blank, RATE, [a + b for a, b in zip(LEVEL, NOISE, strict=True)], LEVEL)
    assert found.low < 0 < found.high
    assert found.conclusion == "no evidence"


def test_under_ten_replications_nothing_is_evident(blank):
    found = one(
        blank, RATE, [a + b - 0.1 for a, b in zip(LEVEL[:9], NOISE, strict=False)], LEVEL[:9]
    )
    assert found.high < 0
    assert found.conclusion == "no evidence"


def test_p_better_counts_paired_replications(blank):
    found = one(blank, RATE, [0.1, 0.1, 0.5, 0.2], [0.2, 0.3, 0.2, 0.2])
    assert (found.p_better, found.ties) == (2.5 / 4, 1)


def test_one_replication_has_a_difference_and_no_interval(blank):
    found = one(blank, RATE, [0.3], [0.1])
    assert found.mean == pytest.approx(0.2)
    assert (found.low, found.p_value, found.conclusion) == (None, None, "no evidence")


def test_without_data_there_is_no_difference(blank):
    empty = [with_totals(blank, **{RATE: (0.0, 0.0)}) for _ in range(10)]
    samples = {"ai": empty, "baseline": arm(blank, RATE, LEVEL)}
    (found,) = contrasts(samples, dict.fromkeys(samples, NO_GOALS), "baseline", [RATE], [RATE])
    assert (found.mean, found.p_better, found.adjusted_p) == (None, None, None)
    assert found.conclusion == "no evidence"


def test_equal_arms_do_not_differ_and_have_no_variance(blank):
    found = one(blank, RATE, LEVEL, LEVEL)
    assert (found.mean, found.adjusted_p, found.variance_ratio) == (0.0, 1.0, None)


def test_the_family_is_declared_by_the_targets_of_all_arms():
    goals = [Targets.model_validate({key: "<= 60 s"}) for key in (WAIT, "wait_p90", WAIT)]
    always = ("cases_solved", "cost_per_month_staffed")
    assert declared_family(goals) == (WAIT, "wait_p90", *always)
    assert declared_family([NO_GOALS]) == always


def test_outside_the_family_there_is_an_interval_and_no_verdict(blank):
    far = [a + b - 0.1 for a, b in zip(LEVEL, NOISE, strict=True)]
    samples = {"ai": arm(blank, RATE, far), "baseline": arm(blank, RATE, LEVEL)}
    targets = dict.fromkeys(samples, NO_GOALS)
    (found,) = contrasts(samples, targets, "baseline", [RATE], [WAIT])
    assert found.high < 0
    assert (found.conclusion, found.adjusted_p) == (None, None)
    assert found.p_value < 0.05


def test_what_is_outside_the_family_costs_no_verdict_inside(blank):
    near = [a + b - 0.012 for a, b in zip(LEVEL, NOISE, strict=True)]
    samples = {"ai": arm(blank, RATE, near), "baseline": arm(blank, RATE, LEVEL)}
    targets = dict.fromkeys(samples, NO_GOALS)
    kpis = [RATE, WAIT, BUSY, "cases_solved", "cost_per_interaction_staffed"]
    found = contrasts(samples, targets, "baseline", kpis, [RATE])
    assert (found[0].conclusion, found[0].adjusted_p) == ("better", found[0].p_value)
    assert {contrast.conclusion for contrast in found[1:]} == {None}


def test_the_p_values_of_a_family_are_adjusted_together(blank):
    near = [a + b + 0.009 for a, b in zip(LEVEL, NOISE, strict=True)]
    alone = one(blank, RATE, near, LEVEL)
    samples = {
        "baseline": arm(blank, RATE, LEVEL),
        **{f"ai {number}": arm(blank, RATE, near) for number in range(4)},
    }
    together = contrasts(samples, dict.fromkeys(samples, NO_GOALS), "baseline", [RATE], [RATE])
    assert alone.adjusted_p == alone.p_value
    assert [one.adjusted_p for one in together] == pytest.approx([4 * alone.p_value] * 4)


def test_holm_may_take_a_verdict_back(blank):
    near = [a + b - 0.012 for a, b in zip(LEVEL, NOISE, strict=True)]
    assert one(blank, RATE, near, LEVEL).conclusion == "better"
    samples = {
        "baseline": arm(blank, RATE, LEVEL),
        **{f"ai {number}": arm(blank, RATE, near) for number in range(8)},
    }
    together = contrasts(samples, dict.fromkeys(samples, NO_GOALS), "baseline", [RATE], [RATE])
    assert {one.conclusion for one in together} == {"no evidence"}
    assert all(one.high < 0 for one in together)


def test_being_on_target_is_compared_like_a_kpi(blank):
    goals = Targets.model_validate({WAIT: "<= 60 s"})
    on, off = (replace(blank, realised=np.array([[wait]])) for wait in (30.0, 90.0))
    samples = {"ai": [on] * 9 + [off], "baseline": [off] * 10}
    (found,) = contrasts(samples, dict.fromkeys(samples, goals), "baseline", [ON_TARGET], [WAIT])
    assert (found.mean, found.unit, found.conclusion) == (0.9, "share", None)


def test_contrasts_stand_by_arm_and_kpi_in_the_given_order(blank):
    samples = {name: arm(blank, RATE, LEVEL) for name in ("c", "b", "a")}
    found = contrasts(samples, dict.fromkeys(samples, NO_GOALS), "b", [WAIT, RATE], [])
    assert [(one.arm, one.kpi) for one in found] == [
        ("c", WAIT),
        ("c", RATE),
        ("a", WAIT),
        ("a", RATE),
    ]
