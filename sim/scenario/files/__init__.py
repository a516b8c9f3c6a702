"""How does a file become a scenario? YAML with places, settings, presets, messages, the schema."""
