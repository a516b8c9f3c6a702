"""How is a uniform found? By what it is for: streams, keys, counters, and Philox without a state."""
