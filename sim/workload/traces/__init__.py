"""What if the cases are known? Arrivals read from a file, replayed or resampled."""
