"""What do draws come to under a plan? Seconds, flags and turns by case, and the roster."""
