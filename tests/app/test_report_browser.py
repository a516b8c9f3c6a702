"""The reports of the presets in a real browser: drawn, quiet, and asking nothing of anybody."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.findings import COMPARE, CURVE, HEAD, STRESS
from support.projects import result

from sim.api.keep.run_folder import save
from sim.api.run import run
from sim.report.html.page import report_page
from sim.scenario.files.loading import load

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--enable-logging=stderr",
    "--virtual-time-budget=20000",
)
SHORT = (
    "run.warm_up=0 weeks",
    "run.window=1 week",
    "run.run_out=1 week",
    "run.replications=2",
    "run.outlook=false",
)
WIDTHS = {"desktop": 1280, "phone": 500}
"""Chromium has no narrower window than the second."""
MEASURE = """<script>
setTimeout(() => {
  const asked = performance.getEntriesByType("resource").length;
  document.title = [document.documentElement.scrollWidth, innerWidth, asked].join(" ");
}, 15000);
</script>"""
"""Added to a page, it writes into the title how wide page and window are, and what was asked for,
when all has long been drawn: the seconds are the browser's own, which it passes in no time."""


@dataclass(frozen=True)
class Seen:
    """What a browser made of a page, and what it said of it."""

    page: str
    console: list[str]

    @property
    def measured(self) -> list[int]:
        """Width of the page and of the window, and the number of requests."""
        title = re.search(r"<title>(.*?)</title>", self.page)
        return [int(number) for number in title[1].split()]


@pytest.fixture(scope="session")
def browser() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"needs one of {', '.join(BROWSERS)}")
    return found


@pytest.fixture(scope="module", params=["sme", "telecom", "studies"])
def report(request, tmp_path_factory) -> Path:
    """The report of a preset, played for a short time; one with the findings of all studies."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param != "studies":
        return save(run(load(request.param, SHORT)), folder, ["tierzero"]) / "report.html"
    roi = result(folder, "run.replications=1").document
    studies = {"compare": COMPARE, "curve": CURVE, "roi": roi, "stress": STRESS}
    document = HEAD | {"schema": "tierzero.run/1", "arms": {}, "gaps": [], **studies}
    path = folder / "report.html"
    path.write_text(report_page(document, None), encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=WIDTHS)
def seen(request, browser, report, tmp_path_factory) -> Seen:
    """The report in a window of some width."""
    folder = tmp_path_factory.mktemp("browser")
    measured = folder / "report.html"
    measured.write_text(report.read_text().replace("</body>", f"{MEASURE}</body>"))
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    own = (f"--user-data-dir={folder / 'profile'}", f"--window-size={WIDTHS[request.param]},900")
    command = [browser, *FLAGS, *root, *own, "--dump-dom", measured.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    return Seen(done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line])


def test_nothing_is_said_on_the_console(seen):
    assert seen.console == []


def test_every_chart_is_drawn(seen):
    charts = seen.page.count('role="img"')
    assert charts >= 4
    assert 'data-charts="drawn"' in seen.page
    assert seen.page.count("marks") >= charts


def test_no_chart_shows_what_is_no_number(seen):
    drawn = re.sub(r"<script.*?</script>", "", seen.page, flags=re.DOTALL)
    assert "NaN" not in drawn
    assert "undefined" not in drawn


def test_the_page_is_no_wider_than_its_window(seen):
    page, window, _ = seen.measured
    assert page <= window


def test_nothing_is_asked_of_any_server(seen):
    assert seen.measured[2] == 0


def test_the_report_is_below_one_and_a_half_megabytes(report):
    assert report.stat().st_size < 1_500_000
