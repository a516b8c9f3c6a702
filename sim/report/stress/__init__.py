"""How is a stress test shown? A paragraph, then a table."""
