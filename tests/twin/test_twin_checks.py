"""The compiled checks and those in Python: of one mind about every journal, sound or not."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.audits import check_by_both, checks_library, found_in_c, found_in_python
from support.journals import changed, every_way
from support.twins import HAS_COMPILER
from twin.random_changes import Change, random_change, sound_journal

from sim.base.libraries import CHECKS, build
from sim.base.loading import NotLoadedError
from sim.engine import Journal, Plan
from sim.engine.journal import BROKEN_OFF, Contacts, Ending, Outcome, Role
from sim.measures import ConservationError, check_journal
from sim.measures.checks import journal as checking
from sim.measures.checks.compiled.contradiction import Contradiction
from sim.measures.checks.compiled.library import check_layout, load
from sim.measures.checks.conservation import DisagreementError

pytestmark = pytest.mark.skipif(not HAS_COMPILER, reason="there is no C compiler")

DESKS = 100
CHANGES = 4


@pytest.fixture
def compiled(monkeypatch):
    """The compiled checks are there."""
    monkeypatch.setattr(checking, "loaded", checks_library)


@pytest.mark.parametrize("first", range(0, DESKS, 25))
def test_both_find_the_same_in_sound_journals_and_in_changed_ones(first: int):
    objections = _objections(range(first, first + 25), CHANGES)
    # Some changes contradict nothing, the others much.
    assert None in objections
    assert len(objections) > 20


@pytest.mark.slow
@pytest.mark.parametrize("first", range(DESKS, DESKS + 200, 25))
def test_both_find_the_same_in_journals_that_are_often_changed(first: int):
    assert len(_objections(range(first, first + 25), 20)) > 40


def _objections(seeds: range, count: int) -> set[str | None]:
    """What both object to in changed journals, so many of each desk; None: nothing."""
    sound, objections = 0, set()
    for seed in seeds:
        plan, journal = sound_journal(seed)
        rng = np.random.default_rng(seed)
        changes = [random_change(rng, journal, plan) for _ in range(count)]
        for change in (None, *changes):
            found_by = _found(change.made_in(journal) if change else journal, plan)
            assert found_by[0] == found_by[1], f"sound_journal({seed}), {change}: {found_by}"
            if change is None:
                sound += found_by[0] is None
            else:
                objections.add(found_by[0])
    # Few desks are such as no scenario makes: their last work takes no time.
    assert sound > len(seeds) * 0.95
    return objections


def _found(journal, plan) -> tuple[str | None, str | None]:
    """Names of the checks that fail first, in C and in Python."""
    found, error = found_in_c(journal, plan), found_in_python(journal, plan)
    return found and found.check, error and error.check


def _single(contacts: Contacts) -> np.ndarray:
    """Whether each contact is the only one of its case."""
    return np.bincount(contacts.case)[contacts.case] == 1


CELLS = {
    "outreach is a programme's": (
        "contacts",
        "programme",
        lambda contacts: (contacts.outreach > 0) & _single(contacts),
        -1,
    ),
    "a turn has an answer": ("contacts", "bot_reply", lambda contacts: contacts.turns > 0, np.nan),
    "a review waits in its queue": ("legs", "queue", lambda legs: legs.role == Role.REVIEW, 0),
    "what closes is what was proposed": (
        "contacts",
        "proposal",
        lambda contacts: (contacts.ending == Ending.BOT_RESOLVED) & (contacts.proposal == 1),
        0,
    ),
    "patience ends before somebody finds out": (
        "legs",
        "patience",
        lambda legs: legs.outcome == Outcome.SILENT,
        np.inf,
    ),
    "patience would have ended an open wait": (
        "legs",
        "patience",
        lambda legs: (legs.outcome == Outcome.OPEN) & np.isnan(legs.started),
        0.0,
    ),
}
"""By check what seldom happens: part, column, where, and what it shall say there."""


@pytest.mark.parametrize("check", CELLS)
def test_both_find_what_random_changes_seldom_do(check: str):
    part, column, where, value = CELLS[check]
    plan, journal, rows = _first(lambda journal: where(getattr(journal, part)))
    tampered = Change(part, column, (int(rows[0]),), value).made_in(journal)
    assert _found(tampered, plan) == (check, check)


def _all_live(plan: Plan) -> Plan:
    return replace(plan, channel_plans=tuple(c._replace(live=True) for c in plan.channel_plans))


def _all_finish(plan: Plan) -> Plan:
    finish = np.zeros_like(plan.team_plan.at_shift_end)
    before = plan.before and _all_finish(plan.before)
    return replace(plan, team_plan=replace(plan.team_plan, at_shift_end=finish), before=before)


@pytest.mark.parametrize(
    ("check", "changed_plan"),
    [
        ("only deferred work is broken off", _all_live),
        ("a team breaks off as it may", _all_finish),
    ],
)
def test_both_find_work_that_this_desk_does_not_break_off(check: str, changed_plan):
    plan, journal, _ = _first(lambda journal: np.isin(journal.legs.outcome, BROKEN_OFF))
    assert _found(journal, changed_plan(plan)) == (check, check)


def _first(where) -> tuple[Plan, Journal, np.ndarray]:
    """The first sound journal that has such rows, and its plan."""
    for seed in range(DESKS):
        plan, journal = sound_journal(seed)
        rows = np.flatnonzero(where(journal))
        if rows.size and found_in_c(journal, plan) is None:
            return plan, journal, rows
    raise AssertionError("no desk has such rows")


@pytest.mark.usefixtures("compiled")
def test_a_consistent_journal_is_not_asked_in_python(monkeypatch):
    monkeypatch.setattr(checking, "check_as_specified", lambda *_: pytest.fail("asked in Python"))
    plan, journal = every_way()
    check_journal(journal, plan)


@pytest.mark.usefixtures("compiled")
def test_what_is_found_in_c_is_said_in_python():
    plan, journal = every_way()
    ended = journal.contacts.ended.copy()
    ended[5] += 1
    with pytest.raises(ConservationError, match=r"row 5: case 4, .* expected 505\.0"):
        check_journal(changed(journal, "contacts", "ended", ended), plan)


@pytest.mark.usefixtures("compiled")
def test_an_objection_of_c_alone_is_a_defect_that_names_it(monkeypatch):
    monkeypatch.setattr(checking, "contradiction", lambda *_: Contradiction("busy", 3))
    plan, journal = every_way()
    with pytest.raises(DisagreementError, match="`busy` fails in row 3: in C fails, in Python"):
        check_journal(journal, plan)


def test_without_the_library_python_checks(monkeypatch):
    monkeypatch.setattr(checking, "loaded", lambda: None)
    plan, journal = every_way()
    check_journal(journal, plan)
    with pytest.raises(ConservationError, match="shifts are in the run"):
        check_journal(changed(journal, "roster", "end", journal.roster.end + 1e5), plan)


def test_columns_that_c_cannot_read_where_they_are_are_copied():
    plan, journal = every_way()
    strided = np.repeat(journal.legs.started, 2)[::2]
    fixed = journal.contacts.ended.copy()
    fixed.flags.writeable = False
    check_by_both(
        replace(
            changed(journal, "legs", "started", strided),
            contacts=replace(journal.contacts, ended=fixed),
        ),
        plan,
    )


@pytest.mark.parametrize(
    ("part", "column"), [("contacts", "ended"), ("legs", "team"), ("integrals", "busy")]
)
def test_a_column_of_another_length_is_no_journal(part: str, column: str):
    plan, journal = every_way()
    values = getattr(getattr(journal, part), column)[..., :-1]
    with pytest.raises(ValueError, match="a column of a journal has the shape"):
        found_in_c(changed(journal, part, column, values), plan)


def test_codes_in_numbers_that_are_not_whole_are_no_journal():
    plan, journal = every_way()
    with pytest.raises(TypeError, match="safe"):
        found_in_c(changed(journal, "legs", "team", journal.legs.team + 0.5), plan)


def test_a_library_of_older_sources_does_not_check(tmp_path: Path, monkeypatch):
    library = build(CHECKS, made=tmp_path / "libold.so")
    monkeypatch.setattr("sim.measures.checks.compiled.library.source_hash", lambda _: "another")
    with pytest.raises(NotLoadedError, match="the library of checks is older than its sources"):
        load(library)


def test_a_library_that_reads_other_columns_does_not_check():
    with pytest.raises(NotLoadedError, match="the library of checks has other contacts"):
        check_layout({"contacts": ["codes case"]})
