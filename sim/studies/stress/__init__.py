"""What breaks, when, and for how long? Growth, surges, outages and absences."""
