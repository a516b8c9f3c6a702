"""`tierzero run --journal`: all replications of all arms, row by row, in names."""

import json
import tracemalloc
from dataclasses import fields
from importlib.util import find_spec

import pandas as pd
import pytest
from support.commands import DESK, run, write_desk

import sim
from sim.api.keep import journal_files
from sim.api.keep.journal_files import Journals, write_journals
from sim.engine.journal import Contacts, Legs

WITH_DUCKDB = pytest.mark.skipif(not find_spec("duckdb"), reason="DuckDB is not installed")
FORMS = ["csv", pytest.param("parquet", marks=WITH_DUCKDB)]


def read(folder, form):
    """The tables below a folder, by arm and name."""
    return {(path.parent.name, path.stem): read_table(path) for path in folder.glob(f"*/*.{form}")}


def values(rows):
    """The rows as lists, None where there is nothing, whatever the columns' types are."""
    return rows.astype(object).where(rows.notna(), None).to_numpy().tolist()


def read_table(path):
    if path.suffix == ".csv":
        return pd.read_csv(path)
    import duckdb

    return duckdb.read_parquet(str(path)).df()


@pytest.fixture(scope="module", params=FORMS)
def written(request, tmp_path_factory):
    """The folder that a run leaves, its form, and what was said on stderr."""
    folder = tmp_path_factory.mktemp("journal")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        if request.param == "csv":
            patch.setattr("sim.api.keep.journal_forms.find_spec", lambda _: None)
        write_desk(folder)
        result = run("-n", "2", "--journal", "--no-target-exit")
        assert result.exit_code == 0
    (path,) = folder.glob("results/*/journal")
    return path, request.param, result.stderr


@pytest.fixture(scope="module")
def journal(written):
    path, form, _ = written
    return read(path, form)


def test_both_arms_have_both_tables_and_nothing_else(written, journal):
    assert set(journal) == {
        ("baseline", "contacts"),
        ("baseline", "legs"),
        ("ai", "contacts"),
        ("ai", "legs"),
    }
    assert {path.name for path in written[0].iterdir()} == {"baseline", "ai", "schema.json"}


def test_the_form_is_said(written):
    path, form, said = written
    assert json.loads((path / "schema.json").read_text())["form"] == form
    told = {
        "parquet": "Parquet.",
        "csv": "CSV (for Parquet: pip install 'tierzero[data]').",
    }
    line = f"Journals of 2 replications of each arm are in `journal/` as {told[form]}"
    assert said.splitlines()[-1] == line


def test_columns_are_those_of_the_journal_and_the_replication(journal):
    for table, columns in (("contacts", Contacts), ("legs", Legs)):
        names = [field.name for field in fields(columns)]
        assert list(journal["ai", table]) == [*names, "replication"]


def test_each_replication_is_what_looking_into_it_shows(written, journal):
    path = written[0]
    result = sim.run(path.parent / "manifest.json")
    for (arm, table), found in journal.items():
        assert sorted(found["replication"].unique()) == [0, 1]
        for number in (0, 1):
            own = found[found["replication"] == number].drop(columns="replication")
            again = getattr(result, table)(arm, number)
            assert values(own) == values(again)


def test_codes_are_names(journal):
    contacts, legs = journal["ai", "contacts"], journal["ai", "legs"]
    assert set(contacts["type"]) == {"question"}
    assert set(contacts["channel"]) == {"email"}
    assert {"bot_resolved", "person_resolved"} < set(contacts["ending"])
    assert {"asked", "turn_limit"} >= set(contacts["rule"].dropna()) > set()
    assert set(legs["team"].dropna()) == {"desk"}
    assert set(legs["queue"]) == {"question/email"}
    assert set(legs["role"]) == {"answer"}


def test_what_is_none_is_empty(journal):
    contacts = journal["ai", "contacts"]
    in_bot = contacts["ending"] == "bot_resolved"
    assert contacts.loc[in_bot, ["rule", "joined", "answered"]].isna().all(axis=None)
    waiting = journal["baseline", "legs"]["started"].isna()
    assert journal["baseline", "legs"].loc[waiting, ["team", "agent"]].isna().all(axis=None)


def test_both_arms_hold_the_same_first_contacts(journal):
    key = ["replication", "cell", "layer", "day", "ordinal"]
    first = [
        contacts[contacts["attempt"] == 0].set_index(key)["arrival"]
        for contacts in (journal["baseline", "contacts"], journal["ai", "contacts"])
    ]
    pd.testing.assert_series_equal(*first)


def test_the_schema_says_what_the_columns_are(written, journal):
    found = json.loads((written[0] / "schema.json").read_text())
    assert found["schema"] == "tierzero.journal/2"
    assert found["replications"] == 2
    for table in ("contacts", "legs"):
        assert list(found[table]) == list(journal["ai", table])
    assert found["contacts"]["arrival"] == "time"
    assert found["contacts"]["replication"] == "code"


@WITH_DUCKDB
def test_parquet_has_types_and_nulls(tmp_path):
    import duckdb

    write_journals(desk_journals(tmp_path, "parquet"), tmp_path / "journal")
    rows = duckdb.read_parquet(str(tmp_path / "journal" / "ai" / "contacts.parquet"))
    types = dict(zip(rows.columns, map(str, rows.types), strict=True))
    assert [types[name] for name in ("arrival", "case", "rule", "segment", "gave_up")] == [
        "DOUBLE",
        "BIGINT",
        "VARCHAR",
        "VARCHAR",
        "BOOLEAN",
    ]
    nan, null = rows.aggregate("sum(isnan(joined)::int), count(*) - count(joined)").fetchone()
    assert (nan, null > 0) == (0, True)


# ---- Bounds


def desk_journals(folder, form="csv", jobs=1, replications=2, text=DESK):
    result = sim.run(write_desk(folder, text), replications=1)
    return Journals(result.experiment, replications, jobs, form)


@pytest.mark.parametrize("form", FORMS)
def test_processes_write_the_same_rows(tmp_path, form):
    write_journals(desk_journals(tmp_path, form, replications=3), tmp_path / "one")
    write_journals(desk_journals(tmp_path, form, jobs=2, replications=3), tmp_path / "two")
    one, two = read(tmp_path / "one", form), read(tmp_path / "two", form)
    assert one.keys() == two.keys()
    for key, rows in one.items():
        pd.testing.assert_frame_equal(rows, two[key])


def test_memory_does_not_grow_with_replications(tmp_path):
    write_journals(desk_journals(tmp_path), tmp_path / "warm")
    tracemalloc.start()
    try:
        peaks = []
        for count in (2, 8):
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            write_journals(desk_journals(tmp_path, replications=count), tmp_path / str(count))
            peaks.append(tracemalloc.get_traced_memory()[1] - before)
    finally:
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]


@pytest.mark.parametrize("form", FORMS)
def test_an_interrupt_keeps_whole_replications(tmp_path, monkeypatch, form):
    def interrupted(experiment, replication):
        if replication == 2:
            raise KeyboardInterrupt
        return list(rows_of(experiment, replication))

    rows_of = journal_files._rows
    journals = desk_journals(tmp_path, form, replications=5)
    monkeypatch.setattr(journal_files, "_rows", interrupted)
    write_journals(journals, tmp_path / "journal")
    assert (journals.written, journals.interrupted) == (2, True)
    assert json.loads((tmp_path / "journal" / "schema.json").read_text())["replications"] == 2
    for rows in read(tmp_path / "journal", form).values():
        assert sorted(rows["replication"].unique()) == [0, 1]


@pytest.mark.parametrize("form", FORMS)
def test_no_name_is_a_formula(tmp_path, form):
    text = DESK.replace("question:", '"=1+1":').replace("  ai: {}", '  "ai\'s": {}\n  ai: {}')
    write_journals(desk_journals(tmp_path, form, text=text), tmp_path / "journal")
    found = read(tmp_path / "journal", form)
    assert set(found["ai", "contacts"]["type"]) == {"'=1+1"}
    assert ("ai's", "legs") in found
