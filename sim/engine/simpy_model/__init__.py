"""What happens, in words that SimPy knows? The model, to be read beside docs/model.md."""
