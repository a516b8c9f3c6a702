"""Which words does everything share? Types of arrays, units of time, and waiting interrupts."""
