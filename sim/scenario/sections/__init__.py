"""What can a scenario say? One frozen model a section of the file."""
