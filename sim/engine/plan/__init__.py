"""What has management decided? One arm of a scenario in numbers: codes, matrices, rules."""
