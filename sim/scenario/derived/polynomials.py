"""Polynomials in a chance that is itself random, and their means."""

from collections.abc import Sequence
from math import fsum

Polynomial = Sequence[float]
"""Coefficients of the powers, from the constant on."""


def product(first: Polynomial, second: Polynomial) -> list[float]:
    """Return the product of two polynomials."""
    result = [0.0] * (len(first) + len(second) - 1)
    for place, a in enumerate(first):
        for offset, b in enumerate(second):
            result[place + offset] += a * b
    return result


def plus(*polynomials: Polynomial) -> Polynomial:
    """Return the sum of polynomials of the same length."""
    return tuple(map(fsum, zip(*polynomials, strict=True)))


def scaled(polynomial: Polynomial, factor: float) -> Polynomial:
    """Return a multiple of a polynomial."""
    return tuple(factor * a for a in polynomial)


def mean(polynomial: Polynomial, moments: Sequence[float]) -> float:
    """Return the mean under a law with moments 1, E p, E p^2, ...; as many as are needed."""
    return fsum(a * moment for a, moment in zip(polynomial, moments, strict=False))


def beta_moments(m: float, concentration: float, number: int) -> list[float]:
    """Return 1, E p, ..., E p^number of the Beta law with mean m; means of 0 and 1 are points.

    E p^n = prod_{i<n} (m s + i) / (s + i) with the concentration s.
    """
    if m <= 0 or m >= 1:
        return [1.0, *([min(max(m, 0.0), 1.0)] * number)]
    moments = [1.0]
    for power in range(number):
        moments.append(moments[-1] * (m * concentration + power) / (concentration + power))
    return moments
