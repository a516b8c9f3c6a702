"""The identity of draws: each uniform is a function of what it is for, never of its place in a run.

A draw is addressed by (seed, replication, stream, cell, layer, attempt, role), which make the key,
and by (day, ordinal), which make the counter of a Philox block. Adding a stream, a cell, a layer or
a day therefore moves no other draw. The draws of people are keyed by the team's name in the place
of the cell's, with the agent's number as ordinal; those of the world by an empty name, with
ordinal 0.

**This identity is final**: changing it changes every result that was ever published.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from struct import pack
from typing import Final, NamedTuple

import numpy as np

from sim.base.arrays import Floats, Integers, Words
from sim.workload.draws.counters import Counters

Place = tuple[str, int]
"""Cell's name and layer; the name of a team or nothing, and 0, for people and for the world."""

WORLD: Final[Place] = ("", 0)
"""The place of draws that the whole desk shares."""


class Draw(NamedTuple):
    """What a uniform is for."""

    stream: str
    """Name of the quantity."""
    attempt: int = 0
    """Number of the contact, 0 the first."""
    role: str = ""
    """Role of the leg; empty for what belongs to the contact as a whole."""


@dataclass(frozen=True)
class Streams:
    """All draws of one replication."""

    seed: int
    """Whole number from 0 to 2^64 - 1."""
    replication: int
    """Number of the replication, from 0."""

    def keys(self, draws: Sequence[Draw], places: Sequence[Place]) -> Words:
        """Return the keys of draws in places, two words each, shape ``(draws, places, 2)``.

        A key is the 16-byte BLAKE2b digest, personalised with ``b"tierzero draw 1"``, of

        ==================== ================================================
        seed, replication    8 bytes each, unsigned, little-endian
        stream, cell         4 bytes of length, little-endian, then the UTF-8
        layer, attempt       8 bytes each, unsigned, little-endian
        role                 4 bytes of length, little-endian, then the UTF-8
        ==================== ================================================

        in this order, read as two little-endian words of 64 bits.
        """
        run = pack("<QQ", self.seed, self.replication)
        cells = [_text(cell) + pack("<Q", layer) for cell, layer in places]
        digests = []
        for draw in draws:
            before, after = run + _text(draw.stream), pack("<Q", draw.attempt) + _text(draw.role)
            digests += [_digest(before + cell + after) for cell in cells]
        words = np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)
        return words.reshape(len(draws), len(places), 2)

    def daily(self, draw: Draw, places: Sequence[Place], days: Integers) -> Floats:
        """Return the uniforms of each place and day at ordinal 0, shape ``(places, days)``."""
        group = np.repeat(np.arange(len(places)), len(days))
        counters = Counters(np.tile(days, len(places)), 0, group)
        return counters.uniforms(self.keys([draw], places)).reshape(len(places), len(days))


def _digest(message: bytes) -> bytes:
    return blake2b(message, digest_size=16, person=b"tierzero draw 1").digest()


def _text(value: str) -> bytes:
    encoded = value.encode()
    return pack("<I", len(encoded)) + encoded
