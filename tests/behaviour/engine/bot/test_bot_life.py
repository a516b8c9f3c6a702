"""The bot's life: decay against upkeep, dated drifts, adoption, and what fits together."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from scipy.special import expit
from support.handmade import scenario
from support.playing import bound_again, bound_of, play_out, values_of, z_of_share
from support.validation import validate

from sim.engine.bind.bot_values import false_claim_rates
from sim.engine.bind.maturity import RateTable, rate_table
from sim.measures.rows.upkeep import monthly_upkeep

EPOCH = date(1970, 1, 1).toordinal()
PROJECT = {"kind": "project", "start": date(2026, 1, 5), "months": 12}
DECAY = {"decay": 0.05, "hours_needed": 20}
DRIFT = {"start": "2026-02-10", "duration": "3 weeks", "points": "10 %"}


def desk(run: dict[str, Any] | None = None, kinds: tuple[str, ...] = ("how",), **bot: Any):
    share = 1 / len(kinds)
    types = {name: {"share": share, "handle_time": "1 min"} for name in kinds}
    return scenario(run=run or {"kind": "typical"}, bot=bot, inquiry_types=types)


def table(run: dict[str, Any] | None = None, **bot: Any) -> RateTable:
    arm = desk(run, **bot)
    return rate_table(arm, arm.bot)


def on(rates: RateTable, *days: date) -> list[int]:
    return rates.columns(np.array([day.toordinal() - EPOCH for day in days])).tolist()


# Decay


@pytest.mark.parametrize(
    ("upkeep", "qa", "kept"),
    [(0, 0, 0.95), (10, 0, 0.975), (5, 5, 0.975), (20, 0, 1.0), (0, 30, 1.0), (None, 0, 1.0)],
)
def test_the_loss_is_in_proportion_to_the_hours_that_are_missing(
    upkeep: float | None, qa: float, kept: float
):
    knowledge = DECAY | {"upkeep_hours": upkeep, "qa_hours": qa}
    rates = table(PROJECT, resolution_rate=0.6, knowledge=knowledge).rates[0]
    assert rates == pytest.approx(0.6 * kept ** np.arange(14))


def test_decay_and_ramp_multiply():
    ramp = {"resolution_rate": 0.6, "launch_rate": 0.3}
    alone = table(PROJECT, **ramp).rates[0]
    both = table(PROJECT, **ramp, knowledge=DECAY | {"upkeep_hours": 0}).rates[0]
    assert both == pytest.approx(alone * 0.95 ** np.arange(14))


@pytest.mark.parametrize(
    ("as_of", "months"), [(None, 0), (date(2026, 4, 5), 3), (date(2025, 1, 1), 0)]
)
def test_a_typical_run_stands_still_at_its_date(as_of: date | None, months: int):
    run = {"kind": "typical", "start": date(2026, 1, 5), "as_of": as_of}
    rates = table(run, resolution_rate=0.6, knowledge=DECAY | {"upkeep_hours": 0}).rates
    assert rates == pytest.approx(np.array([[0.6 * 0.95**months]]))


@pytest.mark.parametrize(
    ("knowledge", "hours"),
    [({}, 0), (DECAY, 20), (DECAY | {"qa_hours": 5}, 20), (DECAY | {"upkeep_hours": 8}, 8)],
)
def test_hours_of_upkeep_cost_what_people_cost(knowledge: dict[str, Any], hours: float):
    money = {"wage": "20/h", "on_cost": 1.5, "upkeep": "100/month"}
    arm = scenario(bot={"knowledge": knowledge}, money=money)
    assert monthly_upkeep(arm) == 100 + 30 * hours
    assert monthly_upkeep(scenario(money=money)) == 0


def test_decay_without_hours_is_refused():
    with pytest.raises(ValueError, match="acts only where hours are missing; add `hours_needed`"):
        desk(knowledge={"decay": 0.05})


# Drift


def test_a_drift_takes_points_from_its_first_day_to_its_last():
    rates = table(PROJECT, resolution_rate=0.6, drift=[DRIFT])
    days = [date(2026, 2, 9), date(2026, 2, 10), date(2026, 3, 2), date(2026, 3, 3)]
    assert rates.rates[0][on(rates, *days)] == pytest.approx([0.6, 0.5, 0.5, 0.6])
    assert set(rates.believed[0]) == {0.6}


@pytest.mark.parametrize("as_of", [None, date(2026, 7, 1)])
def test_it_acts_on_its_dates_in_a_typical_run(as_of: date | None):
    rates = table({"kind": "typical", "as_of": as_of}, resolution_rate=0.6, drift=[DRIFT])
    days = [date(2026, 1, 5), date(2026, 2, 10), date(2026, 3, 3)]
    assert rates.rates[0][on(rates, *days)] == pytest.approx([0.6, 0.5, 0.6])


def test_drifts_add_up_and_stop_at_0():
    drifts = [DRIFT | {"points": 0.4}, DRIFT | {"points": 0.3, "duration": "1 day"}]
    rates = table(PROJECT, resolution_rate=0.6, drift=drifts)
    first, second = on(rates, date(2026, 2, 10), date(2026, 2, 11))
    assert rates.rates[0, [first, second]] == pytest.approx([0.0, 0.2])


def test_a_drift_concerns_its_types():
    arm = desk(PROJECT, ("how", "bill"), resolution_rate=0.6, drift=[DRIFT | {"types": "bill"}])
    rates = rate_table(arm, arm.bot)
    (column,) = on(rates, date(2026, 2, 10))
    assert rates.rates[:, column] == pytest.approx([0.6, 0.5])


def test_a_drift_before_the_launch_leaves_the_days_before_it_alone():
    early = DRIFT | {"start": "2025-12-20", "duration": "1 week"}
    rates = table(PROJECT, resolution_rate=0.6, drift=[early])
    days = [date(2025, 12, 1), date(2025, 12, 20), date(2025, 12, 27), date(2026, 1, 5)]
    assert rates.rates[0][on(rates, *days)] == pytest.approx([0.6, 0.5, 0.6, 0.6])


def test_false_claims_keep_to_the_share_by_the_drifted_rate():
    arm = desk(PROJECT, resolution_rate=0.6, false_resolution=0.2, drift=[DRIFT])
    rates = rate_table(arm, arm.bot)
    m = rates.rates[0]
    phi = false_claim_rates(arm, arm.bot, np.zeros(len(m), dtype=np.int64), m)
    claims = phi * (1 - m)
    assert claims / (m + claims) == pytest.approx(np.full(len(m), 0.2))
    assert len(set(phi.tolist())) == 2


def test_the_bot_does_not_know_of_a_drift():
    """Whatever it can solve, it reports with a drift what it would have reported without."""
    day = {"start": "2026-01-05", "duration": "1 day", "points": "30 %"}
    plain, drifted = (
        scenario(
            demand={"volume": "20000/day"},
            run={"kind": "day", "start": date(2026, 1, 5)},
            bot={"resolution_rate": 0.6, "drift": drift},
        )
        for drift in ([], [day])
    )
    before, after = (values_of(bound_of(arm)) for arm in (plain, drifted))
    solvable = [np.isfinite(values["solve_turn"]) for values in (before, after)]
    assert abs(z_of_share(solvable[1], 0.3)) < 4
    kept = solvable[0] == solvable[1]
    assert np.array_equal(before["confidence"][kept], after["confidence"][kept])
    lost = ~kept
    assert (after["confidence"][lost] < before["confidence"][lost]).all()
    assert expit(after["confidence"]).mean() > 0.3 + 0.15 + 0.1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"duration": "12 h"}, "0.5 days is not a whole number of days; write `3 weeks`"),
        ({"duration": 0}, "greater than 0"),
        ({"types": "who"}, "no type is called 'who'; did you mean `how`"),
    ],
)
def test_what_a_drift_cannot_be(change: dict[str, Any], message: str):
    with pytest.raises(ValueError, match=message):
        desk(drift=[DRIFT | change])


# Adoption


def test_adoption_is_linear_between_its_months():
    shares = table(PROJECT, adoption={0: 0.1, 2: 0.5, 4: 0.9}).adoption
    assert shares[:7] == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9, 0.9, 0.9])


def test_adoption_begins_at_0_like_the_ramp():
    assert table(PROJECT, adoption={4: 0.8}).adoption[:6] == pytest.approx(
        [0, 0.2, 0.4, 0.6, 0.8, 0.8]
    )


@pytest.mark.parametrize(("as_of", "share"), [(None, 0.8), (date(2026, 3, 5), 0.4)])
def test_adoption_of_a_typical_run_stands_still(as_of: date | None, share: float):
    run = {"kind": "typical", "start": date(2026, 1, 5), "as_of": as_of}
    assert table(run, adoption={4: "80 %"}).adoption == pytest.approx([share])


@pytest.mark.parametrize("share", [0.25, 0.7])
def test_so_many_contacts_are_offered_the_bot(share: float):
    arm = scenario(
        demand={"volume": "5000/day"},
        run={"kind": "day"},
        bot={"adoption": share, "turn_time": "1 s"},
        returns={"max_attempts": 1},
    )
    _, journal = play_out(arm)
    assert abs(z_of_share(~np.isnan(journal.contacts.bot_start), share)) < 4


def test_each_contact_of_a_case_is_drawn_anew():
    arm = scenario(demand={"volume": "20000/day"}, run={"kind": "day"}, bot={"adoption": 0.5})
    first, second = (values_of(bound_again(arm), attempt)["offered"] for attempt in (0, 1))
    assert abs(z_of_share(second[first == 1], 0.5)) < 4


def test_more_adoption_takes_no_contact_away():
    few, many = (
        values_of(
            bound_of(
                scenario(
                    demand={"volume": "2000/day"}, run={"kind": "day"}, bot={"adoption": share}
                )
            )
        )["offered"]
        for share in (0.3, 0.6)
    )
    assert (many >= few).all()
    assert many.sum() > few.sum()


def test_full_adoption_draws_nothing_and_changes_nothing():
    arms = (scenario(demand={"volume": "500/day"}, bot=bot) for bot in ({}, {"adoption": 1}))
    plain, full = (bound_of(arm).contacts.of(0).tobytes() for arm in arms)
    assert plain == full


# What fits together


def refusal(**bot: Any) -> str:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is asserted below
        desk(**bot)
    return str(caught.value)


@pytest.mark.parametrize(
    ("bot", "message"),
    [
        (
            {"resolution_rate": 0.9, "false_resolution": 0.2},
            "`resolution_rate` 0.9 and `false_resolution` 0.2 add up to more than 1",
        ),
        (
            {"resolution_rate": 0.5, "launch_rate": 0.8, "false_resolution": 0.3},
            "`resolution_rate` 0.5, which comes to 0.8, and `false_resolution` 0.3 add",
        ),
        (
            {"resolution_rate": 1, "launch_rate": 0.5, "ramp": {2: 1}, "false_resolution": 0.3},
            "`resolution_rate` 1, which comes to 0.75, and `false_resolution` 0.3 add",
        ),
        (
            {"resolution_rate": 1, "drift": [DRIFT], "false_resolution": 0.2},
            "`resolution_rate` 1, which comes to 0.9, and `false_resolution` 0.2 add",
        ),
        (
            {"resolution_rate": 1, "knowledge": DECAY | {"upkeep_hours": 0}},
            "`resolution_rate` 1, which comes to 0.95, and `false_resolution` 0.15 add",
        ),
    ],
)
def test_more_claims_than_sessions_are_refused_with_both_fields(bot: dict[str, Any], message: str):
    assert message in refusal(**bot)


@pytest.mark.parametrize(
    "bot",
    [
        {"resolution_rate": 1, "false_resolution": 0.3},
        {"resolution_rate": 0.7, "launch_rate": 0.3, "false_resolution": 0.3, "drift": [DRIFT]},
        {"resolution_rate": 1, "drift": [DRIFT | {"points": 0.3}], "false_resolution": 0.3},
    ],
)
def test_up_to_1_is_allowed(bot: dict[str, Any]):
    arm = desk(**bot)
    (m,) = rate_table(arm, arm.bot).rates
    phi = false_claim_rates(arm, arm.bot, np.zeros(len(m), dtype=np.int64), m)
    assert phi.max() <= 1 + 1e-9


def test_a_launch_rate_that_brings_a_type_above_1_is_refused():
    types = {"how": {"handle_time": "1 min", "bot": {"resolution_rate": 0.8}}}
    bot = {"resolution_rate": 0.4, "launch_rate": 0.6, "false_resolution": 0.1}
    with pytest.raises(ValueError, match=r"`how`, which has 0\.8, would start above 1"):
        scenario(bot=bot, inquiry_types=types)


def test_a_scenario_with_a_life_survives_its_own_dump():
    arm = desk(knowledge=DECAY, drift=[DRIFT], adoption={0: 0.1, 6: "50 %"}, session_limit=5)
    assert validate(arm.model_dump(mode="json")) == arm
