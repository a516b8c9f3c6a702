"""Which is the least whole number that is enough, where more never hurts."""

from collections.abc import Callable

Enough = Callable[[int], bool]


def least_number(enough: Enough, first: int, guess: int, last: int) -> int | None:
    """Return the least number from `first` to `last` that is enough; None: not even the last is.

    The guess is tried first, then its surroundings in growing steps, then the gap is halved: a good
    guess needs two trials.

    Parameters
    ----------
    enough
        False up to some number and True from there on; never called twice with one number.
    first, last
        The range; an empty one has no answer.
    guess
        Where to begin; moved into the range.
    """
    if first > last:
        return None
    number = min(max(guess, first), last)
    gap = _below(enough, first, number) if enough(number) else _above(enough, number, last)
    if gap is None:
        return None
    too_few, high = gap
    while high - too_few > 1:
        middle = (too_few + high) // 2
        too_few, high = (too_few, middle) if enough(middle) else (middle, high)
    return high


def _below(enough: Enough, first: int, number: int) -> tuple[int, int]:
    """Return one number that is too few and one that is enough, going down from the latter."""
    high, step = number, 1
    while high > first:
        low = max(first, high - step)
        if not enough(low):
            return low, high
        high, step = low, 2 * step
    return first - 1, first


def _above(enough: Enough, number: int, last: int) -> tuple[int, int] | None:
    """Return one number that is too few and one that is enough, going up from the former."""
    low, step = number, 1
    while low < last:
        high = min(last, low + step)
        if enough(high):
            return low, high
        low, step = high, 2 * step
    return None
