"""How is a checked scenario shown? Work beside people, hour by hour."""
