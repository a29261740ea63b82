"""Reminders: which day concerns whom, told once; and the same days in a calendar of one's own."""
