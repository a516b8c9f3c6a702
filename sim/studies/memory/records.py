"""A file to which one process adds records, and which survives the death of it at any byte.

A record is its length, the checksum of what follows, a key, and what is known under it. It is
handed to the system at once, which keeps it whatever becomes of the process, and is on the disk a
second later. Where the last record was torn, reading ends before it, and the next one takes its
place.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from struct import Struct
from threading import Event, Thread

HEADER = b"tierzero plays 1\n"
KEY_BYTES = 32
SYNC_SECONDS = 1.0

_HEAD = Struct("<Q16s")


class InUseError(RuntimeError):
    """Another process adds to the file."""


class Records:
    """The records of a file.

    Parameters
    ----------
    path
        The file; it is made where it is missing.

    Raises
    ------
    InUseError
        When another process has it open.
    OSError
        When it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        self._places: dict[bytes, tuple[int, int]] = {}
        try:
            _lock(self._file)
            self._end = self._read_all()
        except BaseException:
            os.close(self._file)
            raise
        self._unsynced, self._closed = Event(), Event()
        self._syncing = Thread(target=self._sync_each_second, daemon=True)
        self._syncing.start()

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._places)

    def __contains__(self, key: bytes) -> bool:
        """Return whether there is a record under a key."""
        return key in self._places

    def read(self, key: bytes) -> bytes:
        """Return what is known under a key."""
        start, length = self._places[key]
        return os.pread(self._file, length, start)

    def add(self, key: bytes, known: bytes) -> None:
        """Add a record.

        Raises
        ------
        OSError
            When it cannot be written; the file is as it was before.
        """
        content = key + known
        record = _HEAD.pack(len(content), _checksum(content)) + content
        try:
            _write(self._file, record, self._end)
        except OSError:
            with suppress(OSError):
                os.ftruncate(self._file, self._end)
            raise
        self._places[key] = self._end + _HEAD.size + len(key), len(known)
        self._end += len(record)
        self._unsynced.set()

    def close(self) -> None:
        """Write all of it to the disk, and let others have the file."""
        if not self._closed.is_set():
            self._closed.set()
            self._unsynced.set()
            self._syncing.join()
            os.close(self._file)

    def _read_all(self) -> int:
        """Read where the records are, cut off what is torn, and return where the next begins."""
        with open(self._file, "rb", closefd=False) as file:
            if file.read(len(HEADER)) != HEADER:
                os.ftruncate(self._file, 0)
                _write(self._file, HEADER, 0)
                return len(HEADER)
            end = len(HEADER)
            while (head := file.read(_HEAD.size)) and len(head) == _HEAD.size:
                length, checksum = _HEAD.unpack(head)
                content = file.read(min(length, _rest(self._file, end)))
                if len(content) != length or _checksum(content) != checksum:
                    break
                start = end + _HEAD.size + KEY_BYTES
                self._places[content[:KEY_BYTES]] = start, length - KEY_BYTES
                end += _HEAD.size + length
        os.ftruncate(self._file, end)
        return end

    def _sync_each_second(self) -> None:
        while not self._closed.wait(SYNC_SECONDS):
            self._sync()
            self._unsynced.wait()
        self._sync()

    def _sync(self) -> None:
        self._unsynced.clear()
        # A disk that fails is heard of when the next record is added.
        with suppress(OSError):
            os.fsync(self._file)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep all others from a file of records in a block; one that is missing nobody has.

    Raises
    ------
    InUseError
        When a process has it open.
    """
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        yield
        return
    try:
        _lock(file)
        yield
    finally:
        os.close(file)


def _lock(file: int) -> None:
    """Lock a file until it is closed, or its process ends in whichever way."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InUseError from None


def _write(file: int, data: bytes, start: int) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(file, view, start)
        view, start = view[written:], start + written


def _rest(file: int, start: int) -> int:
    """Return how many bytes stand behind a place: no more can be read, whatever a head says."""
    return max(0, os.fstat(file).st_size - start)


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()
