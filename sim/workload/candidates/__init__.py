"""Which cases could come, and which of them does a plan admit?"""
