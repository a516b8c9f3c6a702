"""How much work meets how many people? By formulas, before anything is played."""
