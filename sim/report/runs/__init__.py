"""How are the runs in a folder shown? As a table, or as a document."""
