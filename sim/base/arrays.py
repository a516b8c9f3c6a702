"""The types of arrays."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""Times, durations, money, shares and uniforms."""
Integers = NDArray[np.int64]
"""Codes, counts and positions."""
AnyIntegers = NDArray[np.integer]
"""Whole numbers of any width, as tables keep them."""
Flags = NDArray[np.bool_]
"""Yes or no; a mask of rows."""
Words = NDArray[np.uint64]
"""Words of 64 bits, as generators and keys are made of."""
