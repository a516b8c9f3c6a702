"""How is the journey of a case shown? Step by step, with the rule that acted."""
