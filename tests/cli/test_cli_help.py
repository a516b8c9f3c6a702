"""What `tierzero` says about itself, and what it loads to say it."""

import subprocess
import sys

import pytest
from support.commands import tierzero

COMMANDS = ("init", "check", "schema", "run", "kpis")
HEAVY = ("numpy", "scipy", "pandas", "pydantic", "ruamel", "simpy", "rich", "numba")


def test_help_names_every_command():
    result = tierzero("--help")
    assert result.exit_code == 0
    for command in COMMANDS:
        assert f"\n  {command} " in result.stdout


def test_without_a_command_the_help_is_shown():
    assert "Usage: tierzero" in tierzero().output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command):
    result = tierzero(command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: tierzero {command}")


def test_the_version_is_that_of_the_package(monkeypatch):
    monkeypatch.setattr("importlib.metadata.version", lambda name: f"release of {name}")
    result = tierzero("--version")
    assert (result.exit_code, result.stdout) == (0, "tierzero release of tierzero\n")


def test_help_loads_nothing_heavy():
    loads = (
        "import sys; from sim.cli import main\n"
        "sys.argv = ['tierzero', '--help']\n"
        "try: main()\n"
        "except SystemExit as end: assert end.code == 0\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    found = subprocess.run(
        [sys.executable, "-c", loads], capture_output=True, text=True, check=True
    )
    assert found.stderr == "[]\n"


def test_the_module_runs_as_the_command_does():
    found = subprocess.run(
        [sys.executable, "-m", "sim", "--help"], capture_output=True, text=True, check=True
    )
    assert found.stdout.startswith("Usage: tierzero [OPTIONS] COMMAND")


def test_importing_the_package_loads_nothing_heavy():
    loads = f"import sys, sim\nprint([name for name in {HEAVY} if name in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", loads], capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"


def test_what_draws_charts_or_frames_is_imported_only_then():
    drawing = ("altair", "jinja2", "pandas", "vl_convert", "duckdb")
    plays = (
        "import sys, sim\n"
        "print(sim.run('sme', replications=2))\n"
        f"print([name for name in {drawing} if name in sys.modules], file=sys.stderr)"
    )
    found = subprocess.run(
        [sys.executable, "-c", plays], capture_output=True, text=True, check=True
    )
    assert found.stderr.splitlines()[-1] == "[]"
