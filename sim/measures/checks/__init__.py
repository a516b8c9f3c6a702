"""Does a journal contradict itself? Exact checks that every run passes."""
