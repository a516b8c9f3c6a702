"""A user's own policy in Python: what it sees, what it decides, and how it fails."""

import pickle
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.handmade import case, played, scenario
from support.places import EXAMPLES
from support.playing import play_out

from sim.engine.plan.hook import CodeNames, Hook, Observation
from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import load
from sim.scenario.root import Scenario
from sim.studies.experiment import make_experiment

SOLVED = {"solve_turn": 3}


def written(folder: Path, body: str) -> str:
    """A function `choose` with this body in a file of its own."""
    file = folder / "own.py"
    file.write_text(f"def choose(seen):\n    {body}\n")
    return f"{file}:choose"


def desk(folder: Path, body: str, rules: Any = (), **sections: Any) -> Scenario:
    """A desk whose policy is a function with this body."""
    policy = {"python": written(folder, body), "rules": rules}
    return scenario(**{"bot": {}, "policy": policy} | sections)


def rules_of(desk: Scenario, *cases: Any) -> list[str]:
    plan, journal = played(desk, list(cases))
    return [plan.rules[code] if code >= 0 else "" for code in journal.contacts.rule.tolist()]


def test_it_sends_to_people_after_a_turn(tmp_path: Path) -> None:
    own = desk(tmp_path, 'return "person" if seen.turn >= 2 else None')
    plan, journal = played(own, [case(0, SOLVED)])
    assert plan.rules[journal.contacts.rule[0]] == "choose"
    assert journal.contacts.turns[0] == 2


def test_it_keeps_who_asks_with_the_bot(tmp_path: Path) -> None:
    wish = case(0, {"ask_turn": 0, "solve_turn": 2})
    assert rules_of(desk(tmp_path, 'return "bot"'), wish) == [""]


def test_without_an_opinion_of_its_own_who_asks_gets_a_person(tmp_path: Path) -> None:
    assert rules_of(desk(tmp_path, "return None"), case(0, {"ask_turn": 0})) == ["asked"]


def test_rules_come_before_it(tmp_path: Path) -> None:
    rule = {"name": "second", "when": {"turn": ">= 2"}, "then": "person"}
    assert rules_of(desk(tmp_path, 'return "bot"', [rule]), case(0, SOLVED)) == ["second"]


def test_it_may_keep_the_bot_from_a_contact(tmp_path: Path) -> None:
    own = desk(tmp_path, 'return "person" if seen.urgency >= 4 else None')
    _, journal = played(own, [case(0, SOLVED, urgency=5), case(1, SOLVED)])
    assert np.isnan(journal.contacts.bot_start).tolist() == [True, False]


def test_it_decides_as_the_same_rule_does(tmp_path: Path) -> None:
    when = {"turn": ">= 1", "estimated_wait": "< 5 min", "confidence": "< 0.8"}
    rule = {"name": "choose", "when": when, "then": "person"}
    body = "own = seen.turn >= 1 and seen.estimated_wait < 300 and seen.confidence < 0.8\n"
    body += '    return "person" if own else None'
    busy = {"demand": {"volume": "600/day"}, "channels": {"chat": {"kind": "live"}}}
    _, by_rule = play_out(scenario(bot={}, policy={"rules": [rule]}, **busy))
    _, by_hook = play_out(desk(tmp_path, body, **busy))
    for name, column in vars(by_rule.contacts).items():
        assert column.tobytes() == getattr(by_hook.contacts, name).tobytes(), name


def test_what_it_sees(tmp_path: Path) -> None:
    names = CodeNames(("a", "b"), ("chat",), ("new", "old"))
    hook = Hook(written(tmp_path, "raise ValueError"), names)
    expected = Observation("b", "chat", "old", True, 4, 2, 3, 0.5, 12.5, 0.55, True, False, 6, 90.0)
    with pytest.raises(ScenarioError) as found:
        hook([1.0, 0.0, 1.0, 1.0, 4.0, 2.0, 3.0, 0.0, 12.5, 0.55, 1.0, 0.0, 6.0, 90.0])
    assert str(found.value).endswith(f"it saw {expected}")


def test_it_passes_between_processes(tmp_path: Path) -> None:
    hook = Hook(written(tmp_path, "return None"), CodeNames(("a",), ("chat",), ()))
    again = pickle.loads(pickle.dumps(hook))
    assert (again.path, again.names) == (hook.path, hook.names)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('return "robot"', 'it returned \'robot\'; return "bot", "person" or None'),
        ("return 1 / 0", "ZeroDivisionError: division by zero; it saw Observation(type='general'"),
    ],
)
def test_a_function_that_fails(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(ScenarioError) as found:
        played(desk(tmp_path, body), [case(0, SOLVED)])
    assert message in str(found.value)


def test_what_compares_by_itself_is_no_choice(tmp_path: Path) -> None:
    body = "import numpy; return numpy.array([1, 2])"
    with pytest.raises(ScenarioError, match=r"it returned array\(\[1, 2\]\)"):
        played(desk(tmp_path, body), [case(0, SOLVED)])


def test_a_file_may_hold_dataclasses(tmp_path: Path) -> None:
    file = tmp_path / "own.py"
    file.write_text(
        "from __future__ import annotations\n"
        "from dataclasses import dataclass\n"
        "@dataclass\nclass Limits:\n    turns: int = 2\n"
        "def choose(seen):\n    return 'person' if seen.turn >= Limits().turns else None\n"
    )
    own = scenario(bot={}, policy={"python": f"{file}:choose"})
    assert played(own, [case(0, SOLVED)])[1].contacts.turns.tolist() == [2]


def test_a_file_that_leaves_python_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "own.py"
    file.write_text("import sys\nsys.exit(3)\n")
    with pytest.raises(ScenarioError, match="no function is called 'choose'"):
        Hook(f"{file}:choose", CodeNames((), (), ()))
    file.write_text("import sys\nsys.exit(3)\ndef choose(seen): return None\n")
    hook = Hook(f"{file}:choose", CodeNames((), (), ()))
    with pytest.raises(ScenarioError, match=r"policy.python: .*own.py: SystemExit: 3"):
        hook.ready()


@pytest.mark.parametrize("name", ["asked", "turn_limit", "outage", "bot_full"])
def test_a_function_has_not_the_name_of_a_rule_of_the_models_own(name: str) -> None:
    message = f"policy.python: a rule is already called '{name}'; rename the function"
    with pytest.raises(ValueError, match=message):
        scenario(policy={"python": f"own.py:{name}"})


def test_nothing_of_a_file_is_run_before_it_is_asked_for(tmp_path: Path) -> None:
    file, canary = tmp_path / "own.py", tmp_path / "canary"
    file.write_text(f"open({str(canary)!r}, 'a').close()\ndef choose(seen): return None\n")
    hook = Hook(f"{file}:choose", CodeNames((), (), ()))
    pickle.loads(pickle.dumps(hook))
    assert not canary.exists()
    hook.ready()
    assert canary.exists()


def test_a_function_that_goes_while_the_file_is_run(tmp_path: Path) -> None:
    file = tmp_path / "own.py"
    file.write_text("def choose(seen): return None\ndel choose\n")
    with pytest.raises(ScenarioError, match=r"no function is called 'choose'; define `def choose"):
        Hook(f"{file}:choose", CodeNames((), (), ())).ready()


def test_a_file_without_the_function(tmp_path: Path) -> None:
    file = tmp_path / "own.py"
    file.write_text("def chose(seen): return None")
    with pytest.raises(ScenarioError, match="no function is called 'choose'; did you mean `chose`"):
        Hook(f"{file}:choose", CodeNames((), (), ()))


def test_a_file_that_is_no_python(tmp_path: Path) -> None:
    file = tmp_path / "own.py"
    file.write_text("def choose(seen: return")
    with pytest.raises(ScenarioError, match=r"own.py: it is no Python: SyntaxError: "):
        Hook(f"{file}:choose", CodeNames((), (), ()))


def test_the_example_is_played_and_found_from_anywhere() -> None:
    file = EXAMPLES / "own_policy" / "desk.yaml"
    experiment = make_experiment(load(file, ["run.window=1 week", "demand.volume=1500/month"]))
    played_arms = {arm.name: (arm.plan, journal) for arm, journal in experiment.play(0)}
    plan, journal = played_arms["ai"]
    sent = journal.contacts.take(journal.contacts.rule == plan.rules.index("choose"))
    assert len(sent) > 50
    assert len(set(sent.turns.tolist())) > 2


def test_a_policy_that_is_not_there_is_named_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "desk.yaml"
    file.write_text("extends: sme\npolicy: {python: 'own.py:choose'}\n")
    with pytest.raises(ScenarioError) as found:
        load(file)
    first = str(found.value).splitlines()[0]
    assert first.startswith(f"{file}:2:18 policy.python: there is no file 'own.py' in ")


@pytest.mark.parametrize("path", ["own.py", "own:choose", "own.py:1st"])
def test_a_path_names_a_file_and_a_function(path: str) -> None:
    message = f"'{path}' does not name a function in a file; write `my_policy.py:choose`"
    with pytest.raises(ValueError, match=re.escape(message)):
        scenario(policy={"python": path})


def test_a_rule_has_not_the_name_of_the_function() -> None:
    rules = [{"name": "choose", "when": {}, "then": "bot"}]
    with pytest.raises(ValueError, match="a rule is already called 'choose'"):
        scenario(policy={"python": "own.py:choose", "rules": rules})
