"""How many cases can come, and when? Cells, profiles, seasons, trend, busyness, daily counts."""
