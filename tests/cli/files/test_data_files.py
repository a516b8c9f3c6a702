"""Traces and rosters: read before anything is played, counted, and remembered."""

import hashlib
import json

import pytest
from support.commands import DESK, run, tierzero, write_desk

DAY = (
    DESK.replace("run: {warm_up: 1 week, window: 2 weeks, run_out: 1 week, ", "run: {kind: day, ")
    .replace("replications: 2, outlook: false", "replications: 1")
    .replace(
        "demand: {volume: 200/month}", "demand: {trace: {file: calls.csv, columns: {arrival: at}}}"
    )
    .replace("  period: week\n", "")
)
PEOPLE = "shifts: [{hours: Mon-Fri 09:00-17:00, agents: 1}]"


@pytest.fixture(autouse=True)
def _desk(folder):
    write_desk(folder, DAY)


def write(folder, *times: str, name: str = "calls.csv", header: str = "at") -> None:
    (folder / name).write_text("\n".join((header, *times)) + "\n")


@pytest.mark.parametrize("command", ["check", "run", "compare", "trace"])
def test_a_wrong_row_is_said_before_anything_is_played(folder, command):
    write(folder, "2026-01-05 09:00", "yesterday")
    result = tierzero(command, "desk.yaml", *(["0"] if command == "trace" else []))
    assert result.exit_code == 2
    assert result.stderr.startswith("calls.csv:3:1 arrival: 'yesterday': not a time; write it as")
    assert not (folder / "results").exists()


def test_a_wrong_shift_is_said_by_check(folder):
    write(folder, "2026-01-05 09:00")
    write(folder, "a,0,7200", "a,3600,9000", name="r.csv", header="agent,on,off")
    write_desk(folder, DAY.replace(PEOPLE, "roster: r.csv"))
    result = tierzero("check", "desk.yaml")
    assert result.exit_code == 2
    assert result.stderr == (
        "r.csv:3:3 on: '3600': agent 'a' is already on duty until 2026-01-05 02:00; join or remove "
        "the line\n"
    )


PART = [f"2026-01-{day:02d}T10:00:00" for day in range(2, 32)]
COUNTED = (
    "Warning: 1 of 30 cases of calls.csv lie in the run (3 before it, 26 after it): set run.start "
    "/ run.until\n"
)


def test_rows_outside_of_the_run_are_counted(folder):
    write(folder, *PART)
    assert tierzero("check", "desk.yaml").stderr.endswith(COUNTED)
    assert run("--no-target-exit").stderr.startswith(COUNTED)
    assert "Warning" not in run("--no-target-exit", "--quiet").stderr


def test_a_run_without_any_case_is_refused(folder):
    write(folder, "2026-02-05 09:00", "2026-01-01 09:00")
    result = tierzero("check", "desk.yaml")
    assert result.exit_code == 2
    assert result.stderr == (
        "calls.csv: no case arrives in the run's 1 days from 2026-01-05; set run.start or "
        "run.until (1 before it, 1 after it)\n"
    )


def test_shifts_outside_of_the_run_are_counted(folder):
    write(folder, "2026-01-05 09:00")
    shifts = [f"a,2026-{month:02d}-05 09:00,2026-{month:02d}-05 17:00" for month in (1, 2)]
    write(folder, *shifts, name="r.csv", header="agent,on,off")
    write_desk(folder, DAY.replace(PEOPLE, "roster: r.csv"))
    assert tierzero("check", "desk.yaml").stderr.endswith(
        "Warning: 1 of 2 shifts of r.csv lie in the run (1 after it)\n"
    )


def test_dates_without_times_are_noticed(folder):
    write(folder, "2026-01-05", "2026-01-05", "2026-01-05")
    assert tierzero("check", "desk.yaml").stderr.endswith(
        "Warning: calls.csv: all 3 times of `arrival` are at 00:00:00: has the export cut the time "
        "of day?\n"
    )


def test_a_spreadsheets_dates_are_refused_or_declared(folder):
    write(folder, "46027.40", "46027.55")
    result = tierzero("check", "desk.yaml")
    assert result.exit_code == 2
    assert "write `dates: spreadsheet` beside `file`" in result.stderr
    declared = tierzero("check", "desk.yaml", "--set", "demand.trace.dates=spreadsheet")
    assert declared.exit_code == 0
    assert "calls.csv" not in declared.stderr


def test_offsets_need_a_zone_and_have_it(folder):
    write(folder, "2026-01-05T08:30:00Z")
    assert "at the top of the scenario" in tierzero("check", "desk.yaml").stderr
    assert tierzero("check", "desk.yaml", "--set", "timezone=Europe/Berlin").exit_code == 0


def test_the_manifest_remembers_the_files(folder):
    write(folder, "2026-01-05 09:00")
    write(folder, "a,0,86400", name="r.csv", header="agent,on,off")
    team = "{teams: {desk: {roster: r.csv, shifts: []}}}"
    arms = f"arms:\n  baseline: {{bot: null}}\n  ai: {{people: {team}}}\n"
    write_desk(folder, DAY[: DAY.index("arms:")] + arms)
    run("--no-target-exit", "--quiet")
    (path,) = folder.glob("results/*/manifest.json")
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("calls.csv", "r.csv")
    }
    assert json.loads(path.read_text())["files"] == digests
    assert "calls.csv" not in tierzero("check", str(path)).stderr
    write(folder, "2026-01-05 10:00")
    said = tierzero("check", str(path)).stderr
    assert "Warning: calls.csv is not the file that the manifest remembers (SHA-256" in said


def test_a_file_can_be_pinned(folder):
    write(folder, "2026-01-05 09:00")
    result = tierzero("check", "desk.yaml", "--set", f"demand.trace.sha256={'a' * 64}")
    assert result.exit_code == 2
    assert "it has changed since it was named or first read; begin again, or restore it" in (
        result.stderr
    )
