"""What do draws come to under an arm? Seconds, flags and turns for each case, and the roster."""
