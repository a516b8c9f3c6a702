"""The file of records: what survives a death at any byte, who may add, what a full disk costs."""

import errno
import os
from pathlib import Path

import pytest

from sim.studies.memory.records import HEADER, InUseError, Records, held

KEYS = [bytes([number]) * 32 for number in range(3)]
KNOWN = [b"first", b"", b"the last \x00 one"]


def written(path: Path) -> bytes:
    records = Records(path)
    for key, known in zip(KEYS, KNOWN, strict=True):
        records.add(key, known)
    records.close()
    return path.read_bytes()


def found(path: Path) -> list[bytes]:
    records = Records(path)
    try:
        return [records.read(key) for key in KEYS if key in records]
    finally:
        records.close()


def test_what_is_added_is_read_again_by_another(tmp_path):
    written(tmp_path / "plays")
    assert found(tmp_path / "plays") == KNOWN


def test_what_is_added_is_handed_to_the_system_at_once(tmp_path):
    records = Records(tmp_path / "plays")
    records.add(KEYS[0], KNOWN[0])
    assert (tmp_path / "plays").read_bytes().endswith(KNOWN[0])
    records.close()


def test_a_tail_torn_at_any_byte_is_dropped_and_written_anew(tmp_path):
    path = tmp_path / "plays"
    whole = written(path)
    last = len(whole) - (8 + 16 + 32 + len(KNOWN[-1]))
    for end in range(last, len(whole)):
        path.write_bytes(whole[:end])
        assert found(path) == KNOWN[:-1]
        assert path.read_bytes() == whole[:last]
        records = Records(path)
        records.add(KEYS[-1], KNOWN[-1])
        records.close()
        assert path.read_bytes() == whole


@pytest.mark.parametrize("end", range(len(HEADER)))
def test_a_torn_beginning_is_an_empty_file(tmp_path, end):
    (tmp_path / "plays").write_bytes(HEADER[:end])
    assert found(tmp_path / "plays") == []
    assert (tmp_path / "plays").read_bytes() == HEADER


def test_every_flipped_bit_of_a_record_is_noticed(tmp_path):
    path = tmp_path / "plays"
    whole = written(path)
    last = len(whole) - (8 + 16 + 32 + len(KNOWN[-1]))
    for place in range(last, len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert found(path) == KNOWN[:-1]


def test_only_one_may_add(tmp_path):
    records = Records(tmp_path / "plays")
    with pytest.raises(InUseError):
        Records(tmp_path / "plays")
    with pytest.raises(InUseError), held(tmp_path / "plays"):
        pass
    records.close()
    with held(tmp_path / "plays"), pytest.raises(InUseError):
        Records(tmp_path / "plays")
    with held(tmp_path / "missing"):
        pass


def test_a_disk_that_fills_up_in_the_middle_of_a_record_leaves_those_before_it(
    tmp_path, monkeypatch
):
    path, own, left = tmp_path / "plays", os.pwrite, [10]
    written(path)
    before = path.read_bytes()

    def pwrite(file, data, start):
        count = own(file, data[: left[0]], start)
        left[0] -= count
        if count == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return count

    records = Records(path)
    monkeypatch.setattr(os, "pwrite", pwrite)
    with pytest.raises(OSError, match="No space left"):
        records.add(b"x" * 32, b"y" * 100)
    assert b"x" * 32 not in records
    records.close()
    assert path.read_bytes() == before
