"""What must agree where two processes are to give the same bytes: code, libraries, arithmetic."""

import hashlib
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sim.base.arithmetic import arithmetic_digest

PACKAGE = Path(__file__).parents[2]
SOURCES = {".py", ".c", ".h"}
"""Endings of the files that say what is played."""
SHOWN = 12
"""Digits of a digest that a message shows."""


@dataclass(frozen=True)
class Fingerprint:
    """What a result's bytes depend on, beside what was asked.

    Attributes
    ----------
    code
        SHA-256 of tierzero's sources, in hexadecimal.
    numpy, scipy
        Their releases.
    arithmetic
        SHA-256 of a thousand values, in hexadecimal.
    """

    code: str
    numpy: str
    scipy: str
    arithmetic: str

    def difference(self, other: "Fingerprint") -> tuple[str, str] | None:
        """Return what of two fingerprints differs, as each has it; None where they agree."""
        mine, theirs = asdict(self), asdict(other)
        unlike = [name for name in mine if mine[name] != theirs[name]]
        if not unlike:
            return None
        return _words(mine, unlike), _words(theirs, unlike)


@cache
def fingerprint() -> Fingerprint:
    """Return the fingerprint of this process."""
    return Fingerprint(code_digest(), _release("numpy"), _release("scipy"), arithmetic_digest())


def code_digest(root: Path = PACKAGE) -> str:
    """Return the SHA-256 of all sources of the package, names included, in hexadecimal.

    Parameters
    ----------
    root
        The package's folder.
    """
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in SOURCES:
            digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _words(fields: dict[str, str], names: list[str]) -> str:
    """Return some fields in words, such as `numpy 2.4.6, arithmetic 0f3a...`."""
    return ", ".join(f"{name} {fields[name][:SHOWN]}" for name in names)


def _release(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
