"""Scenario files and the bases that they extend, as one tree."""

import os
from pathlib import Path
from typing import NamedTuple

from sim.base.regular_file import UnfitFileError, read_regular
from sim.base.visible import shortened
from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.files.limits import MOST_BASES
from sim.scenario.files.marks import Mark, UserText, split_lines
from sim.scenario.files.parsing import parse
from sim.scenario.files.presets import preset_names, preset_path
from sim.scenario.files.tree import Node, merge
from sim.scenario.root import Scenario

_SUFFIXES = (".yaml", ".yml", ".json")
_RULE = "a scenario must begin with `name: ...` and have sections such as `demand:`"


class Written(NamedTuple):
    """What a file and its bases say."""

    root: Node
    """The whole scenario as it was written."""
    folder: Path
    """Where the files that it names are looked for: the file's own folder, or the one that a
    manifest names."""
    digests: dict[str, str]
    """SHA-256 of the data files that a manifest remembers, by their names in the scenario."""
    by_hand: Node | None = None
    """What of a manifest's scenario somebody wrote; None: all of it."""


class _UnplacedError(ScenarioError):
    """A file cannot be used; where it is named is still to be said."""


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
    if name in preset_names() and not os.path.isfile(path):
        return preset_path(name)
    if os.path.isdir(path):
        raise _UnplacedError(f"{name!r} is a folder; name a file in it")
    if not os.path.exists(path):  # unlike that of Path it is False for what cannot be a name
        shown = shortened(repr(name), 80)
        raise _UnplacedError(f"there is no file or preset {shown}{_near(name, path)}")
    return path


def _near(name: str, path: Path) -> str:
    """Return the guess at what was meant; of the files beside it, only one that is nearly it."""
    beside = Path(path.parent) if os.path.isdir(path.parent) else Path()
    near = sorted(file.name for file in beside.glob("*") if file.suffix in _SUFFIXES)
    meant = suggest(name, [str(Path(name).with_name(neighbour)) for neighbour in near])
    guess = suggest(name, preset_names())
    return meant if meant.startswith("; did") and not guess.startswith("; did") else guess


def read(path: Path, trail: tuple[Path, ...] = ()) -> Written:
    """Return what a file says, laid over the base that it extends.

    Parameters
    ----------
    path
        A scenario, or the manifest of a run, whose key `scenario` is read.
    trail
        The files that lead here by extending one another. A file that another one names may be
        anything: no line of it is shown unless it is a scenario.

    Raises
    ------
    ScenarioError
        When a file cannot be read, is not a scenario, or extends itself.
    """
    written = _read_one(path, is_base=bool(trail))
    return written._replace(root=with_base(written.root, path.parent, (*trail, path.resolve())))


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
        if below.resolve() in trail:
            names = " -> ".join(file.name for file in (*trail, below))
            raise _UnplacedError(f"files extend each other in a circle: {names}")
        if len(trail) > MOST_BASES:
            raise _UnplacedError(f"over {MOST_BASES} files extend each other; join some of them")
        lower = read(below, trail).root
    except _UnplacedError as error:
        raise ScenarioError(base.mark.complaint("extends", str(error))) from None
    return merge(lower, root.without("extends"))


def _read_one(path: Path, *, is_base: bool) -> Written:
    text = _text(path)
    source = UserText(str(path), split_lines(text), quoted=not is_base)
    root = parse(text, source)
    keys = ("scenario", "folder", "files", "written")
    manifest, folder, files, by_hand = (root.child(key) for key in keys)
    if manifest:
        root = manifest
    if is_base:
        _check_base(root, source)
        source.quoted = True
    if not isinstance(root.value, dict):
        raise ScenarioError(Mark(source, 0, 0).complaint("", _RULE))
    if not manifest:
        return Written(root, path.parent, {})
    digests = files.plain() if files and isinstance(files.value, dict) else {}
    beside = path.parent / str(folder.value) if folder else path.parent
    by_hand = by_hand if by_hand and isinstance(by_hand.value, dict) else None
    return Written(root, beside, {name: str(digest) for name, digest in digests.items()}, by_hand)


def _text(path: Path) -> str:
    try:
        return read_regular(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _UnplacedError(f"{path}: the file is not UTF-8 text; save it as UTF-8") from None
    except UnfitFileError as error:
        raise _UnplacedError(f"{path}: {error}") from None


def _check_base(root: Node, source: UserText) -> None:
    """Check that a file that another one extends is a scenario; show nothing of it otherwise."""
    known = {*Scenario.model_fields, "extends"}
    keys = root.value if isinstance(root.value, dict) else {}
    unknown = [node.key.line + 1 for key, node in keys.items() if key not in known]
    if len(unknown) == len(keys):
        raise _UnplacedError(f"{source.name} is not a scenario; {_RULE}")
    if unknown:
        choices = ", ".join(f"`{key}`" for key in Scenario.model_fields)
        rule = f"{source.name}:{unknown[0]} has a key that no scenario has; possible: {choices}"
        raise _UnplacedError(rule)
