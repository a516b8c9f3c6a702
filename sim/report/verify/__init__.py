"""How is a verification shown? Line by line: what was compared, and whether it agreed."""
