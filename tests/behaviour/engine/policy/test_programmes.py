"""Programmes: which cases they avert, move and induce, and what they cost."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.handmade import scenario
from support.playing import bound_of, estimate, legs_of, play_out, z_of_share
from support.validation import validate

from sim.api.keep.journal_files import named
from sim.engine import make_plan
from sim.engine.journal import Contacts, Ending, Outreach
from sim.report.trace.journey import journey
from sim.scenario.files.loading import load
from sim.scenario.root import Scenario
from sim.studies.load.load import team_loads
from sim.workload.candidates.multiplier import planned_factors

AVERT = {"types": "parcel", "reach": 0.8, "recall": 0.5, "success": 0.75}
MOVE = AVERT | {"effect": "move", "earlier": "2 h", "handle_factor": 0.5}
DAY = 86_400.0


def desk(programmes: dict[str, Any], **sections: Any) -> Scenario:
    document: dict[str, Any] = {
        "run": {"kind": "day", "replications": 1},
        "demand": {"volume": "4000/day", "profile": "flat"},
        "channels": {"chat": {"kind": "live", "patience": "never"}},
        "inquiry_types": {
            "parcel": {"share": 0.5, "handle_time": "5 min"},
            "bill": {"share": 0.5, "handle_time": "5 min"},
        },
        "people": {"teams": {"desk": {"headcount": 400}}},
        "programmes": programmes,
    }
    return scenario(**document | sections)


def contacts_of(programmes: dict[str, Any], **sections: Any) -> Contacts:
    return play_out(desk(programmes, **sections))[1].contacts


def averted(contacts: Contacts) -> np.ndarray:
    return contacts.ending == Ending.AVERTED


def test_it_averts_its_share_of_its_types() -> None:
    contacts = contacts_of({"notice": AVERT})
    first = contacts.take(contacts.attempt == 0)
    assert abs(z_of_share(averted(first)[first.type == 0], 0.8 * 0.5 * 0.75)) < 4
    assert abs(z_of_share(first.programme[first.type == 0] == 0, 0.8 * 0.5)) < 4
    assert not averted(first)[first.type == 1].any()
    in_vain = (first.programme == 0) & ~averted(first)
    assert set(first.outreach[in_vain].tolist()) == {Outreach.IN_VAIN}


def test_it_removes_exactly_its_marks_and_nothing_else() -> None:
    """With ample staff nothing but the averted cases changes, to the last bit."""
    plain, with_it = contacts_of({}), contacts_of({"notice": AVERT})
    gone = with_it.case[averted(with_it)]
    kept = ~np.isin(plain.case, gone)
    assert 500 < len(gone) < 700
    rest = with_it.take(~averted(with_it))
    for name, column in vars(plain).items():
        if name not in ("programme", "outreach"):
            assert column[kept].tobytes() == getattr(rest, name).tobytes(), name


def test_an_averted_case_is_no_contact_and_leaves_no_trace_but_its_row() -> None:
    contacts = contacts_of({"notice": AVERT})
    gone = contacts.take(averted(contacts))
    assert np.array_equal(gone.arrival, gone.ended)
    for name in ("triaged", "bot_start", "joined", "answered", "returned"):
        assert np.isnan(getattr(gone, name)).all()
    summary = estimate(desk({"notice": AVERT}))
    came = np.count_nonzero(~averted(contacts) & (contacts.arrival < DAY))
    assert summary.kpis["response_share"].n == came


def test_a_stronger_programme_averts_the_same_cases_and_more() -> None:
    weak, strong = (contacts_of({"notice": AVERT | {"success": s}}) for s in (0.3, 0.9))
    assert set(weak.case[averted(weak)].tolist()) < set(strong.case[averted(strong)].tolist())


def test_it_may_be_for_some_segments_only() -> None:
    segments = {"home": {"customers": 10}, "trade": {"customers": 10}}
    contacts = contacts_of({"notice": AVERT | {"segments": "trade"}}, segments=segments)
    assert set(contacts.segment[averted(contacts)].tolist()) == {1}
    first = contacts.take((contacts.attempt == 0) & (contacts.type == 0))
    assert abs(z_of_share(averted(first)[first.segment == 1], 0.3)) < 4


def test_the_first_that_reaches_a_case_acts() -> None:
    both = contacts_of({"first": AVERT, "second": AVERT | {"reach": 1, "recall": 1}})
    alone = contacts_of({"first": AVERT})
    assert np.array_equal(both.case[both.programme == 0], alone.case[alone.programme == 0])
    rest = both.take((both.type == 0) & (both.attempt == 0) & (both.programme != 0))
    assert set(rest.programme.tolist()) == {1}
    assert abs(z_of_share(averted(rest), 0.75)) < 4


def test_a_moved_case_comes_earlier_with_less_work() -> None:
    plain, moved = bound_of(desk({})), bound_of(desk({"notice": MOVE}))
    identity = {key: row for row, key in enumerate(_identities(plain))}
    rows = np.array([identity[key] for key in _identities(moved)])
    earlier = moved.cases.outreach == Outreach.MOVED
    before = plain.cases.arrival[rows]
    assert np.array_equal(moved.cases.arrival, before - 7200 * earlier)
    # What would come before the run comes as ever.
    assert before[earlier].min() >= 7200
    assert (moved.cases.programme[before < 7200] == 0).any()
    assert np.all(np.diff(moved.cases.arrival) >= 0)
    handle, shorter = legs_of(plain)["handle"][rows], legs_of(moved)["handle"]
    assert np.array_equal(shorter[~earlier], handle[~earlier])
    assert shorter[earlier] == pytest.approx(handle[earlier] / 2, abs=1e-6)


def _identities(bound: Any) -> list[tuple[int, ...]]:
    cases = bound.cases
    return list(zip(cases.cell, cases.layer, cases.day, cases.ordinal, strict=True))


def test_the_moved_are_played() -> None:
    contacts = contacts_of(
        {"notice": MOVE}, run={"kind": "day", "until": "12 h", "replications": 1}
    )
    moved = contacts.take((contacts.outreach == Outreach.MOVED) & (contacts.attempt == 0))
    assert len(moved) > 200
    assert not np.isnan(moved.answered).any()


def test_outreach_causes_cases() -> None:
    induced = AVERT | {"success": 0, "induced": 0.5, "false_positives": 0.2}
    plain, more = contacts_of({}), contacts_of({"notice": induced})
    count = [np.count_nonzero((each.attempt == 0) & (each.type == 0)) for each in (plain, more)]
    # Each case is worth .8 x .5 / (1 - .2) outreach, each of which causes half a case.
    assert (count[1] - count[0]) / count[0] == pytest.approx(0.25, abs=0.05)
    bills = [each.arrival[(each.type == 1) & (each.attempt == 0)] for each in (plain, more)]
    assert np.array_equal(*bills)


def test_what_outreach_causes_no_programme_reaches() -> None:
    ask = {"types": "parcel", "success": 0, "reach": 0.8, "induced": 0.5, "cost": 1}
    summary = estimate(desk({"ask": ask}))
    contacts = contacts_of({"ask": ask})
    parcels = contacts.take((contacts.type == 0) & (contacts.attempt == 0))
    reached = np.count_nonzero(parcels.programme == 0)
    # Of 1.4 cases for each that would come anyway, .8 are reached: each outreach causes .5.
    assert abs(z_of_share(parcels.programme == 0, 0.8 / 1.4)) < 4
    assert summary.kpis["outreach_per_month"].mean * 12 / 365 == pytest.approx(reached)


def test_a_second_programme_causes_nothing_for_the_cases_of_the_first() -> None:
    ask = {"types": "parcel", "success": 0, "reach": 0.8, "induced": 0.5}
    factors = planned_factors(desk({"one": ask, "two": ask}))
    assert factors == pytest.approx([1 + 0.5 * (0.8 + 0.16), 1])


def test_an_arm_drops_a_programme_by_null(tmp_path: Path) -> None:
    file = tmp_path / "desk.yaml"
    file.write_text(
        "extends: sme\n"
        "programmes: {one: {types: question}, two: {types: question}}\n"
        "arms: {baseline: {programmes: null}, ai: {programmes: {one: null}}}\n"
    )
    loaded = load(file)
    assert list(loaded.arm("baseline").programmes) == []
    assert list(loaded.arm("ai").programmes) == ["two"]


@pytest.mark.parametrize("programme", [AVERT, MOVE | {"earlier": "1 h"}])
def test_what_is_written_out_in_full_reads_as_before(programme: dict[str, Any]) -> None:
    written = desk({"notice": programme})
    assert validate(written.model_dump(mode="json")) == written


def test_cases_are_not_brought_from_beyond_the_runs_ends() -> None:
    run = {"warm_up": "1 week", "window": "1 week", "run_out": "2 weeks"}
    with pytest.raises(ValueError, match="it would bring cases from beyond the run's ends"):
        desk({"notice": MOVE | {"earlier": "8 days"}}, run=run)
    assert desk({"notice": MOVE | {"earlier": "7 days"}}, run=run)


def test_an_averted_case_has_a_journey_of_one_step() -> None:
    plan, journal = play_out(desk({"notice": AVERT}))
    case = int(journal.contacts.case[averted(journal.contacts)][0])
    found = journey(journal, plan, case)
    assert "reached by notice" in found.title
    (steps,) = found.contacts
    assert [step.text for step in steps] == ["would have come now: a programme averted the case"]


def test_people_are_planned_for_what_is_left_of_the_volume() -> None:
    segments = {"home": {"customers": 1, "share": 0.4}, "trade": {"customers": 1, "share": 0.6}}
    loads = [
        team_loads(arm, make_plan(arm))[0].mean
        for arm in (
            desk({}, segments=segments),
            desk({"notice": AVERT}, segments=segments),
            desk({"notice": AVERT | {"segments": "home", "induced": 0.5}}, segments=segments),
        )
    ]
    assert loads[1] / loads[0] == pytest.approx(1 - 0.5 * 0.3)
    assert loads[2] / loads[0] == pytest.approx(1 - 0.5 * (0.4 * 0.3 - 0.4 * 0.4 * 0.5))


def test_what_it_costs_and_sells() -> None:
    priced = AVERT | {"false_positives": 0.5, "cost": 0.2, "upsell": 0.3}
    summary = estimate(desk({"notice": priced}))
    contacts = contacts_of({"notice": priced})
    reached = np.count_nonzero((contacts.programme == 0) & (contacts.attempt == 0))
    months = 1 / (365 / 12)
    expected = {
        "outreach_per_month": 2 * reached,
        "programme_cost_per_month": 2 * reached * 0.2,
        "upsell_per_month": 2 * reached * 0.3,
        "averted_per_month": np.count_nonzero(averted(contacts)),
        "moved_per_month": 0,
    }
    for key, total in expected.items():
        assert summary.kpis[key].mean == pytest.approx(total / months), key
        assert summary.by["programme"]["notice"][key].mean == pytest.approx(total / months), key


def test_cases_that_came_earlier_are_counted() -> None:
    summary = estimate(desk({"notice": MOVE}))
    contacts = contacts_of({"notice": MOVE})
    inside = (contacts.attempt == 0) & (contacts.arrival < DAY)
    moved = np.count_nonzero(inside & (contacts.outreach == Outreach.MOVED))
    assert moved > 400
    assert summary.kpis["moved_per_month"].mean * 12 / 365 == pytest.approx(moved)
    assert summary.kpis["averted_per_month"].mean == 0


def test_files_name_programmes_segments_and_customers() -> None:
    segments = {"home": {"customers": 10}, "trade": {"customers": 10}}
    plan, journal = play_out(desk({"notice": AVERT}, segments=segments))
    frame = named(journal.contacts.to_frame(), plan)
    assert set(frame["segment"]) == set(segments)
    assert set(frame["programme"].dropna()) == {"notice"}
    assert set(frame["outreach"]) == {"none", "in_vain", "averted"}
    assert (frame["ending"] == "averted").sum() == (frame["outreach"] == "averted").sum() > 0
    assert frame["customer"].between(0, 9).all()
    plan, journal = play_out(desk({}))
    empty = named(journal.contacts.to_frame(), plan)[["segment", "customer", "programme"]]
    assert empty.isna().all(axis=None)


def test_its_cost_is_part_of_running_costs() -> None:
    free, priced = (estimate(desk({"notice": AVERT | {"cost": c}})) for c in (0.0, 2.0))
    for kind in ("staffed", "activity"):
        key = f"cost_per_interaction_{kind}"
        extra = (priced.kpis[key].mean - free.kpis[key].mean) * free.kpis[key].n
        outreach = priced.kpis["outreach_per_month"].mean / (365 / 12)
        assert extra == pytest.approx(2 * outreach)


@pytest.mark.parametrize(
    ("programme", "message"),
    [
        ({"types": "parcle"}, "no type is called 'parcle'; did you mean `parcel`?"),
        ({"types": "bill", "segments": "vip"}, "no segment is called 'vip'"),
        (
            AVERT | {"earlier": "1 h"},
            "`earlier` is for `effect: move`; an averted case never comes",
        ),
        (AVERT | {"effect": "move"}, "`move` needs `earlier`, `handle_factor`, or both"),
    ],
)
def test_programmes_that_do_not_fit(programme: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as found:  # noqa: PT011 - the text is asserted below
        desk({"notice": programme})
    assert message in str(found.value)
