"""What does a choice change? Arms paired on the same workload."""
