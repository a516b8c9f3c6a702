"""Code that a scenario names: whose runs, whose does not, and what is said of it."""

import json
import shutil

import pytest
from support.commands import DESK, tierzero

import sim
from sim.scenario.errors import ScenarioError

CANARY = """\
from pathlib import Path

Path({canary!r}).touch()

def choose(seen):
    return None
"""
OWN = DESK.replace("bot: {resolution", 'policy: {python: "own.py:choose"}\nbot: {resolution')
SHORT = ("-n", "1", "--jobs", "1", "--no-target-exit")
ALLOW = "read it, and add --allow-code to run it (in Python `sim.load(..., allow_code=True)`)"


@pytest.fixture(autouse=True)
def canary(folder):
    """A file that is there once code of `own.py` was run."""
    (folder / "own.py").write_text(CANARY.format(canary=str(folder / "canary")))
    (folder / "desk.yaml").write_text(OWN)
    return folder / "canary"


def run(*words: str):
    return tierzero("run", *words, *SHORT)


def refusal(result) -> str:
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr.splitlines()[0]


# ---- The scenario that was named


def test_its_own_code_runs_and_that_is_said(folder, canary):
    result = run("desk.yaml")
    assert result.exit_code == 0, result.stderr
    assert canary.exists()
    own = f"Running code that the scenario names: {folder / 'own.py'}:choose"
    assert result.stderr.splitlines()[0] == own


def test_quiet_says_nothing_of_it():
    assert run("desk.yaml", "--quiet").stderr == ""


def test_so_does_code_below_its_folder(folder, canary):
    (folder / "rules").mkdir()
    shutil.move(folder / "own.py", folder / "rules" / "own.py")
    result = run("desk.yaml", "--set", "policy.python=rules/own.py:choose")
    assert result.exit_code == 0, result.stderr
    assert canary.exists()


@pytest.mark.parametrize("command", ["compare", "curve", "stress", "roi"])
def test_every_study_says_it(command, monkeypatch):
    monkeypatch.setattr(f"sim.api.{command}", nothing)
    result = tierzero(command, "desk.yaml")
    assert result.stderr.startswith("Running code that the scenario names: ")


def nothing(*_, **__):
    raise ScenarioError("not played")


# ---- Never unasked


def test_check_runs_no_code(canary):
    assert tierzero("check", "desk.yaml").exit_code == 0
    assert not canary.exists()


def test_check_runs_none_of_a_base_or_from_elsewhere_and_refuses_none(folder, canary):
    (folder / "below").mkdir()
    (folder / "below" / "desk.yaml").write_text("extends: ../desk.yaml\n")
    (folder / "below" / "own.py").write_text((folder / "own.py").read_text())
    assert tierzero("check", "below/desk.yaml").exit_code == 0
    elsewhere = ("--set", "policy.python=../own.py:choose")
    assert tierzero("check", "below/desk.yaml", *elsewhere).exit_code == 0
    assert not canary.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("def chose(seen): ...\n", "no function is called 'choose'; did you mean `chose`?"),
        ("def choose(seen:\n", "own.py: it is no Python: SyntaxError: "),
        ("\0", "own.py: it is no Python: "),
        ("#" * 1_000_001, "own.py: it has over 1 MB; name a file with the function only"),
        ("(" * 10_000, "own.py: it is no Python: "),
    ],
)
def test_check_reads_whether_the_function_is_there(folder, text, message):
    (folder / "own.py").write_text(text)
    result = tierzero("check", "desk.yaml")
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "from math import sin as choose",
        "from elsewhere import *",
        "choose = lambda seen: None",
        "if True:\n    def choose(seen): ...",
        "try:\n    pass\nexcept ImportError:\n    choose = print",
        "a, (b, choose) = f()",
    ],
)
def test_a_function_may_be_defined_in_any_way(folder, text):
    (folder / "own.py").write_text(text)
    assert tierzero("check", "desk.yaml").exit_code == 0


# ---- Only with --allow-code


def test_a_manifest_runs_none_unasked(folder, canary):
    assert run("desk.yaml").exit_code == 0
    canary.unlink()
    (manifest,) = folder.glob("results/*/manifest.json")
    words = refusal(run(str(manifest)))
    assert words.startswith(f"{manifest}:")
    assert words.endswith(
        f"policy.python: 'own.py:choose' is code, and a manifest names it; {ALLOW}"
    )
    assert not canary.exists()


def test_a_manifest_runs_what_is_allowed(folder):
    assert run("desk.yaml").exit_code == 0
    (manifest,) = folder.glob("results/*/manifest.json")
    again = run(str(manifest), "--allow-code", "--json")
    first = json.loads((manifest.parent / "result.json").read_text())
    assert json.loads(again.stdout)["arms"] == first["arms"]


def test_a_base_runs_none_unasked(folder, canary):
    (folder / "mine.yaml").write_text("extends: desk.yaml\n")
    words = refusal(run("mine.yaml"))
    assert "policy.python: 'own.py:choose' is code, and desk.yaml, which is extended, " in words
    assert words.endswith(ALLOW)
    assert not canary.exists()
    assert run("mine.yaml", "--allow-code").exit_code == 0
    assert canary.exists()


def test_nor_do_the_arms_of_a_base(folder, canary):
    (folder / "desk.yaml").write_text(
        DESK.replace("ai: {}", 'ai: {policy: {python: "own.py:choose"}}')
    )
    (folder / "mine.yaml").write_text("extends: desk.yaml\n")
    assert "arms.ai.policy.python: 'own.py:choose' is code" in refusal(run("mine.yaml"))
    assert not canary.exists()


def test_a_base_cannot_pass_for_a_setting(folder, canary):
    shutil.move(folder / "desk.yaml", folder / "--set")
    (folder / "mine.yaml").write_text("extends: ./--set\n")
    assert "which is extended, names it" in refusal(run("mine.yaml"))
    assert not canary.exists()


def test_code_outside_the_folder_runs_only_if_allowed(folder, canary):
    (folder / "below").mkdir()
    shutil.move(folder / "desk.yaml", folder / "below" / "desk.yaml")
    words = ("below/desk.yaml", "--set", "policy.python=../own.py:choose")
    assert "'../own.py:choose' is code outside the scenario's folder 'below'" in refusal(
        run(*words)
    )
    assert not canary.exists()
    assert run(*words, "--allow-code").exit_code == 0


def test_a_link_out_of_the_folder_leads_out_of_it(folder):
    (folder / "below").mkdir()
    shutil.move(folder / "desk.yaml", folder / "below" / "desk.yaml")
    (folder / "below" / "own.py").symlink_to(folder / "own.py")
    assert "is code outside the scenario's folder" in refusal(run("below/desk.yaml"))


def test_trace_runs_none_unasked(canary):
    words = refusal(tierzero("trace", "desk.yaml", "0"))
    assert "is code, which this command runs only if that is allowed; read it" in words
    assert not canary.exists()
    assert tierzero("trace", "desk.yaml", "0", "--allow-code").exit_code == 0
    assert canary.exists()


def test_a_report_runs_none(folder, canary):
    assert run("desk.yaml").exit_code == 0
    canary.unlink()
    (kept,) = folder.glob("results/*")
    assert tierzero("report", str(kept)).exit_code == 0
    assert not canary.exists()


def test_in_python_too(folder, canary):
    (folder / "mine.yaml").write_text("extends: desk.yaml\n")
    with pytest.raises(ScenarioError, match="allow_code=True"):
        sim.run(sim.load("mine.yaml"))
    assert not canary.exists()
    sim.run(sim.load("mine.yaml", ["run.replications=1"], allow_code=True))
    assert canary.exists()


def test_a_refusal_comes_before_the_folder_of_results(folder):
    (folder / "mine.yaml").write_text("extends: desk.yaml\n")
    run("mine.yaml")
    assert not (folder / "results").exists()
