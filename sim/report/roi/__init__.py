"""How is a return on investment shown? The spreadsheet beside the project as it is played."""
