"""What can be added up? Contacts, cases, waits and half hours, each in its place and time."""
