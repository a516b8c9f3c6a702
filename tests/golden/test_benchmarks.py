"""Each benchmark runs, at a size that takes a moment, and prints its table; nothing is timed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.places import REPOSITORY

from sim.engine.kernel.playing import not_loaded

needs_kernel = pytest.mark.skipif(bool(not_loaded()), reason="without the compiled engine")

BENCHMARKS = REPOSITORY / "benchmarks"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(REPOSITORY)}


def printed(name: str, *words: str) -> str:
    """What a benchmark prints."""
    code = [sys.executable, str(BENCHMARKS / f"{name}.py"), *words]
    done = subprocess.run(code, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(text: str, title: str) -> dict[str, list[str]]:
    """The rows of the table of a title: cells behind the first, by the first."""
    _, _, rest = text.partition(title)
    lines = rest.split("\n\n")[0].splitlines()[3:]
    cells = [re.split(r"\s{2,}", line.strip()) for line in lines]
    return {first: others for first, *others in cells}


@needs_kernel
def test_the_kernel_beside_others() -> None:
    text = printed(
        "kernel", "--customers", "400", "--rounds", "1", "--peers", "bare", "--preset", "sme"
    )
    assert text.startswith("processor ")
    names = {"kernel", "draw, bind and play", "our SimPy model"}
    for title in ("M/M/10, 400", "M/M/10+M, 400", "bot -> 35 % -> 10 agents, 400"):
        assert rows(text, title).keys() == names | {"bare SimPy"}
    table = rows(text, "sme: ")
    assert table.keys() == names
    assert table["kernel"][1] == "x 1.00"


@needs_kernel
def test_the_stages_of_the_path() -> None:
    table = rows(printed("path", "--presets", "sme", "--rounds", "1"), "sme, arm ai")
    stages = ["generate", "bind", "play", "play, SimPy", "check", "measure"]
    assert list(table) == [*stages, "whole with play", "whole with play, SimPy"]
    assert table["whole with play"][-1] == "100 %"


@needs_kernel
def test_what_a_study_costs() -> None:
    small = ("--customers", "300", "--preset", "sme", "--volumes", "1", "--replications", "2")
    fewer = ("--set", "run.replications=2", "--set", "run.outlook=false", "--jobs", "1")
    text = printed("study", *small, "--rounds", "1", *fewer)
    plans = rows(text, "10 plans on one workload")
    assert list(plans) == ["kernel alone", "draw, bind, play, check", "the same, and measure"]
    assert rows(text, "curve sme --volumes 1").keys() == {"CPU", "wall, one job"}
    assert rows(text, "run sme -n 2")["jobs 1"][-1] == "1.00"


def test_growth_is_written_and_drawn(tmp_path: Path) -> None:
    axes = ("--axes", "contacts,months")
    text = printed("growth", "--contacts", "200", "--points", "1", *axes, "--out", str(tmp_path))
    points = json.loads((tmp_path / "growth.json").read_text(encoding="utf-8"))["points"]
    assert [point["axis"] for point in points] == ["contacts", "months"]
    for point in points:
        assert rows(text, f"by {point['axis']}").keys() == {f"{point['value']:,}"}
        assert point["played"] > 100
        assert point["megabytes"] > 10
    lines = (tmp_path / "growth.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(points)
    assert (tmp_path / "growth.svg").read_text(encoding="utf-8").startswith("<svg")


def test_peers_that_are_not_there_are_named() -> None:
    code = "import sys; sys.modules['ciw'] = None; import peers; print(peers.installed('ciw'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": f"{BENCHMARKS}:{REPOSITORY}"},
    )
    assert done.stdout == "Ciw: ciw is not installed\n{}\n"
