"""How is a staffing curve shown? As an answer and a staircase."""
