"""Compiles the kernel and its checks while the package is built or installed.

Without a compiler SimPy plays, and Python checks.
"""

import importlib.util
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILD = "sim/engine/kernel/build.py"


class KernelHook(BuildHookInterface):  # type: ignore[type-arg]  # no config of its own
    """Puts the compiled libraries beside their sources, and into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile it; a machine that cannot gets a package that works without it."""
        kernel = _build_module(Path(self.root, BUILD))
        try:
            libraries = kernel.build_all()
        except (kernel.BuildError, OSError) as error:
            self.app.display_warning(f"no compiled engine, SimPy plays instead: {error}")
            return
        for library in libraries:
            build_data["artifacts"].append(f"/{library.relative_to(self.root).as_posix()}")
        # The libraries need no Python of a certain release, but this platform.
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform}"


def _build_module(path: Path) -> Any:
    """Return the module that compiles it, without importing the package, whose needs are absent."""
    spec = importlib.util.spec_from_file_location("kernel_build", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
