"""What a scenario file can say about a call centre without new code, each in a file of its own."""

from functools import cache

import numpy as np
import pytest
from support.places import BEHAVIOUR_SCENARIOS
from support.playing import play_out, z_of_share

from sim.engine import Journal, Plan
from sim.engine.journal import Ending, Role
from sim.measures.rows.rows import contact_of_legs
from sim.measures.rows.spans import seconds_by_bin
from sim.scenario.files.loading import load
from sim.scenario.root import Scenario

SCENARIOS = BEHAVIOUR_SCENARIOS
DAY, HALF_HOUR = 86_400.0, 1800.0


def desk(name: str) -> Scenario:
    return load(SCENARIOS / f"{name}.yaml").arm("baseline")


@cache
def played(name: str) -> tuple[Plan, Journal]:
    return play_out(desk(name))


def first_arrivals(journal: Journal) -> np.ndarray:
    return journal.contacts.arrival[journal.contacts.attempt == 0]


def test_fixed_daily_counts() -> None:
    _, journal = played("fixed_counts")
    days = (first_arrivals(journal) // DAY).astype(int)
    assert np.bincount(days, minlength=28).tolist() == [70, 70, 70, 70, 70, 0, 0] * 4


def test_half_hour_weights() -> None:
    _, journal = played("fixed_counts")
    weights = np.array(desk("fixed_counts").demand.profile[:48])
    slots = (first_arrivals(journal) % DAY // HALF_HOUR).astype(int)
    assert (weights[slots] > 0).all()
    shares = weights / weights.sum()
    assert max(abs(z_of_share(slots == slot, shares[slot])) for slot in set(slots)) < 4


def test_headcount_per_half_hour() -> None:
    _, journal = played("headcount_by_half_hour")
    roster = journal.roster
    seconds = seconds_by_bin(roster.start, roster.end, np.arange(0, 3 * DAY + 1, HALF_HOUR))[0]
    heads = desk("headcount_by_half_hour").people.teams["desk"].headcount
    assert (seconds / HALF_HOUR).tolist() == list(heads) * 3


def test_ageing_by_type_and_a_bonus_for_who_was_passed_on() -> None:
    plan, journal = played("ageing_and_bonuses")
    legs, row = journal.legs, contact_of_legs(journal)
    contacts = journal.contacts.take(row)
    answer = legs.role == Role.ANSWER
    passed_on = answer & (contacts.type != contacts.predicted_type)
    ageing = np.array([kind.ageing for kind in plan.type_plans])[
        np.where(answer, contacts.type, contacts.predicted_type)
    ]
    base = contacts.predicted_urgency + 1.5 * passed_on
    overtaking = 0
    for taken in np.flatnonzero(legs.started > legs.joined):
        now = legs.started[taken]
        waiting = (legs.joined < now) & ~(legs.started <= now)
        scores = base + ageing * (now - legs.since)
        assert scores[taken] >= scores[waiting].max(initial=-np.inf)
        overtaking += legs.joined[waiting].min(initial=now) < legs.joined[taken]
    assert overtaking > 50
    assert np.count_nonzero(passed_on) > 50


def test_forwards_to_other_types_with_new_patience() -> None:
    plan, journal = played("forwards")
    legs = journal.legs
    patience = {
        name: set(legs.patience[legs.queue == queue]) for queue, name in enumerate(plan.queues)
    }
    assert patience == {"general/phone": {60}, "sales/phone": {300}, "billing/phone": {np.inf}}
    forwarded = legs.take(legs.role == Role.FORWARD1)
    gave_up = forwarded.left - forwarded.joined
    assert set(gave_up[~np.isnan(gave_up)]) == {300}
    answers = legs.take((legs.role == Role.ANSWER) & (legs.queue == 0) & (legs.team >= 0))
    for queue, share in ((1, 0.5), (2, 0.2)):
        sent = np.count_nonzero(forwarded.queue == queue)
        hits = np.arange(len(answers.case)) < sent
        assert abs(z_of_share(hits, share)) < 4


def test_redials_differ_after_the_first_attempt() -> None:
    _, journal = played("redial_first_and_further")
    contacts = journal.contacts
    assert (contacts.ending == Ending.ABANDONED).all()
    tries = ~np.isnan(contacts.returned) | contacts.gave_up
    assert abs(z_of_share(tries[contacts.attempt == 0], 0.80)) < 4
    assert abs(z_of_share(tries[contacts.attempt > 0], 0.25)) < 4


def test_generalists_are_slower_than_specialists() -> None:
    plan, journal = played("generalists")
    legs = journal.legs.take(~np.isnan(journal.legs.talk_end))
    found = set(zip(legs.team, legs.queue, legs.talk_end - legs.started, strict=True))
    named = {(plan.teams[team], plan.queues[queue], talk) for team, queue, talk in found}
    assert named == {
        ("returns", "returns/phone", 240),
        ("repairs", "repairs/phone", 240),
        ("general", "returns/phone", 300),
        ("general", "repairs/phone", 360),
    }


def test_trunks_are_a_limit_on_calls_in_the_house() -> None:
    _, journal = played("trunks")
    contacts = journal.contacts
    inside = contacts.ending != Ending.BLOCKED
    ended = np.where(np.isnan(contacts.ended), np.inf, contacts.ended)
    arrival = contacts.arrival[:, None]
    before = inside & (contacts.arrival < arrival) & (ended > arrival)
    calls = before.sum(axis=1)
    assert set(calls[~inside]) == {10}
    assert set(calls[inside]) == set(range(10))


@pytest.mark.parametrize("part", [slice(0, 2), slice(0, 1), slice(1, 2)])
def test_busyness_is_of_the_whole_day(part: slice) -> None:
    """Mornings, afternoons and days have the variance m + (.3 m)^2; halves move together."""
    _, journal = played("busy_days")
    halves = (first_arrivals(journal) // (DAY / 2)).astype(int)
    counts = np.bincount(halves, minlength=728).reshape(364, 2)
    of_part = counts[:, part].sum(axis=1)
    mean = 25 * (part.stop - part.start)
    assert of_part.var() == pytest.approx(mean + (0.3 * mean) ** 2, rel=0.25)
    both = (0.3 * 25) ** 2 / (25 + (0.3 * 25) ** 2)
    assert np.corrcoef(counts.T)[0, 1] == pytest.approx(both, abs=0.08)
