"""Our vectorised Philox4x64-10 against numpy's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.workload.draws.philox import philox4x64

words = st.integers(0, 2**64 - 1)


def numpy_block(key, counter):
    """Return numpy's block at a counter; numpy adds 1 to its 256-bit counter before each block."""
    bits = np.random.Philox(key=np.array(key, dtype=np.uint64))
    before = (counter[0] + (counter[1] << 64) - 1) % 2**256
    state = bits.state
    state["state"]["counter"] = np.array(
        [before >> 64 * i & (2**64 - 1) for i in range(4)], np.uint64
    )
    bits.state = state
    return bits.random_raw(4).tolist()


def our_block(key, counter):
    shaped = np.array(key, dtype=np.uint64).reshape(2, 1, 1)
    return philox4x64(shaped, np.array(counter, dtype=np.uint64).reshape(2, 1))[0, 0].tolist()


@given(st.tuples(words, words), st.tuples(words, words))
def test_any_block_equals_numpys(key, counter):
    assert our_block(key, counter) == numpy_block(key, counter)


def test_the_zero_block_under_the_zero_key():
    # Known answer of Random123 (kat_vectors, philox4x64 10).
    assert our_block((0, 0), (0, 0)) == [
        0x16554D9ECA36314C,
        0xDB20FE9D672D0FDC,
        0xD7E772CEE186176B,
        0x7E68B68AEC7BA23B,
    ]


def test_many_streams_and_blocks_at_once():
    rng = np.random.default_rng(1)
    keys = rng.integers(0, 2**64, (2, 3, 5), dtype=np.uint64)
    counters = rng.integers(0, 2**64, (2, 5), dtype=np.uint64)
    blocks = philox4x64(keys, counters)
    assert blocks.shape == (3, 5, 4)
    for stream in range(3):
        for block in range(5):
            expected = numpy_block(keys[:, stream, block].tolist(), counters[:, block].tolist())
            assert blocks[stream, block].tolist() == expected


def test_consecutive_blocks_are_numpys_stream():
    counters = np.array([np.arange(1, 26), np.zeros(25)], dtype=np.uint64)
    keys = np.broadcast_to(np.array([7, 9], dtype=np.uint64).reshape(2, 1, 1), (2, 1, 25))
    stream = np.random.Philox(key=np.array([7, 9], dtype=np.uint64)).random_raw(100)
    assert philox4x64(keys, counters).ravel().tolist() == stream.tolist()


@pytest.mark.parametrize("shape", [(2, 0, 4), (2, 3, 0)])
def test_nothing_asked_gives_nothing(shape):
    blocks = philox4x64(np.zeros(shape, np.uint64), np.zeros((2, shape[2]), np.uint64))
    assert blocks.shape == (*shape[1:], 4)


def test_the_arguments_are_not_changed():
    key, counter = np.full((2, 1, 1), 3, np.uint64), np.full((2, 1), 4, np.uint64)
    philox4x64(key, counter)
    assert (key == 3).all()
    assert (counter == 4).all()
