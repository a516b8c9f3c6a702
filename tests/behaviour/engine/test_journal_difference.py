"""What two journals do not have in common is found wherever it is, and whose it is."""

from dataclasses import fields, replace
from math import nan

import numpy as np
import pytest
from support.handmade import bound, case, roster, scenario

from sim.engine import make_plan
from sim.engine.difference import Difference, first_difference, values_in
from sim.engine.journal import Contacts, Integrals, Legs, Roster
from sim.engine.simpy_model.process import play

COLUMNS = [
    *(("contacts", column.name) for column in fields(Contacts)),
    *(("legs", column.name) for column in fields(Legs)),
    *(("roster", column.name) for column in fields(Roster)),
    *(("integrals", column.name) for column in fields(Integrals)),
]


@pytest.fixture(scope="module")
def journal():
    plan = make_plan(scenario())
    cases = [case(10.0), case(20.0), case(30.0)]
    return play(plan, bound(plan, cases, roster((0, 0, 0.0, 3600.0))))


def changed(journal, part, column, change):
    table = getattr(journal, part)
    values = getattr(table, column).copy()
    change(values)
    return replace(journal, **{part: replace(table, **{column: values})})


def other_bits(values):
    """Change the last value as little as can be."""
    last = values.reshape(-1)[-1:]
    if values.dtype.kind == "f":
        bits = last.view(np.int64)
        bits ^= 1 if np.isfinite(last[0]) else 1 << 62
    elif values.dtype.kind == "b":
        last[:] = ~last
    else:
        last += 1


def test_a_journal_is_like_itself(journal):
    assert first_difference(journal, journal) is None


@pytest.mark.parametrize(("part", "column"), COLUMNS)
def test_one_bit_of_any_column_is_found(journal, part, column):
    values = getattr(getattr(journal, part), column)
    found = first_difference(journal, changed(journal, part, column, other_bits))
    assert (found.where, found.count) == (f"{part}.{column}", 1)
    assert found.place == tuple(size - 1 for size in values.shape)
    assert found.simpy == repr(values.reshape(-1)[-1].item()) != found.compiled
    assert (found.case, found.attempt) == ((2, 0) if part in ("contacts", "legs") else (None, None))


def test_zeros_of_two_signs_differ(journal):
    def sign(values):
        values[0, 0] = -0.0

    plus = changed(journal, "integrals", "waiting", lambda values: values.fill(0.0))
    found = first_difference(plus, changed(plus, "integrals", "waiting", sign))
    assert (found.simpy, found.compiled, found.count) == ("0.0", "-0.0", 1)


def test_one_nan_is_like_another(journal):
    def other_nan(values):
        values.view(np.int64)[:] |= 1

    none = changed(journal, "contacts", "bot_end", lambda values: values.fill(nan))
    assert first_difference(none, changed(none, "contacts", "bot_end", other_nan)) is None


def test_missing_rows_and_another_end_and_form_are_found(journal):
    fewer = replace(journal, legs=journal.legs.take(np.arange(2)))
    assert first_difference(journal, fewer) == Difference(
        "legs", (), None, None, "3 rows", "2 rows", 1
    )
    later = first_difference(journal, replace(journal, end=journal.end + 1))
    assert str(later) == "run.end: 3600.0 by SimPy, 3601.0 by the compiled engine; 1 differ"
    narrow = replace(journal.legs, joined=journal.legs.joined.astype(np.float32))
    found = first_difference(journal, replace(journal, legs=narrow))
    assert (found.simpy, found.compiled) == ("float64 of shape (3,)", "float32 of shape (3,)")


def test_every_value_is_counted(journal):
    tables = 3 * (len(fields(Contacts)) + len(fields(Legs))) + len(fields(Roster))
    integrals = sum(values.size for values in vars(journal.integrals).values())
    assert values_in(journal) == tables + integrals + 1
