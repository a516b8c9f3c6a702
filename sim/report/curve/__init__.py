"""How is a staffing curve shown? The answer first, then the staircase."""
