"""Which last bits does this machine's arithmetic give? A digest of a thousand values says so.

NumPy's exponentials, logarithms and powers differ in the last bit between processors with and
without wide vectors, and SciPy's quantiles between releases: results are the same to the byte only
where these are.
"""

import hashlib
from functools import cache

import numpy as np
from scipy.special import ndtri

VALUES = 250
"""Values of each of the four functions."""


@cache
def arithmetic_digest() -> str:
    """Return the SHA-256 of 1,000 exponentials, logarithms, powers and normal quantiles, in hex."""
    steps = np.arange(1, VALUES + 1, dtype=np.float64)
    shares = steps / (VALUES + 1)
    columns = (
        np.exp(30.0 * shares - 15.0),
        np.log1p(steps * 0.37),
        np.power(steps, 1.5 * shares - 0.4),
        ndtri(shares),
    )
    return hashlib.sha256(np.concatenate(columns).astype("<f8").tobytes()).hexdigest()
