"""A failed validation as complaints that name the place of each mistake in what was written."""

from collections.abc import Iterator
from itertools import groupby, islice

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sim.scenario.errors import FieldPath
from sim.scenario.files.keys import keys_at
from sim.scenario.files.limits import MOST_COMPLAINTS
from sim.scenario.files.tree import Node
from sim.scenario.files.wording import is_of_another_kind, wording
from sim.scenario.root import Scenario


def complain(root: Node, path: FieldPath, message: str, prefix: str = "") -> str:
    """Return one complaint: place, path, message, source line and caret.

    Parameters
    ----------
    root
        The values with their places.
    path
        Keys and positions; the complaint is placed at what is written of it.
    message
        What is wrong.
    prefix
        What the path that is shown begins with, such as `arms.ai.`.
    """
    steps, node = root.nearest(path)
    if node.value is None or isinstance(node.value, dict | list):
        return node.key.complaint(_dotted(prefix, path), message)
    return node.mark.complaint(_dotted(prefix, steps), message)


def complaints(error: ValidationError, root: Node, prefix: str = "") -> list[str]:
    """Return a complaint for each of the first mistakes in the plain value of `root`."""
    errors = error.errors(include_url=False)
    listed = islice(_findings(errors, root), MOST_COMPLAINTS)
    lines = [_complaint(alternatives, root, prefix) for alternatives in listed]
    return [*lines, more_of(len(errors))] if len(errors) > MOST_COMPLAINTS else lines


def more_of(mistakes: int) -> str:
    """Return the last line of a list of mistakes that is not complete."""
    return f"{mistakes:,} mistakes in all; correct those above, then check again"


def _complaint(alternatives: list[ErrorDetails], root: Node, prefix: str) -> str:
    loc, kind = alternatives[0]["loc"], alternatives[0]["type"]
    steps, node = root.nearest(loc)
    keys = keys_at(Scenario, steps[:-1])
    message = "; or: ".join(dict.fromkeys(wording(finding, keys) for finding in alternatives))
    if kind == "extra_forbidden" or loc[-1:] == ("[key]",):
        return node.key.complaint(_dotted(prefix, steps), message)
    return complain(root, (*steps, loc[-1]) if kind == "missing" else steps, message, prefix)


def _dotted(prefix: str, path: FieldPath) -> str:
    return prefix + ".".join(map(str, path))


def _findings(errors: list[ErrorDetails], root: Node) -> Iterator[list[ErrorDetails]]:
    """Yield findings one by one, but those about the members of one union together."""
    for point, group in groupby(errors, key=lambda finding: _written(finding, root)):
        findings = list(group)
        inside = [
            finding for finding in findings if len(root.nearest(finding["loc"])[0]) > len(point)
        ]
        if inside:
            member = inside[0]["loc"][len(point)]
            of_member = [finding for finding in inside if finding["loc"][len(point)] == member]
            for _, alternatives in groupby(of_member, key=lambda finding: _place(finding, root)):
                yield _fitting(list(alternatives))
        else:
            yield _fitting(findings)


def _place(finding: ErrorDetails, root: Node) -> FieldPath:
    """Return the steps to what a finding is about, also where that is missing."""
    steps, _ = root.nearest(finding["loc"])
    return (*steps, finding["loc"][-1]) if finding["type"] == "missing" else steps


def _fitting(alternatives: list[ErrorDetails]) -> list[ErrorDetails]:
    """Return the findings about alternatives of the kind that was written; else the first."""
    fitting = [finding for finding in alternatives if not is_of_another_kind(finding)]
    return fitting or alternatives[:1]


def _written(finding: ErrorDetails, root: Node) -> tuple[str | int, ...]:
    """Return the steps before the name of a union's member; all if there is none."""
    loc, node = finding["loc"], root
    for count, step in enumerate(loc):
        child = node.child(step)
        if child is None:
            is_key = finding["type"] == "missing" and count == len(loc) - 1
            return loc if is_key else loc[:count]
        node = child
    return loc
