"""`tierzero run --journal`: the first replication, row by row, in names."""

import json
from dataclasses import fields

import pandas as pd
import pytest
from support.commands import run, write_desk

from sim.engine.journal import Contacts, Legs


@pytest.fixture(scope="module")
def journal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("journal")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        write_desk(folder)
        assert run("-n", "1", "--journal", "--no-target-exit").exit_code == 0
    (path,) = folder.glob("results/*/journal")
    return {
        (arm.name, table): pd.read_csv(arm / f"{table}.csv")
        for arm in path.iterdir()
        if arm.is_dir()
        for table in ("contacts", "legs")
    }


def test_both_arms_have_both_tables(journal):
    assert set(journal) == {
        ("baseline", "contacts"),
        ("baseline", "legs"),
        ("ai", "contacts"),
        ("ai", "legs"),
    }


def test_columns_are_those_of_the_journal(journal):
    assert list(journal["ai", "contacts"]) == [field.name for field in fields(Contacts)]
    assert list(journal["ai", "legs"]) == [field.name for field in fields(Legs)]


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
    first = [
        contacts[contacts["attempt"] == 0].set_index(["cell", "layer", "day", "ordinal"])["arrival"]
        for contacts in (journal["baseline", "contacts"], journal["ai", "contacts"])
    ]
    pd.testing.assert_series_equal(*first)


def test_the_schema_says_what_the_columns_are(journal, tmp_path):
    write_desk(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        run("-n", "1", "--journal", "--no-target-exit")
    (path,) = tmp_path.glob("results/*/journal/schema.json")
    found = json.loads(path.read_text())
    assert found["schema"] == "tierzero.journal/1"
    for table in ("contacts", "legs"):
        assert list(found[table]) == list(journal["ai", table])
    assert found["contacts"]["arrival"] == "time"
