"""How is a checked scenario shown? As work against people, hour by hour."""
