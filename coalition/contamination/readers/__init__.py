"""Reading hazard areas from spreadsheets and outlines. No database, no web."""
