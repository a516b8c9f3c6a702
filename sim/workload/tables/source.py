"""The bytes of a data file, and what they are to be read as."""

import codecs
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from sim.base.regular_file import UnfitFileError, read_regular
from sim.scenario.errors import ScenarioError
from sim.scenario.sections.data_file import DataFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_DIGESTS: dict[str, str] = {}
"""Digests of the files that this process has read, by their paths."""


@dataclass(frozen=True)
class Source:
    """A file that was read whole."""

    name: str
    """Path as messages show it."""
    data: bytes
    """What it holds."""
    encoding: str
    """Python's name of the encoding."""
    sha256: str
    """Digest of the bytes, in hexadecimal."""

    @classmethod
    def of(cls, file: DataFile) -> "Source":
        """Read a file.

        Raises
        ------
        ScenarioError
            When it cannot be read, or is no text.
        """
        name = shown(file.file)
        try:
            data = read_regular(file.file)
        except UnfitFileError as error:
            raise ScenarioError(f"{name}: {error}; correct the path in the scenario") from None
        source = cls(name, data, _encoding(data, file.encoding), _digest(data))
        source._check_text(file)
        _DIGESTS[file.file] = source.sha256
        return source

    def _check_text(self, file: DataFile) -> None:
        """Check that the bytes are text in the encoding."""
        if self.data.startswith(b"PK\x03\x04"):
            raise ScenarioError(f"{self.name}: a workbook, not text; save its sheet as CSV UTF-8")
        try:
            self.data.decode(self.encoding)
        except UnicodeDecodeError as error:
            # Truncated UTF-16 ends without a byte to show.
            bad = self.data[error.start : error.start + 1].hex() or "?"
            line = self.data.count(b"\n", 0, error.start) + 1
            column = error.start - self.data.rfind(b"\n", 0, error.start)
            remedy = "save it as CSV UTF-8"
            if self.encoding.startswith("utf-8"):
                remedy += ", or declare `encoding: windows-1252` beside `file`"
            rule = f"the byte {bad} is no letter in {file.encoding}"
            raise ScenarioError(f"{self.name}:{line}:{column}: {rule}; {remedy}") from None
        if not self.encoding.startswith("utf-16") and b"\0" in self.data:
            rule = "the file holds NUL bytes: it is no CSV text in " + file.encoding
            raise ScenarioError(
                f"{self.name}: {rule}; save it as CSV UTF-8, or declare `encoding: utf-16`"
            )


def check_pin(file: DataFile, sha256: str) -> None:
    """Check that a file that was read is the one that it must be.

    Raises
    ------
    ScenarioError
        When its digest is another one than is declared.
    """
    if file.sha256 not in (None, sha256):
        rule = f"its SHA-256 is {sha256[:12]}..., not {str(file.sha256)[:12]}..."
        remedy = "it has changed since it was named or first read; begin again, or restore it"
        raise ScenarioError(f"{shown(file.file)}: {rule}: {remedy}")


def shown(path: str) -> str:
    """Return a path as messages show it: from where the user stands, if it is below."""
    try:
        return str(Path(path).relative_to(os.getcwd()))
    except ValueError:
        return path


def last_digest(path: str) -> str | None:
    """Return the SHA-256 of a file when this process last read it; None if it never did."""
    return _DIGESTS.get(path)


def _encoding(data: bytes, declared: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    return "cp1252" if declared == "windows-1252" else declared


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
