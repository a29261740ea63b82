"""What is true of activities, their reports and results. No database, no web."""
