"""Reports as spreadsheets: out, filled in offline, and back in. No database, no web."""
