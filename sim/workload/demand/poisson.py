"""Poisson counts by inversion."""

import numpy as np
from scipy.special import ndtri, pdtr

from sim.base.arrays import Floats, Integers


def poisson_inverse(u: Floats, mean: Floats) -> Integers:
    """Return the smallest ``k`` with ``P(N <= k) >= u`` for a Poisson ``N``.

    The search starts from the Cornish-Fisher expansion (a normal with a correction for skewness;
    R. A. Fisher, E. A. Cornish, Technometrics 2 (1960)) and walks to the exact answer.

    Parameters
    ----------
    u
        Uniforms in (0, 1).
    mean
        Means, at least 0, broadcast with `u`.

    Returns
    -------
    ndarray of int64
        Counts in the common shape; 0 where the mean is 0.
    """
    u, mean = np.broadcast_arrays(u, mean)
    z = ndtri(u)
    count = np.maximum(np.rint(mean + np.sqrt(mean) * z + (z * z - 1) / 6), 0)
    while np.any(low := pdtr(count, mean) < u):
        count += low
    while np.any(high := (count > 0) & (pdtr(count - 1, mean) >= u)):
        count -= high
    return count.astype(np.int64)
