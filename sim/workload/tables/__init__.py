"""How is a CSV file read? Bytes, lines, numbers, times, and what looks wrong in them."""
