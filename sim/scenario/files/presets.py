"""Scenarios that come with the product, by name."""

from pathlib import Path

from sim.scenario.errors import ScenarioError, suggest

# Installed, the presets lie in sim/scenario/presets; in a checkout, in configs/.
_FOLDERS = (Path(__file__).parents[1] / "presets", Path(__file__).parents[3] / "configs")


def preset_names() -> list[str]:
    """Return the presets' names in alphabetical order."""
    return sorted(path.stem for path in _folder().glob("*.yaml"))


def preset_path(name: str) -> Path:
    """Return the file of a preset.

    Raises
    ------
    ScenarioError
        When no preset has the name.
    """
    if name not in preset_names():
        raise ScenarioError(f"no preset is called {name!r}{suggest(name, preset_names())}")
    return _folder() / f"{name}.yaml"


def preset_story(name: str) -> str:
    """Return what a preset is about: the comment in its first line."""
    first, *_ = preset_path(name).read_text(encoding="utf-8").splitlines()
    return first.lstrip("# ")


def _folder() -> Path:
    return next(folder for folder in _FOLDERS if folder.is_dir())
