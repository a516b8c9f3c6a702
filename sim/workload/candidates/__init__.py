"""Which cases could come, and which of them does a plan admit? A table, marks, a multiplier."""
