"""Say on which machine figures were measured: without it they mean nothing."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("numpy", "scipy", "simpy", "ciw", "cimba")


def describe() -> dict[str, str]:
    """Return what figures depend on, by name: processor, cores, system and versions."""
    return {
        "processor": processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        **{name: found for name in PACKAGES if (found := _version(name))},
    }


def line() -> str:
    """Return the machine in one line."""
    return ", ".join(f"{name} {value}" for name, value in describe().items())


def processor() -> str:
    """Return the processor's model; where the system does not say it, its architecture."""
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        for entry in listed.read_text(encoding="utf-8").splitlines():
            if entry.startswith("model name"):
                return entry.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
