"""`tierzero verify --twin`: both engines on one scenario."""

import json
import re
import shlex
from dataclasses import replace

import numpy as np
import pytest
from support.commands import tierzero, write_desk
from support.places import DOCS

import sim
from sim.engine.kernel import playing as kernel
from sim.engine.playing import play
from sim.studies import twin

needs_compiled = pytest.mark.skipif(kernel.not_loaded() is not None, reason="no compiled engine")


@pytest.fixture(autouse=True)
def _desk(folder):
    write_desk(folder)


@pytest.fixture
def _late(monkeypatch):
    """A compiled engine by which two legs join a bit late where there is a bot."""

    def played(plan, bound, engine):
        journal = play(plan, bound, "simpy")
        if engine == "simpy" or not plan.has_bot:
            return journal
        joined = journal.legs.joined.copy()
        joined[3:5] = np.nextafter(joined[3:5], np.inf)
        return replace(journal, legs=replace(journal.legs, joined=joined))

    monkeypatch.setattr(twin, "play", played)
    monkeypatch.setattr(twin, "obstacle", lambda _: None)


@needs_compiled
def test_the_engines_agree_on_every_arm_and_replication():
    result = tierzero("verify", "--twin", "desk.yaml", "-n", "2", "--seed", "5")
    assert result.exit_code == 0
    first, *lines, last = filter(None, result.stdout.splitlines())
    assert first == "Quick desk, played by SimPy and the compiled engine, seed 5"
    rows = r": \d+ contacts, \d+ legs, [\d,]+ values: identical"
    played = [f"{arm}, replication {n}" for n in (0, 1) for arm in ("baseline", "ai")]
    assert [re.sub(rows, "", line) for line in lines] == played
    assert last == "Both engines give the same journals, to the last bit."
    assert result.stderr.splitlines() == [f"played: {each}" for each in played]


@needs_compiled
def test_the_page_shows_what_is_printed():
    page = (DOCS / "verification.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```console\n\$ tierzero (verify .*?)```", page, re.DOTALL)
    command, _, output = shown.partition("\n")
    assert tierzero(*shlex.split(command)).stdout == output


@pytest.mark.usefixtures("_late")
def test_the_first_difference_is_named_with_what_plays_it_again():
    words = ("verify", "--twin", "desk.yaml", "--seed", "3", "--set", "demand.volume=300/month")
    result = tierzero(*words, "--replication", "1")
    assert result.exit_code == 1
    joined = sim.load("desk.yaml", ["run.seed=3", "demand.volume=300/month"])
    (baseline, ai) = sim.verify_twin(joined, replications=[1]).comparisons
    assert baseline.difference is None
    found = ai.difference
    assert float(found.compiled) == np.nextafter(float(found.simpy), np.inf)
    assert (found.where, found.place, found.count) == ("legs.joined", (3,), 2)
    whose = f"case {found.case}, attempt {found.attempt}"
    values = f"{found.simpy} by SimPy, {found.compiled} by the compiled engine"
    assert f"DIFFERENT: legs.joined, row 3 ({whose}): {values}; 2 differ\n" in result.stdout
    again = (
        "tierzero verify --twin desk.yaml --arms ai --replication 1 --seed 3 "
        "--set demand.volume=300/month"
    )
    assert f"  again: {again}\n" in result.stdout
    assert "baseline, replication 1" in result.stdout
    twice = tierzero(*shlex.split(again)[1:], "--json", "--quiet")
    assert (twice.exit_code, twice.stderr) == (1, "")
    document = json.loads(twice.stdout)
    assert (document["schema"], document["identical"]) == ("tierzero.verify/1", False)
    (compared,) = document["twin"]
    assert (compared["arm"], compared["replication"]) == ("ai", 1)
    assert compared["difference"] == {
        "where": "legs.joined",
        "place": [3],
        "case": found.case,
        "attempt": found.attempt,
        "simpy": found.simpy,
        "compiled": found.compiled,
        "count": 2,
        "replay": again,
    }


@pytest.mark.usefixtures("_late")
def test_a_dictionary_has_no_command_that_plays_it_again():
    result = sim.verify_twin({"extends": "desk.yaml"}, arms=["ai"])
    assert repr(result) == "<VerifyResult of 'Quick desk': different>"
    assert result.document["twin"][0]["difference"]["replay"] is None


def test_without_a_wish_there_is_nothing_to_verify():
    result = tierzero("verify")
    assert (result.exit_code, result.stdout) == (2, "")
    message = "verify: say what is to be verified; write `tierzero verify --twin SCENARIO`\n"
    assert result.stderr == message


def test_without_a_compiled_engine_there_is_no_twin(monkeypatch):
    monkeypatch.setattr(kernel, "not_loaded", lambda: "the compiled engine is not built; build it")
    result = tierzero("verify", "--twin", "desk.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    problem = "the compiled engine is not built; build it"
    assert result.stderr == f"--twin: arm `baseline` cannot be played twice: {problem}\n"


def test_a_policy_in_python_has_no_twin(folder):
    (folder / "own.py").write_text("def choose(seen):\n    return None\n")
    words = ("--set", "arms.ai.policy.python=own.py:choose", "--arms", "ai", "--quiet")
    result = tierzero("verify", "--twin", "desk.yaml", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    problem = "a policy in Python plays on SimPy alone"
    assert result.stderr == f"--twin: arm `ai` cannot be played twice: {problem}\n"


def test_an_unknown_arm_is_the_users_error():
    result = tierzero("verify", "--twin", "desk.yaml", "--arms", "bot")
    assert result.exit_code == 2
    assert "no arm is called 'bot'" in result.stderr
