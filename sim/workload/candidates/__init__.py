"""Which cases could come, and which does a plan admit? Marks against a multiplier."""
