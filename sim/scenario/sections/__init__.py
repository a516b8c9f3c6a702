"""What can a scenario say? One frozen model per section of the file."""
