"""Settings of the command line: `--set path=value` laid over a scenario."""

from dataclasses import replace

from sim.scenario.errors import ScenarioError
from sim.scenario.files.limits import MOST_DEPTH
from sim.scenario.files.marks import Mark, UserText
from sim.scenario.files.parsing import parse
from sim.scenario.files.tree import Node

_EXAMPLE = "write `path=value`, such as `demand.volume=300/month`"


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
    steps = path.split(".")
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
