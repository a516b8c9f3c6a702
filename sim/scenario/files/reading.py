"""Scenario files and the bases that they extend, as one tree."""

import json
from pathlib import Path

from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.files.marks import Mark, UserText
from sim.scenario.files.parsing import parse
from sim.scenario.files.presets import preset_names, preset_path
from sim.scenario.files.tree import Node, merge, planted

_SUFFIXES = (".yaml", ".yml", ".json")


def find(name: str, folder: Path) -> Path:
    """Return the file that a path or a preset's name means.

    Parameters
    ----------
    name
        A path, which has a suffix or a folder, or the name of a preset.
    folder
        What a relative path is relative to.

    Raises
    ------
    ScenarioError
        When it is neither; the message is without a place.
    """
    path = folder / name
    if name in preset_names() and not path.is_file():
        return preset_path(name)
    if path.is_dir():
        raise ScenarioError(f"{name!r} is a folder; name a file in it")
    if not path.exists():
        near = sorted(file.name for file in path.parent.glob("*") if file.suffix in _SUFFIXES)
        choices = [*preset_names(), *(str(Path(name).with_name(neighbour)) for neighbour in near)]
        raise ScenarioError(f"there is no file or preset {name!r}{suggest(name, choices)}")
    return path


def read(path: Path, trail: tuple[Path, ...] = ()) -> tuple[Node, Path]:
    """Return what a file says, laid over the base that it extends.

    Parameters
    ----------
    path
        A scenario, or the manifest of a run, whose key `scenario` is read.
    trail
        The files that lead here by extending one another.

    Returns
    -------
    Node
        The whole scenario as it was written.
    Path
        Where the files that it names are looked for: the file's own folder, or the one that a
        manifest names.

    Raises
    ------
    ScenarioError
        When a file cannot be read, is not a mapping, or extends itself.
    """
    root, folder = _read_one(path)
    return with_base(root, path.parent, (*trail, path.resolve())), folder


def with_base(root: Node, folder: Path, trail: tuple[Path, ...] = ()) -> Node:
    """Return a scenario laid over the base that it extends, if it does.

    Parameters
    ----------
    root
        What a file or a program says.
    folder
        What the base's path is relative to.
    trail
        The files that lead here by extending one another.
    """
    base = root.child("extends")
    if base is None:
        return root
    if not isinstance(base.value, str):
        raise ScenarioError(base.key.complaint("extends", "name one file or preset"))
    try:
        below = find(base.value, folder)
    except ScenarioError as error:
        raise ScenarioError(base.mark.complaint("extends", str(error))) from None
    if below.resolve() in trail:
        names = " -> ".join(file.name for file in (*trail, below))
        raise ScenarioError(
            base.mark.complaint("extends", f"files extend each other in a circle: {names}")
        )
    return merge(read(below, trail)[0], root.without("extends"))


def written_before(path: Path) -> Node | None:
    """Return what somebody wrote of the scenario that a manifest has in full; None: no manifest."""
    if path.suffix != ".json":
        return None
    document = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(document, dict) or not isinstance(document.get("written"), dict):
        return None
    return planted(document["written"], Mark(UserText(str(path), ()), 0, 0))


def _read_one(path: Path) -> tuple[Node, Path]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ScenarioError(f"{path}: the file is not UTF-8 text") from None
    except OSError as error:
        raise ScenarioError(f"{path}: {error.strerror}") from None
    source = UserText(str(path), tuple(text.splitlines()))
    root = parse(text, source)
    manifest, folder = root.child("scenario"), root.child("folder")
    if manifest:
        root = manifest
    if not isinstance(root.value, dict):
        rule = "a scenario begins with `name: ...` and has sections such as `demand:`"
        raise ScenarioError(Mark(source, 0, 0).complaint("", rule))
    return root, path.parent / str(folder.value) if folder and manifest else path.parent
