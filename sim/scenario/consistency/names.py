"""Whether names can be shown, told apart, and given to folders."""

from collections.abc import Iterable, Iterator

from sim.base.visible import hidden_character
from sim.scenario.consistency.problem import Problem
from sim.scenario.derived.queues import DISPATCH, REVIEW, reviewing_team
from sim.scenario.errors import FieldPath
from sim.scenario.root import Scenario

MOST_LETTERS = 80
"""Characters of a name."""
MOST_BYTES = 200
"""Bytes of an arm's name in UTF-8: file systems take 255, and folders have endings."""

_NO_FOLDER = '/\\:*?"<>|'
"""What one or the other operating system does not allow in the name of a folder."""


def names(scenario: Scenario) -> Iterator[Problem]:
    """Check every name that the user gives: it is shown in tables, and some stand in paths."""
    for path, name in _given(scenario):
        for rule in _unshown(name):
            yield path, f"{rule}; choose another name"
    for section in ("channels", "inquiry_types"):
        for name in getattr(scenario, section):
            # The slash joins a queue's name and its channel's.
            if "/" in name:
                yield (section, name), f"the name {name!r} contains a `/`; choose another name"
    yield from _arms(scenario.arms)
    yield from _queues_of_their_own(scenario)


def _given(scenario: Scenario) -> Iterator[tuple[FieldPath, str]]:
    """Yield every name with its place."""
    yield ("name",), scenario.name
    for section in ("channels", "inquiry_types", "segments", "programmes", "arms"):
        yield from (((section, name), name) for name in getattr(scenario, section))
    yield from ((("people", "teams", name), name) for name in scenario.people.teams)
    for place, rule in enumerate(scenario.policy.rules):
        yield ("policy", "rules", place, "name"), rule.name
    for name, kind in scenario.inquiry_types.items():
        if kind.queue is not None:
            yield ("inquiry_types", name, "queue"), kind.queue
        if kind.tier2:
            yield ("inquiry_types", name, "tier2", "queue"), kind.tier2.queue


def _unshown(name: str) -> Iterator[str]:
    """Yield why a name cannot be shown in a table."""
    if not name.strip():
        yield "a name of blanks only cannot be seen"
    elif hidden_character(name) or any(letter in name for letter in "\t\n\r"):
        yield f"the name {name!r} contains a control character or a line break"
    elif len(name) > MOST_LETTERS:
        yield f"a name of {len(name)} characters is too long for a table; {MOST_LETTERS} are enough"


def _arms(arms: Iterable[str]) -> Iterator[Problem]:
    """Check that each arm can have a folder of its name, and be named in `--arms`."""
    taken: dict[str, str] = {}
    for name in arms:
        path, first = ("arms", name), taken.setdefault(name.casefold(), name)
        bad = [letter for letter in (*_NO_FOLDER, ",") if letter in name]
        if bad:
            rule = f"the name {name!r} contains a `{bad[0]}`"
            yield path, f"{rule}, and an arm has a folder of its name; choose another name"
        elif name != name.strip(". "):
            rule = f"the name {name!r} begins or ends with a dot or a blank"
            yield path, f"{rule}, and an arm has a folder of its name; choose another name"
        elif len(name.encode(errors="replace")) > MOST_BYTES:
            yield path, f"the name is over {MOST_BYTES} bytes long; choose a shorter one"
        elif first != name:
            rule = f"{first!r} and {name!r} are one folder where upper and lower case are not told"
            yield path, f"{rule} apart; choose another name"


def _queues_of_their_own(scenario: Scenario) -> Iterator[Problem]:
    """Check that nothing else is called like the dispatchers' queue, or that of the reviewers."""
    whose = {}
    if scenario.triage.method == "dispatcher":
        whose[DISPATCH] = "dispatchers"
    if reviewing_team(scenario) is not None:
        whose[REVIEW] = "reviewers"
    for queue, people in whose.items():
        for name, kind in scenario.inquiry_types.items():
            if queue in (name, kind.queue, kind.tier2 and kind.tier2.queue):
                rule = f"`{queue}` is the {people}' queue; choose another name"
                yield ("inquiry_types", name), rule
