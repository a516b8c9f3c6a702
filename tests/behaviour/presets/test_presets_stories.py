"""The presets `bank`, `retailer` and `saas`: what their comments tell is so in what they play."""

from datetime import date
from functools import cache

import numpy as np
import pytest
from scipy.special import expit
from support.playing import play_out, z_of_share

from sim.engine import Journal, Plan
from sim.engine.journal import Contacts, Ending, Role
from sim.measures.sample import measure
from sim.measures.summary import Summary, summarise
from sim.report.check.workloads import check_document
from sim.scenario.files.loading import load
from sim.scenario.root import Scenario
from sim.scenario.values.horizon import EPOCH
from sim.scenario.values.months import month_factors
from sim.workload.candidates.multiplier import volume_multiplier
from sim.workload.demand.cells import cell_names, read_cells

STORIES = {
    "bank": ("baseline", "ai", "reviewed", "vip", "opt_out"),
    "retailer": ("baseline", "notices", "ai", "both"),
    "saas": ("baseline", "ai", "neglected", "stakes", "copilot"),
}
WEEKS = {
    "bank": "run={start: 2026-03-30, warm_up: 0 weeks, window: 1 week, run_out: 0 weeks}",
    "retailer": "run={warm_up: 0 weeks, window: 1 week, run_out: 0 weeks}",
    "saas": "run={start: 2026-06-15, warm_up: 0 weeks, window: 2 weeks, run_out: 0 weeks}",
}
"""What is played of each: the week of Good Friday, one of November, those around the release."""
RELEASE = date(2026, 6, 22).toordinal() - EPOCH


@cache
def played(preset: str, arm: str, *settings: str) -> tuple[Scenario, Plan, Journal]:
    """One replication of an arm's weeks; all checks of its journal hold."""
    scenario = load(preset, [WEEKS[preset], *settings]).arm(arm)
    return scenario, *play_out(scenario)


def contacts_of(preset: str, arm: str, *settings: str) -> Contacts:
    """The contacts that came; averted cases did not."""
    contacts = played(preset, arm, *settings)[2].contacts
    return contacts.take(contacts.ending != Ending.AVERTED)


def plan_of(preset: str, arm: str) -> Plan:
    return played(preset, arm)[1]


def summary_of(preset: str, arm: str) -> Summary:
    scenario, plan, journal = played(preset, arm)
    return summarise([measure(journal, plan, scenario)], scenario.targets)


def kpi(preset: str, arm: str, key: str) -> float:
    return float(summary_of(preset, arm).kpis[key].mean)


def busy_hours(preset: str, arm: str) -> float:
    """Hours of the people's work."""
    return float(played(preset, arm)[2].integrals.busy.sum()) / 3600


def left_in_weeks(arm: str) -> int:
    """Customers of the retailer who lose patience, in four weeks of different luck."""
    weeks = [contacts_of("retailer", arm, f"run.seed={seed}") for seed in range(2, 6)]
    return sum(int(np.sum(week.ending == Ending.ABANDONED)) for week in weeks)


def took(contacts: Contacts) -> np.ndarray:
    """Whether the bot took each contact."""
    return ~np.isnan(contacts.bot_start)


def by_rule(preset: str, arm: str, rule: str) -> Contacts:
    contacts = contacts_of(preset, arm)
    return contacts.take(contacts.rule == plan_of(preset, arm).rules.index(rule))


def identities(contacts: Contacts) -> set[tuple[int, ...]]:
    first = contacts.take(contacts.attempt == 0)
    columns = (first.cell, first.layer, first.day, first.ordinal)
    return set(zip(*(column.tolist() for column in columns), strict=True))


# ---- All three -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", STORIES)
def test_the_arms_are_those_of_the_story(name: str) -> None:
    assert load(name).arm_names == STORIES[name]


@pytest.mark.parametrize("name", STORIES)
def test_people_can_do_the_work_in_every_hour_of_the_week(name: str) -> None:
    document = check_document(load(name))
    # Who calls the bank's bot at night waits for somebody to review: the story of one of its arms.
    at_night = [("reviewed", "desk")] if name == "bank" else []
    assert [each["place"] for each in document["advice"]] == [
        f"arm {arm}, team {team}" for arm, team in at_night
    ]
    for arm, its in document["arms"].items():
        for team, found in its["teams"].items():
            assert (found["unstable_hours"] == []) == ((arm, team) not in at_night), (arm, team)
            assert 0.05 < found["occupancy"] < 0.95, (arm, team)


@pytest.mark.parametrize("name", STORIES)
def test_it_is_small_enough_for_a_minute_or_two(name: str) -> None:
    scenario = load(name).scenario
    month = sum(cell.per_day for cell in read_cells(scenario)) * 365 / 12
    weeks = scenario.run.horizon().end / (7 * 86_400)
    assert 2000 < month < 8001
    assert (weeks, scenario.run.replications, scenario.run.outlook) == (7, 10, None)


@pytest.mark.parametrize("name", STORIES)
def test_the_bot_solves_some_and_takes_work_from_people(name: str) -> None:
    assert kpi(name, "baseline", "ai_resolution_rate") == 0
    assert 0.15 < kpi(name, "ai", "ai_resolution_rate") < 0.45
    assert kpi(name, "ai", "ai_resolution_rate") < kpi(name, "ai", "containment_rate") < 0.7
    response = "first_response_time_mean"
    assert kpi(name, "ai", response) < kpi(name, "baseline", response)
    assert busy_hours(name, "ai") < busy_hours(name, "baseline")


# ---- The bank ------------------------------------------------------------------------------


def test_everyday_calls_take_as_long_as_the_israeli_banks() -> None:
    kinds = load("bank").scenario.inquiry_types
    everyday = [kind for kind in kinds.values() if kind.queue == "service"]
    shares = np.array([kind.share for kind in everyday], dtype=float)
    times = [kind.handle_law("phone") for kind in everyday]
    assert len(everyday) == 4
    assert np.average([law.mean for law in times], weights=shares) == pytest.approx(180, abs=1)
    assert {law.cv for law in times} == {1.2}


def test_the_phone_is_answered_by_people_who_are_often_idle() -> None:
    desk = summary_of("bank", "baseline").by["team"]["desk"]
    assert 0.2 < float(desk["occupancy"].mean) < 0.5


def test_the_bot_replaces_one_of_those_who_answer_messages() -> None:
    before, after = (load("bank").arm(arm).people.teams for arm in ("baseline", "ai"))
    heads = {
        name: sum(one.agents for one in before[name].shifts)
        - sum(one.agents for one in after[name].shifts)
        for name in before
    }
    assert heads == {"desk": 0, "post": 1, "specialists": 0}


def test_on_good_friday_the_bank_is_closed_and_the_bot_is_not() -> None:
    contacts = contacts_of("bank", "ai")
    friday = contacts.take(contacts.day == date(2026, 4, 3).toordinal() - EPOCH)
    assert len(friday.case) > 50
    assert not friday.open.any()
    assert Ending.BOT_RESOLVED in friday.ending
    assert contacts_of("bank", "ai", "calendar.holidays=[]").open.sum() > contacts.open.sum()


@pytest.mark.parametrize("arm", ["ai", "vip", "opt_out"])
def test_the_bot_takes_no_fraud_that_is_known_as_one(arm: str) -> None:
    contacts, fraud = contacts_of("bank", arm), plan_of("bank", arm).types.index("fraud")
    seen = contacts.take(contacts.predicted_type == fraud)
    assert len(seen.case) > 20
    assert not took(seen).any()
    real = contacts.take((contacts.type == fraud) & (contacts.predicted_type != fraud))
    names = {plan_of("bank", arm).types[code] for code in real.predicted_type}
    assert {"card"} <= names <= {"card", "transfer"}


def test_nor_what_is_urgent() -> None:
    contacts = contacts_of("bank", "ai")
    assert not took(contacts)[contacts.predicted_urgency == 5].any()


def test_review_catches_false_closings_and_costs_customers_time() -> None:
    assert kpi("bank", "reviewed", "review_catch_rate") > 0.5
    assert kpi("bank", "reviewed", "false_resolution_rate") < kpi(
        "bank", "ai", "false_resolution_rate"
    )
    assert kpi("bank", "reviewed", "reviewer_hours_per_month") > 1
    assert kpi("bank", "reviewed", "review_customer_hours_per_month") > kpi(
        "bank", "reviewed", "reviewer_hours_per_month"
    )


def test_the_wealthy_meet_the_bot_but_for_the_arm_vip() -> None:
    for arm, some in (("ai", True), ("vip", False), ("opt_out", True)):
        contacts = contacts_of("bank", arm)
        wealthy = contacts.segment == plan_of("bank", arm).segments.index("wealth")
        assert abs(z_of_share(wealthy[contacts.attempt == 0], 0.08)) < 4
        assert took(contacts)[wealthy].any() == some
        assert took(contacts)[~wealthy].any()


def test_who_opts_out_at_the_door_is_not_counted_and_containment_looks_better() -> None:
    for arm, some in (("ai", True), ("opt_out", False)):
        contacts = contacts_of("bank", arm)
        assert (took(contacts) & contacts.asked & (contacts.turns == 0)).any() == some
    for key, least, most in (("containment_rate", 0.05, 0.2), ("ai_resolution_rate", -0.01, 0.01)):
        assert least < kpi("bank", "opt_out", key) - kpi("bank", "ai", key) < most


# ---- The retailer --------------------------------------------------------------------------


def test_more_write_before_christmas() -> None:
    scenario = load("retailer").scenario
    factors = month_factors(scenario.demand.months)
    assert 1.4 < factors[10] < factors[11] < 1.52
    assert scenario.demand.volume is not None
    per_day = scenario.demand.volume.per_day * factors[10]
    first = len(identities(contacts_of("retailer", "baseline")))
    assert first == pytest.approx(7 * per_day, rel=0.15)


@pytest.mark.parametrize(
    ("day", "surging"),
    [
        (date(2026, 11, 26), set()),
        (date(2026, 11, 27), {"product", "payment"}),
        (date(2026, 12, 1), {"order_status"}),
        (date(2026, 12, 8), set()),
    ],
)
def test_black_friday_brings_shoppers_and_then_those_who_wait(day: date, surging: set[str]) -> None:
    scenario = load("retailer").arm("baseline")
    names = cell_names(scenario)
    noon = ((day - scenario.run.start).days + 0.5) * 86_400.0
    v = volume_multiplier(scenario)(np.full(len(names), noon), np.arange(len(names)))
    assert {kind for (kind, _), factor in zip(names, v, strict=True) if factor > 1} == surging


def test_notices_avert_questions_about_parcels_and_nothing_else() -> None:
    _, plan, journal = played("retailer", "notices")
    first = journal.contacts.take(journal.contacts.attempt == 0)
    parcels, averted = first.type == 0, first.ending == Ending.AVERTED
    assert plan.types[0] == "order_status"
    assert abs(z_of_share(averted[parcels], 0.85 * 0.6 * 0.5)) < 4
    assert not averted[~parcels].any()


def test_a_few_ask_what_the_notice_means() -> None:
    plain, told = (played("retailer", arm)[2].contacts for arm in ("baseline", "notices"))
    more = identities(told) - identities(plain)
    kinds = [name for name, _ in cell_names(load("retailer").scenario)]
    assert identities(plain) < identities(told)
    assert {kinds[cell] for cell, *_ in more} == {"order_status"}
    assert len(more) < 0.05 * len(identities(plain))


def test_a_bot_that_is_easily_asked_is_asked_more_but_not_on_the_phone() -> None:
    plain, with_bot = (identities(contacts_of("retailer", arm)) for arm in ("baseline", "ai"))
    names = cell_names(load("retailer").scenario)
    more = [names[cell] for cell, *_ in with_bot - plain]
    assert plain < with_bot
    assert len(more) == pytest.approx(0.05 * 0.8 * 0.9 * len(plain), rel=0.4)
    assert {channel for _, channel in more} == {"chat", "email"}
    assert "complaint" not in {kind for kind, _ in more}


def test_the_bot_answers_at_night_and_leaves_complaints_and_calls_to_people() -> None:
    contacts, plan = contacts_of("retailer", "ai"), plan_of("retailer", "ai")
    complaints = contacts.predicted_type == plan.types.index("complaint")
    calls = contacts.channel == plan.channels.index("phone")
    assert not took(contacts)[complaints | calls].any()
    assert (contacts.ending[~contacts.open] == Ending.BOT_RESOLVED).any()


def test_an_email_may_take_several_answers() -> None:
    _, plan, journal = played("retailer", "baseline")
    further = journal.legs.channel[journal.legs.role == Role.TOUCH]
    assert {plan.channels[code] for code in further} == {"email"}


def test_with_bot_and_notices_two_students_are_enough() -> None:
    ai, both = (load("retailer").arm(arm).people.teams for arm in ("ai", "both"))
    assert [shift.agents for shift in ai["season"].shifts] == [2, 2]
    assert [shift.agents for shift in both["season"].shifts] == [2]
    assert kpi("retailer", "both", "averted_per_month") > 0
    assert kpi("retailer", "ai", "averted_per_month") == 0
    wait = "first_response_time_mean"
    assert kpi("retailer", "both", wait) < kpi("retailer", "notices", wait)
    assert left_in_weeks("both") < left_in_weeks("baseline")


# ---- The software firm ---------------------------------------------------------------------


def test_the_release_makes_the_bot_worse_and_none_the_wiser() -> None:
    drifting = contacts_of("saas", "ai")
    steady = contacts_of("saas", "ai", "bot.drift=[]")
    hard = [plan_of("saas", "ai").types.index(kind) for kind in ("how_to", "bug", "integration")]
    solved, sure = [], []
    for contacts in (drifting, steady):
        new = took(contacts) & (contacts.attempt == 0) & np.isin(contacts.type, hard)
        after = contacts.take(new & (contacts.day >= RELEASE))
        solved.append((after.ending == Ending.BOT_RESOLVED).mean())
        sure.append(expit(after.confidence).mean())
        before = contacts.take(contacts.day < RELEASE)
        solved_before = np.count_nonzero(before.ending == Ending.BOT_RESOLVED)
        assert solved_before == np.count_nonzero(
            drifting.ending[drifting.day < RELEASE] == Ending.BOT_RESOLVED
        )
    assert solved[0] < 0.8 * solved[1]
    assert sure[0] == pytest.approx(sure[1], abs=0.03)


def test_a_neglected_bot_resolves_less_and_hands_over_more() -> None:
    for key, sign in (("ai_resolution_rate", -1), ("escalation_rate", 1)):
        change = kpi("saas", "neglected", key) - kpi("saas", "ai", key)
        assert sign * change > 0.05
    kept = [load("saas").arm(arm).bot.knowledge.kept for arm in ("ai", "neglected")]
    assert kept == [1, pytest.approx(0.96)]


def test_the_free_plan_stays_with_the_bot_and_companies_get_a_person() -> None:
    plan, sent = plan_of("saas", "stakes"), by_rule("saas", "stakes", "much_at_stake")
    free, company = (sent.segment == plan.segments.index(name) for name in ("free", "enterprise"))
    assert not free.any()
    assert company.sum() > 20
    assert (sent.turns[company] == 1).mean() > 0.9
    rate = {
        arm: summary_of("saas", arm).by["segment"]["free"]["ai_resolution_rate"].mean
        for arm in ("ai", "stakes")
    }
    assert rate["stakes"] > rate["ai"]


def test_a_copilot_leaves_customers_to_people_who_are_faster_with_it() -> None:
    contacts, people = contacts_of("saas", "copilot"), load("saas").scenario.people
    assert not took(contacts).any()
    assert identities(contacts) == identities(contacts_of("saas", "baseline"))
    assert people.copilot.novice > people.copilot.middle > people.copilot.expert
    assert kpi("saas", "copilot", "occupancy") < kpi("saas", "baseline", "occupancy") - 0.05


def test_some_find_the_bot_full_and_one_in_ten_is_left_out_to_compare() -> None:
    full = by_rule("saas", "ai", "bot_full")
    assert len(full.case) > 0
    assert not took(full).any()
    contacts = contacts_of("saas", "ai")
    first = contacts.take(contacts.attempt == 0)
    rule = plan_of("saas", "ai").rules.index("bot_full")
    assert abs(z_of_share(took(first) | (first.rule == rule), 0.9)) < 4
