"""The arrays that the workload is made of."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
"""Whole numbers for reckoning."""
AnyIntegers = NDArray[np.integer]
"""Whole numbers of any width, as tables keep them."""
Words = NDArray[np.uint64]
"""Words of 64 bits, as generators and keys are made of."""
