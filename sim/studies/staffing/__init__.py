"""How many people are enough? The search for the fewest, and what planning plays for it."""
