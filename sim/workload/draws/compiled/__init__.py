"""How is a uniform made fast? The same numbers as `philox`, in C99.

`source/philox.c` makes them, row by row and stream by stream; without the library, NumPy does.
"""
