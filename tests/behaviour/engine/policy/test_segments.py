"""Segments and their customers: shares, and what they see of the bot."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.special import expit
from support.audits import check_by_both
from support.handmade import scenario
from support.playing import estimate, play_out, z_of_share

from sim.engine.journal import Contacts, Ending
from sim.measures.checks.conservation import ConservationError
from sim.scenario.root import Scenario

SEGMENTS = {"home": {"customers": 300}, "trade": {"customers": 100}}


def desk(segments: dict[str, Any], **sections: Any) -> Scenario:
    document: dict[str, Any] = {
        "run": {"kind": "day", "replications": 1},
        "demand": {"volume": "4000/day", "profile": "flat"},
        "people": {"teams": {"desk": {"headcount": 300}}},
        "segments": segments,
    }
    return scenario(**document | sections)


def contacts_of(segments: dict[str, Any], **sections: Any) -> Contacts:
    return play_out(desk(segments, **sections))[1].contacts


def test_without_segments_customers_are_not_told_apart() -> None:
    contacts = contacts_of({})
    assert set(contacts.segment.tolist()) == set(contacts.customer.tolist()) == {-1}


def test_a_segment_brings_the_share_of_its_customers() -> None:
    first = contacts_of(SEGMENTS)
    assert abs(z_of_share(first.segment[first.attempt == 0] == 0, 0.75)) < 4


def test_or_the_share_that_it_says() -> None:
    shares = {"home": {"customers": 300, "share": 0.4}, "trade": {"customers": 1, "share": "60 %"}}
    contacts = contacts_of(shares)
    first = contacts.take(contacts.attempt == 0)
    assert abs(z_of_share(first.segment == 0, 0.4)) < 4
    assert set(first.customer[first.segment == 1].tolist()) == {0}


def test_customers_of_a_segment_bring_alike_many_cases() -> None:
    contacts = contacts_of({"home": {"customers": 10}, "trade": {"customers": 20}})
    for code, count in enumerate((10, 20)):
        own = contacts.customer[(contacts.segment == code) & (contacts.attempt == 0)]
        cases = np.bincount(own, minlength=count)
        assert len(cases) == count
        chi_square = ((cases - cases.mean()) ** 2 / cases.mean()).sum()
        assert abs(chi_square - (count - 1)) < 4 * np.sqrt(2 * (count - 1))


def test_all_contacts_of_a_case_are_the_same_customers() -> None:
    contacts = contacts_of(SEGMENTS, bot={}, returns={"delay": "1 h"})
    again = np.flatnonzero(contacts.attempt > 0)
    assert len(again) > 100
    assert np.array_equal(contacts.segment[again], contacts.segment[again - 1])
    assert np.array_equal(contacts.customer[again], contacts.customer[again - 1])


def test_segments_move_no_other_draw() -> None:
    told, untold = contacts_of(SEGMENTS, bot={}), contacts_of({}, bot={})
    for name, column in vars(untold).items():
        if name not in ("segment", "customer"):
            assert column.tobytes() == getattr(told, name).tobytes(), name


FAIR = {"liked": {"customers": 1}, "other": {"customers": 1}}


def unlike(**differs: float) -> Contacts:
    segments = {"liked": {"customers": 1} | differs, "other": {"customers": 1}}
    bot = {"resolution_rate": 0.4, "asks_at_once": 0.3, "asks_per_turn": 0, "leaves_per_turn": 0}
    return contacts_of(segments, bot=bot, demand={"volume": "8000/day", "profile": "flat"})


def test_affinity_makes_asking_for_a_person_rarer() -> None:
    contacts = unlike(bot_affinity=2)
    at_once = (contacts.turns == 0) & contacts.asked
    for code, share in enumerate((0.15, 0.3)):
        assert abs(z_of_share(at_once[contacts.segment == code], share)) < 4


def test_quality_is_a_factor_on_the_rate_of_which_the_bot_does_not_know() -> None:
    contacts = unlike(bot_quality=1.5)
    first = contacts.take(contacts.attempt == 0)
    confidence = []
    for code, rate in enumerate((0.6, 0.4)):
        own = first.take((first.segment == code) & ~first.asked)
        assert abs(z_of_share(own.ending == Ending.BOT_RESOLVED, rate)) < 4
        closed = np.isin(own.ending, (Ending.BOT_RESOLVED, Ending.BOT_FALSELY_CLOSED))
        assert abs(z_of_share(own.ending[closed] == Ending.BOT_FALSELY_CLOSED, 0.15)) < 4
        confidence.append(expit(first.confidence[first.segment == code]).mean())
    # Its level is the same for both; only its signal tells the better from the worse.
    assert 0 < confidence[0] - confidence[1] < 0.05


def test_quality_that_would_claim_more_than_all_is_refused() -> None:
    bot = {"resolution_rate": 0.5, "false_resolution": 0.3}
    message = "`resolution_rate` 0.5, which comes to 0.8, and `false_resolution` 0.3 add up to more"
    with pytest.raises(ValueError, match=message):
        desk({"a": {"customers": 1, "bot_quality": 1.6}}, bot=bot)


def test_segments_that_are_alike_play_as_none() -> None:
    alike, none = (contacts_of(segments, bot={}) for segments in (FAIR, {}))
    assert alike.ended.tobytes() == none.ended.tobytes()


def test_every_rate_is_told_apart_by_segment() -> None:
    summary = estimate(desk(SEGMENTS, bot={}, run={"kind": "day", "replications": 2}))
    by = summary.by["segment"]
    assert list(by) == ["home", "trade"]
    both = [by[name]["ai_resolution_rate"] for name in by]
    whole = summary.kpis["ai_resolution_rate"]
    assert sum(each.n for each in both) == whole.n
    assert sum(each.mean * each.n for each in both) == pytest.approx(whole.mean * whole.n)


@pytest.mark.parametrize(
    ("column", "value"), [("segment", 2), ("segment", -1), ("customer", 300), ("customer", -1)]
)
def test_a_customer_whom_nobody_has_is_found_out(column: str, value: int) -> None:
    plan, journal = play_out(desk(SEGMENTS))
    first = int(
        np.flatnonzero((journal.contacts.segment == 0) & (journal.contacts.attempt == 0))[0]
    )
    codes = getattr(journal.contacts, column).copy()
    codes[first] = value
    wrong = replace(journal, contacts=replace(journal.contacts, **{column: codes}))
    with pytest.raises(ConservationError, match=r"codes are in range|one of the segment"):
        check_by_both(wrong, plan)


def test_a_customer_who_changes_between_contacts_is_found_out() -> None:
    plan, journal = play_out(desk(SEGMENTS, returns={"delay": "1 h"}))
    codes = journal.contacts.customer.copy()
    again = int(np.flatnonzero(journal.contacts.attempt == 1)[0])
    codes[again] = (codes[again] + 1) % 100
    wrong = replace(journal, contacts=replace(journal.contacts, customer=codes))
    with pytest.raises(ConservationError, match="a case stays what it is"):
        check_by_both(wrong, plan)


@pytest.mark.parametrize(
    ("segments", "message"),
    [
        ({"home": {}}, "customers"),
        ({"a": {"customers": 1, "share": 0.5}}, "the shares add up to 0.5, not to 1"),
        (
            {"a": {"customers": 1, "share": 1}, "b": {"customers": 1}},
            "segments.b: `share` is missing; others have one",
        ),
    ],
)
def test_segments_that_do_not_fit(segments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        desk(segments)


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ({"segment": "hoem"}, "no segment is called 'hoem'; did you mean `home`?"),
        ({"vip": True}, "no segment is for VIPs; write `vip: true` under one of `segments`"),
        ({"value_at_risk": "> 5"}, "no customer has a value; write `value: 30/month`"),
    ],
)
def test_rules_that_find_nobody(when: dict[str, Any], message: str) -> None:
    policy = {"rules": [{"name": "rule", "when": when, "then": "person"}]}
    with pytest.raises(ValueError) as found:  # noqa: PT011 - the text is asserted below
        desk(SEGMENTS, policy=policy)
    assert message in str(found.value)
