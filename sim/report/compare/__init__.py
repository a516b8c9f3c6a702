"""How is a comparison shown? Settings first, then paired differences."""
