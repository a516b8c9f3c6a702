"""Settings of the command line: `--set path=value` laid over a scenario."""

from dataclasses import replace

from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.files.keys import is_list_at, keys_at
from sim.scenario.files.limits import MOST_DEPTH
from sim.scenario.files.marks import Mark, UserText
from sim.scenario.files.parsing import parse
from sim.scenario.files.tree import Node, merge, planted
from sim.scenario.root import DEFAULT_ARMS, Scenario

_EXAMPLE = "write `path=value`, such as `demand.volume=300/month`"


def steps_of(setting: str) -> list[str]:
    """Return the steps of a setting's path."""
    return setting.partition("=")[0].split(".")


def lay_over(root: Node, node: Node, steps: list[str]) -> Node:
    """Return a scenario with one setting laid over it.

    Parameters
    ----------
    root
        What was written.
    node, steps
        The setting as a tree, and the steps of its path.

    Raises
    ------
    ScenarioError
        When it leads through a place that is not there.
    """
    if steps[0] == "arms" and steps[1:] and root.child("arms") is None:
        root = merge(planted({"arms": DEFAULT_ARMS}, root.mark), root)
    _check_places(root, node, steps)
    return merge(root, node)


def _check_places(root: Node, node: Node, steps: list[str]) -> None:
    """Refuse a path through a channel, a type, a team or an entry of a list that does not exist.

    What is set under an arm may concern what only the scenario says.
    """
    for number, step in enumerate(steps[:-1]):
        node, path = _only_child(node), steps[:number]
        below = root.child(step)
        if below is None and steps[0] != "arms" and (fault := _not_there(root, path, step)):
            raise ScenarioError(node.key.complaint(".".join(steps), fault))
        root = below or replace(root, value={})


def _not_there(root: Node, path: list[str], step: str) -> str | None:
    """Return what is wrong with a step that is not written; None: a key with a default."""
    place = ".".join([*path, step])
    if is_list_at(Scenario, [*path, step]):
        return f"the list `{place}` is empty; write it as a whole, `{place}=[...]`"
    is_name = not keys_at(Scenario, path) and keys_at(Scenario, [*path, step])
    if not (is_name and isinstance(root.value, dict) and root.value):
        return None
    near, remedy = suggest(step, root.value), f"write a new one as a whole, `{place}={{...}}`"
    rule = f"there is no {step!r} in `{'.'.join(path)}`{near}"
    return f"{rule} Or {remedy}" if near.endswith("?") else f"{rule}; {remedy}"


def _only_child(node: Node) -> Node:
    assert isinstance(node.value, dict)
    return next(iter(node.value.values()))


def parse_setting(setting: str) -> Node:
    """Return one setting as a tree to be laid over a scenario.

    Parameters
    ----------
    setting
        `path=value`: the path in dots, with positions in lists from 0; the value in YAML.

    Raises
    ------
    ScenarioError
        When the setting does not have this form, or its value is not YAML. A path that does not
        exist is found by the scenario's validation.
    """
    source = UserText("--set", (setting,))
    path, equals, value = setting.partition("=")
    steps = steps_of(setting)
    if not equals or not all(steps):
        raise ScenarioError(Mark(source, 0, 0).complaint("", _EXAMPLE))
    if len(steps) > MOST_DEPTH:
        rule = f"a path of {len(steps)} steps leads nowhere; {_EXAMPLE}"
        raise ScenarioError(Mark(source, 0, 0).complaint("", rule))
    node = parse(value, source, len(path) + 1)
    column = len(path)
    for step in reversed(steps):
        column -= len(step)
        key = Mark(source, 0, column)
        node = Node({step: replace(node, key=key)}, key, key)
        column -= 1
    return node
