"""How is a return on investment shown? As a spreadsheet beside what is played."""
