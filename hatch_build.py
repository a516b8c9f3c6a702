"""Compiles the libraries while the package is built or installed.

Without a compiler SimPy plays, Python checks and NumPy draws. `TIERZERO_TARGET=darwin-arm64`, or
another name of `TARGETS` in the module that compiles, makes the wheel of that platform, by Zig.
`make wheels` makes all of them.
"""

import importlib.util
import os
import sysconfig
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILD = "sim/base/libraries.py"
EXTRA = "build"
"""The extra of pyproject.toml that says which Zig."""


class KernelHook(BuildHookInterface):  # type: ignore[type-arg]  # no config of its own
    """Puts the compiled libraries beside their sources, and into the wheel."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Zig where nothing else compiles, or another platform is compiled for."""
        if not _target() and not self._libraries.lacks_only_zig():
            return []
        extra = self.metadata.core.optional_dependencies[EXTRA]
        return [requirement for requirement in extra if requirement.startswith("ziglang")]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile it; a machine that cannot gets a package that works without it."""
        if _target():
            self._cross_compile(build_data)
            return
        try:
            libraries = self._libraries.build_all()
        except (self._libraries.BuildError, OSError) as error:
            self.app.display_warning(f"no compiled engine, SimPy plays instead: {error}")
            return
        for library in libraries:
            build_data["artifacts"].append(f"/{library.relative_to(self.root).as_posix()}")
        # It was compiled for this machine, on which `manylinux` promises nothing.
        _tag(build_data, sysconfig.get_platform().replace("-", "_").replace(".", "_"))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove what was compiled for another platform."""
        if _target():
            self._folder.cleanup()

    def _cross_compile(self, build_data: dict[str, Any]) -> None:
        target = self._libraries.TARGETS[_target()]
        self._folder = tempfile.TemporaryDirectory(prefix="tierzero-kernel-")
        for library in self._libraries.LIBRARIES:
            name = f"{library.stem}{target.ending}"
            made = Path(self._folder.name, name)
            self._libraries.build(library, target=target, made=made)
            place = library.with_name(name).relative_to(self.root)
            build_data["force_include"][str(made)] = place.as_posix()
        _tag(build_data, target.tag)

    @cached_property
    def _libraries(self) -> Any:
        """The module that compiles it, without importing the package, whose needs are absent."""
        spec = importlib.util.spec_from_file_location("libraries", Path(self.root, BUILD))
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


def _target() -> str:
    """Return which other platform the wheel is for; nothing: for this machine."""
    return os.environ.get("TIERZERO_TARGET", "")


def _tag(build_data: dict[str, Any], platform: str) -> None:
    """Name the wheel: the library needs no Python of a certain release, but this platform."""
    build_data["pure_python"] = False
    build_data["tag"] = f"py3-none-{platform}"
