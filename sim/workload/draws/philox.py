"""Philox4x64-10: numbers without a state, made from a key and a counter.

J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, *Parallel random numbers: as easy as 1, 2, 3*,
SC'11 (2011), doi:10.1145/2063384.2063405. `numpy.random.Philox` is the same generator for one
stream at a time; this one makes blocks of many streams in one call.
"""

from typing import Final

import numpy as np

from sim.base.arrays import Words

WORDS: Final = 4
"""Words of a block."""

_ROUNDS: Final = 10
_LOW: Final = np.uint64(0xFFFFFFFF)
_HALF: Final = np.uint64(32)


def _pair(of_word_0: int, of_word_1: int) -> Words:
    return np.array([of_word_0, of_word_1], dtype=np.uint64)[:, None, None]


# The paper's constants: multipliers of the even counter words and increments of the key words.
_MULTIPLIERS: Final = _pair(0xD2E7470EE14C6C93, 0xCA5A826395121157)
_INCREMENTS: Final = _pair(0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B)
_MULTIPLIERS_LOW: Final = _MULTIPLIERS & _LOW
_MULTIPLIERS_HIGH: Final = _MULTIPLIERS >> _HALF


def philox4x64(key: Words, counter: Words) -> Words:
    """Encrypt the counters ``(c0, c1, 0, 0)``, each under its key.

    Parameters
    ----------
    key
        Key words 0 and 1, shape ``(2, streams, blocks)``.
    counter
        Counter words 0 and 1, shape ``(2, blocks)``.

    Returns
    -------
    ndarray of uint64
        The four words of each block, shape ``(streams, blocks, 4)``.
    """
    key = key.copy()
    scratch = np.empty((4, *key.shape), dtype=np.uint64)
    even, odd = np.zeros((2, *key.shape), dtype=np.uint64)
    even[0], odd[0] = counter
    for _ in range(_ROUNDS):
        high = _high_words(even, *scratch)
        even *= _MULTIPLIERS
        odd ^= high[::-1]
        odd ^= key
        even, odd = odd, even[::-1]
        key += _INCREMENTS
    return np.stack([even[0], odd[0], even[1], odd[1]], axis=-1)


def _high_words(x: Words, low: Words, high: Words, carry: Words, middle: Words) -> Words:
    """Return the upper halves of the products with the multipliers, made of 32-bit halves.

    The other arguments are scratch space in the shape of `x`; the result is one of them.
    """
    np.bitwise_and(x, _LOW, out=low)
    np.right_shift(x, _HALF, out=high)
    np.multiply(low, _MULTIPLIERS_LOW, out=carry)
    carry >>= _HALF
    np.multiply(high, _MULTIPLIERS_LOW, out=middle)
    middle += carry
    np.bitwise_and(middle, _LOW, out=carry)
    low *= _MULTIPLIERS_HIGH
    low += carry
    low >>= _HALF
    middle >>= _HALF
    high *= _MULTIPLIERS_HIGH
    high += middle
    high += low
    return high
