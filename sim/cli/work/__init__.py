"""How does a study's command work? It gets workers and a memory; its result is kept and shown."""
