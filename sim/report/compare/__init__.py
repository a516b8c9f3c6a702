"""How is a comparison shown? As paired differences, settings first."""
