"""Parts of a column, or of a table, as one, with no room for two."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Scalar = TypeVar("Scalar", bound=np.generic)


def joined(parts: list[NDArray[Scalar]]) -> NDArray[Scalar]:
    """Return arrays one after the other; each is let go of when it has been copied.

    Parameters
    ----------
    parts
        At least one, alike in type and in all lengths but the first; none is left.
    """
    if len(parts) == 1:
        return parts.pop()
    rows = sum(map(len, parts))
    whole = np.empty((rows, *parts[0].shape[1:]), parts[0].dtype)
    parts.reverse()
    first = 0
    while parts:
        part = parts.pop()
        whole[first : first + len(part)] = part
        first += len(part)
    return whole
