"""Does what the sections say fit together? `checks` lists every rule; loading asks them all."""
