"""Who works when? Schedules, which are plans, and what the draws of a replication make of them."""
