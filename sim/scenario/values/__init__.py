"""What do people write, value by value? Numbers with units, laws, hours, profiles, dates."""
