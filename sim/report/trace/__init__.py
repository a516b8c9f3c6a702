"""How is the journey of a case shown? As steps in words and times."""
