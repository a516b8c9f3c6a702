"""What can be added up? Contacts, cases, waits and half hours as rows, each in its place and time."""
