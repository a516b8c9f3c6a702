"""How large what a user wrote may be: more would cost seconds before a mistake is said."""

MOST_DEPTH = 40
"""Levels of mappings and lists in each other, and steps of a setting's path."""

MOST_CHARACTERS = 1_000_000
"""Characters of one file, comments too."""

MOST_ENTRIES = 20_000
"""Lines, keys and entries of one file; values of a scenario with its aliases written out."""

MOST_BASES = 10
"""Files that extend each other in a row."""

MOST_COMPLAINTS = 20
"""Mistakes that are listed."""

MOST_DIGITS = 18
"""Digits of a whole number: more are no number of this model, and no float."""
