"""Three weeks of a bank's calls, replayed: what is given must be met exactly, the rest nearly."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from calls import read_calls
from compare import HOURS, REPLICATIONS, journals, real, simulated, table
from prepare import SCENARIO, prepare
from support.audits import check_by_both
from support.places import DOCS
from typer.testing import CliRunner

from sim.cli.commands import app
from sim.engine.journal import Ending

pytestmark = pytest.mark.realdata

LOG = "anonymous_bank_1999_08_01-21_calls.csv"
MIDNIGHT = datetime(1999, 8, 1)
OFFERED = 27_403
DOCUMENT = DOCS / "real-data.md"


@pytest.fixture(scope="module")
def log(shared_data):
    return shared_data(LOG)


@pytest.fixture(scope="module")
def truth(log):
    return real(read_calls(log))


@pytest.fixture(scope="module")
def folder(log, tmp_path_factory):
    return prepared(log, tmp_path_factory, 20)


@pytest.fixture(scope="module")
def played(folder):
    """Plan and journal of one replication."""
    (found,) = journals(folder, 1)
    return found


@pytest.fixture(scope="module")
def given(folder, played):
    """The lines of the trace in the journal's order: time, then type."""
    plan, _ = played
    with (folder / "calls.csv").open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    return sorted(rows, key=lambda row: (row["arrival"], plan.types.index(row["type"])))


@pytest.fixture(scope="module")
def twenty(folder):
    """The desk whose agents are ready whenever they pause for up to 20 minutes."""
    return simulated(folder, REPLICATIONS)


@pytest.fixture(scope="module")
def two(log, tmp_path_factory):
    """The desk whose agents are off duty when they pause for more than 2 minutes."""
    return simulated(prepared(log, tmp_path_factory, 2), REPLICATIONS)


def prepared(log, tmp_path_factory, pause: int) -> Path:
    folder = tmp_path_factory.mktemp("bank")
    prepare(log, folder, timedelta(minutes=pause))
    return folder


def numbers(rows, column: str):
    return np.array([float(row[column] or "nan") for row in rows])


class TestWhatReallyHappened:
    """The published figures of these three weeks, so that the log is read rightly."""

    def test_offered(self, truth):
        assert len(truth.hour) == OFFERED

    def test_figures(self, truth):
        abandonment, wait, service_level = truth.figures()
        assert abandonment == pytest.approx(0.232, abs=0.0005)
        assert wait == pytest.approx(96.2, abs=0.05)
        assert service_level == pytest.approx(0.306, abs=0.0005)


class TestGiven:
    """What the trace gives is in the journal, bit by bit."""

    def test_every_offered_call_is_there_once(self, played):
        _, journal = played
        assert journal.contacts.case.tolist() == list(range(OFFERED))
        assert journal.legs.case.tolist() == list(range(OFFERED))

    def test_arrivals_to_the_second(self, played, given):
        _, journal = played
        arrivals = [datetime.fromisoformat(row["arrival"]) - MIDNIGHT for row in given]
        assert journal.contacts.arrival.tolist() == [time.total_seconds() for time in arrivals]

    def test_types(self, played, given):
        plan, journal = played
        types = [plan.types[code] for code in journal.contacts.type]
        assert types == [row["type"] for row in given]

    def test_times_in_the_voice_unit(self, played, given):
        contacts = played[1].contacts
        assert (contacts.bot_end - contacts.bot_start).tolist() == numbers(
            given, "bot_time"
        ).tolist()

    def test_the_voice_unit_passes_every_call_on(self, played):
        plan, journal = played
        assert {plan.rules[code] for code in journal.contacts.rule} == {"turn_limit"}

    def test_handle_times_of_those_who_were_served_in_reality(self, played, given):
        legs, wanted = played[1].legs, numbers(given, "handle_time")
        served = ~np.isnan(legs.started) & ~np.isnan(wanted)
        handled = legs.wrap_end - legs.started
        assert np.count_nonzero(served) > 0.6 * OFFERED
        assert handled[served].tolist() == wanted[served].tolist()

    def test_every_call_is_answered_or_abandoned(self, played):
        endings = played[1].contacts.ending
        assert set(endings.tolist()) == {Ending.PERSON_RESOLVED, Ending.ABANDONED}

    def test_the_journal_agrees_with_itself(self, played):
        plan, journal = played
        check_by_both(journal, plan)
        assert journal.legs.started.size == OFFERED


class TestNearness:
    """What is simulated, against what happened; docs/real-data.md says why it is not nearer."""

    def test_agents_who_are_ready_in_every_pause_do_better_than_those_of_the_bank(
        self, twenty, truth
    ):
        simulated, happened = twenty.figures(), truth.figures()
        assert simulated.abandonment < happened.abandonment
        assert simulated.wait < happened.wait
        assert simulated.service_level > happened.service_level

    @pytest.mark.parametrize("hour", HOURS)
    def test_they_do_so_at_every_hour(self, twenty, truth, hour):
        simulated = twenty.figures(twenty.in_block(hour))
        happened = truth.figures(truth.in_block(hour))
        assert simulated.abandonment < happened.abandonment
        assert simulated.wait < happened.wait
        assert simulated.service_level > happened.service_level

    def test_agents_with_the_pauses_of_the_bank_do_as_those_of_the_bank(self, two, truth):
        simulated, happened = two.figures(), truth.figures()
        assert simulated.abandonment == pytest.approx(happened.abandonment, abs=0.02)
        assert simulated.wait == pytest.approx(happened.wait, rel=0.05)
        assert simulated.service_level == pytest.approx(happened.service_level, abs=0.03)

    def test_their_day_has_the_shape_of_the_banks(self, two, truth):
        simulated = [two.figures(two.in_block(hour)) for hour in HOURS]
        happened = [truth.figures(truth.in_block(hour)) for hour in HOURS]
        for one, other in zip(np.transpose(simulated), np.transpose(happened), strict=True):
            assert np.corrcoef(one, other)[0, 1] > 0.85

    def test_the_documented_table_is_what_the_example_prints(self, truth, twenty, two):
        text = table(["real", "20min", "2min"], [truth, twenty, two])
        assert text in DOCUMENT.read_text(encoding="utf-8")


def test_the_prepared_scenario_runs_from_the_command_line(folder, tmp_path):
    command = ["run", str(folder / SCENARIO), "--out", str(tmp_path), "--json", "--quiet"]
    shorter = ["--set", "run.until=1 day", "--replications", "2", "--jobs", "1"]
    result = CliRunner().invoke(app, [*command, *shorter])
    assert result.exit_code == 0
    assert '"schema": "tierzero.run/1"' in result.stdout
