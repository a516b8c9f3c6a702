"""How many people does each volume need? The staircase, and when the next hire is due."""
