"""What offices, work plans, minutes and the ISU's money are. No database, no web."""
