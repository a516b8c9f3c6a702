"""How is a uniform found? By what it is for: streams, keys, counters, a Philox without state."""
