"""Progress on stderr: a bar on a terminal, few plain lines elsewhere, nothing when quiet."""

import pytest

from sim.cli.progress import progress
from sim.measures.statistics.estimator import Estimate
from sim.studies.progress import Progress

ESTIMATE = Estimate(7500.0, 7200.0, 7920.0, "s", 99)


def told(capsys, count: int, *, quiet: bool = False) -> str:
    with progress(quiet=quiet) as (_, on_progress):
        for number in range(1, count + 1):
            if on_progress:
                on_progress(Progress(number, 10, "wait_p90", ESTIMATE))
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_plain_lines_come_after_1_2_4_8_and_the_last(capsys):
    lines = told(capsys, 10).splitlines()
    assert lines == [f"{number}/10 wait_p90 2.08 h [2.00, 2.20] h" for number in (1, 2, 4, 8, 10)]


def test_quiet_is_silent(capsys):
    assert told(capsys, 10, quiet=True) == ""


@pytest.mark.usefixtures("terminal")
def test_a_terminal_shows_a_bar_with_the_estimate(capsys):
    text = told(capsys, 3)
    assert "3/10" in text
    assert "wait_p90 2.08 h [2.00, 2.20] h" in text


@pytest.mark.usefixtures("terminal")
def test_the_bar_is_gone_in_the_end(capsys):
    erased = "\x1b[2K"
    assert told(capsys, 3).rstrip("\r\n").endswith(erased)


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
