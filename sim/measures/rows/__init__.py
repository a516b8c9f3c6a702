"""What can be added up? Contacts, cases, waits and half hours, with their times and breakdowns."""
