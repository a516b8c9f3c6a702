"""How is a run shown? Its document, its tables, its advice."""
