"""How is a stress test shown? As an answer and a table."""
