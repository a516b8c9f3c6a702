"""What do draws come to under a plan? Seconds, flags and turns by case and attempt, and the roster."""
