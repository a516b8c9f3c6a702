"""Whose code may a study run? A scenario names policies in Python, and somebody may have sent it.

The function of the scenario that the user named runs, if its file lies beside it. What a manifest
or a base names, and files elsewhere, run only where the user allows it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sim.studies.files import with_files_in

if TYPE_CHECKING:
    from sim.scenario.errors import FieldPath
    from sim.scenario.files.loading import Loaded

Code = Literal["own", "allowed", "none"]
"""Whether the user's own code runs, or all code that the user allows, or none at all."""
ALLOW = "read it, and add --allow-code to run it (in Python `sim.load(..., allow_code=True)`)"


def check_code(loaded: "Loaded", code: Code) -> None:
    """Check that all code that the arms name may run.

    Parameters
    ----------
    loaded
        The scenario.
    code
        `own` runs that of the scenario that was named; `allowed` only what is allowed expressly;
        `none` runs nothing, and so has nothing to refuse.

    Raises
    ------
    ScenarioError
        When some code may not run; the text says where it is named, and what to write.
    """
    if code == "none" or loaded.allow_code:
        return
    for arm, scenario in loaded.arms.items():
        if scenario.policy.python is not None:
            path = _place(loaded, arm)
            if problem := _problem(loaded, path, scenario.policy.python, code):
                raise loaded.error(path, f"{scenario.policy.python!r} {problem}; {ALLOW}")


def code_of(scenarios: Iterable["Loaded"]) -> list[str]:
    """Return the functions that playing scenarios runs, by their full paths, each once."""
    placed = (
        with_files_in(scenario, loaded.folder)
        for loaded in scenarios
        for scenario in loaded.arms.values()
    )
    return list(dict.fromkeys(own.policy.python for own in placed if own.policy.python))


def _place(loaded: "Loaded", arm: str) -> "FieldPath":
    """Return where an arm's code is named: in its overrides or for all arms."""
    own: FieldPath = ("arms", arm, "policy", "python")
    steps, _ = loaded.root.nearest(own)
    return own if steps == own else ("policy", "python")


def _problem(loaded: "Loaded", path: "FieldPath", python: str, code: Code) -> str | None:
    """Return why code may not run unasked; None: it may."""
    if code == "allowed":
        return "is code, which this command runs only if that is allowed"
    if loaded.from_manifest:
        return "is code, and a manifest names it"
    text = loaded.root.nearest(path)[1].mark.text
    # A setting is known by what it says: a file may be called `--set`, too. A program's own has
    # no place.
    is_setting = not text.has_places or (len(text.lines) == 1 and text.lines[0] in loaded.settings)
    if text.name != loaded.root.mark.text.name and not is_setting:
        return f"is code, and {text.name}, which is extended, names it"
    file = (loaded.folder / python.rpartition(":")[0]).resolve()
    if not file.is_relative_to(Path(loaded.folder).resolve()):
        return f"is code outside the scenario's folder {str(loaded.folder)!r}"
    return None
