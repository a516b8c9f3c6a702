"""Which words does everything share? The types of arrays, and units of time; nothing else."""
