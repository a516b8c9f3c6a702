"""Every KPI of the hand-made journal that ends in every way, worked out by hand."""

import pytest
from support.journals import desk, every_way, journal

from sim.engine import make_plan
from sim.measures import BY_KEY, KPIS, measure, summarise
from sim.measures.kpis.kpi import Ratio
from sim.measures.sample import Label, Sample
from sim.measures.statistics.estimator import Estimate

MONTHS = 2 / 730
LABOUR = 30 / 3600
PAID = 2 * 3600 * (5 * 40) / 168 + 15
"""A seat around the clock takes five contracts of 40 hours a week; 15 s of overtime on top."""
OTHER = 6 * 0.5 + 365 * MONTHS


@pytest.fixture(scope="module")
def sample() -> Sample:
    plan, played = every_way()
    return measure(played, plan, desk())


@pytest.fixture(scope="module")
def kpis(sample: Sample) -> dict[str, Estimate]:
    return dict(summarise([sample], desk().targets).kpis)


def totals(sample: Sample, *label: str) -> tuple[float, float]:
    place = sample.labels.index(Label(*label))
    return sample.numerators[place], sample.denominators[place]


@pytest.mark.parametrize(
    ("key", "numerator", "denominator"),
    [
        ("ai_resolution_rate", 1, 13),
        ("ai_resolution_rate_taken", 1, 6),
        ("containment_rate", 3, 5),
        ("escalation_rate", 2, 5),
        ("false_resolution_rate", 1, 2),
        ("contacts_per_month", 14, MONTHS),
        ("response_share", 7, 14),
        ("open_share", 4, 14),
        ("abandonment_rate", 1, 4),
        ("silent_abandonment_rate", 0, 4),
        ("turned_away_rate", 3, 14),
        ("redial_rate", 0, 2),
        ("misroute_rate", 1, 5),
        ("transfers_per_contact", 1, 5),
        ("overtime_rate", 0, 4),
        ("after_hours_rate", 0, 4),
        ("overtime_hours_per_month", 15 / 3600, MONTHS),
        ("cases_solved", 3, 13),
        ("cases_open", 5, 13),
        ("first_contact_resolution", 3, 13),
        ("give_up_rate", 1, 13),
        ("service_level", 2, 5),
        ("first_response_time_mean", 559, 7),
        ("first_response_time_ai_mean", 44, 4),
        ("first_response_time_human_mean", 660, 4),
        ("wait_mean", 285, 8),
        ("wait_served_mean", 140, 6),
        ("resolution_time_mean", 515, 3),
        ("queue_length", 330 / 3600, 2),
        ("backlog", 2, 4),
        ("in_system", 5, 4),
        ("occupancy", 1045 / 3600, 3550 / 3600),
        ("utilisation", 1045 / 3600, 7515 / 3600),
        ("busy_cost_per_month", 1045 * LABOUR, MONTHS),
        ("idle_cost_per_month", 2505 * LABOUR, MONTHS),
        ("cost_per_month_staffed", PAID * LABOUR + OTHER, MONTHS),
        ("cost_per_month_activity", 1045 * LABOUR + OTHER, MONTHS),
        ("cost_per_contact_reached", PAID * LABOUR + OTHER, 7),
        ("cost_per_need", PAID * LABOUR + OTHER, 13),
        ("cost_per_interaction_staffed", PAID * LABOUR + OTHER, 14),
        ("cost_per_interaction_activity", 1045 * LABOUR + OTHER, 14),
        ("cost_per_resolution_staffed", PAID * LABOUR + OTHER, 3),
        ("cost_per_resolution_activity", 1045 * LABOUR + OTHER, 3),
    ],
)
def test_totals(sample: Sample, key: str, numerator: float, denominator: float):
    assert totals(sample, key) == pytest.approx((numerator, denominator), rel=1e-12)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("first_response_time_median", 205),
        ("first_response_time_ai_median", 11),
        ("first_response_time_human_median", 205),
        ("wait_median", 0),
        ("wait_served_p90", 140),
        ("resolution_time_mean", 515 / 3),
    ],
)
def test_values(kpis: dict[str, Estimate], key: str, value: float):
    assert kpis[key].mean == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("key", "censored"),
    [
        ("first_response_time_mean", 4),
        ("first_response_time_ai_mean", 1),
        ("first_response_time_human_mean", 2),
        ("wait_mean", 1),
        ("wait_served_mean", 0),
        ("resolution_time_mean", 5),
    ],
)
def test_what_is_still_open_stands_beside_the_mean(
    kpis: dict[str, Estimate], key: str, censored: int
):
    assert kpis[key].censored == censored


@pytest.mark.parametrize(("key", "largest"), [("first_response_time_p90", 305), ("wait_p95", 140)])
def test_a_quantile_among_the_open_is_more_than_what_was_observed(
    kpis: dict[str, Estimate], key: str, largest: float
):
    assert (kpis[key].status, kpis[key].mean) == ("more_than", largest)


def test_containment_and_escalation_add_to_one(kpis: dict[str, Estimate]):
    assert kpis["containment_rate"].mean + kpis["escalation_rate"].mean == 1


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (("escalation_rate", "rule", "asked"), (1, 5)),
        (("escalation_rate", "rule", "turn_limit"), (1, 5)),
        (("escalation_rate", "rule", "outage"), (0, 5)),
        (("escalation_rate", "channel", "phone"), (1, 1)),
        (("ai_resolution_rate", "channel", "mail"), (1, 8)),
        (("ai_resolution_rate", "type", "bill"), (0, 1)),
        (("open_share", "urgency", "3"), (4, 13)),
        (("response_share", "urgency", "5"), (1, 1)),
        (("response_share", "hours", "outside"), (0, 1)),
        (("response_share", "hours", "inside"), (7, 13)),
        (("service_level", "queue", "bill/phone"), (2, 2)),
        (("service_level", "queue", "how/phone"), (0, 3)),
        (("wait_mean", "queue", "how/phone"), (285, 3)),
        (("wait_mean", "type", "bill"), (0, 1)),
        (("first_response_time_mean", "channel", "phone"), (210, 2)),
        (("resolution_time_mean", "channel", "phone"), (305, 1)),
        (("queue_length", "queue", "how/mail"), (45 / 3600, 2)),
        (("backlog", "queue", "how/phone"), (1, 4)),
        (("in_system", "time", "3600"), (1, 1)),
        (("in_system", "time", "5400"), (0, 1)),
        (("in_system", "time", "7200"), (4, 1)),
        (("occupancy", "team", "desk"), (1045 / 3600, 3550 / 3600)),
        (("contacts_per_month", "channel", "phone"), (5, MONTHS)),
    ],
)
def test_breakdowns(sample: Sample, label: tuple, expected: tuple):
    assert totals(sample, *label) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("kpi", [k for k in KPIS if "channel" in k.by], ids=lambda k: k.key)
@pytest.mark.parametrize("breakdown", ["channel", "type", "urgency", "hours"])
def test_numerators_of_members_add_up_to_the_whole(sample: Sample, kpi, breakdown: str):
    key = kpi.keys[0]
    parts = [totals(sample, key, breakdown, name)[0] for name in sample.members[breakdown]]
    assert sum(parts) == pytest.approx(totals(sample, key)[0])


def test_members_without_data_are_left_out_of_breakdowns(sample: Sample):
    by = summarise([sample], desk().targets).by
    assert {key.endswith("_per_month") for key in by["urgency"]["1"]} == {True}
    assert "contacts_per_month" in by["urgency"]["1"]
    assert "false_resolution_rate" not in by["channel"]["phone"]
    assert by["channel"]["mail"]["false_resolution_rate"].mean == 0.5


def test_no_data_is_not_zero():
    plan = make_plan(desk())
    nobody = measure(journal(plan, []), plan, desk())
    kpis = summarise([nobody], desk().targets).kpis
    assert kpis["abandonment_rate"] == Estimate(None, None, None, "share", 0, "no_data")
    assert kpis["wait_p90"] == Estimate(None, None, None, "s", 0, "no_data")
    assert kpis["queue_length"].mean == 0


def test_every_flat_key_is_estimated(kpis: dict[str, Estimate]):
    assert list(kpis) == list(BY_KEY)


def test_every_estimate_has_the_unit_of_its_definition(kpis: dict[str, Estimate]):
    assert {key: e.unit for key, e in kpis.items()} == {k: v.unit for k, v in BY_KEY.items()}


@pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi.key)
def test_a_definition_says_all_of_itself(kpi):
    texts = [kpi.name, kpi.unit, kpi.source]
    parts = [kpi.numerator, kpi.denominator] if isinstance(kpi, Ratio) else [kpi.values]
    assert all(texts + [part.text for part in parts])
    assert kpi.unit in {
        "share",
        "s",
        "contacts",
        "contacts/month",
        "transfers",
        "money",
        "cases/month",
        "money/month",
        "sessions/month",
        "turns/month",
        "actions/month",
        "tokens/month",
        "closings/month",
        "returns/month",
        "hours/month",
        "reviews/month",
    }
