"""Reports that are handed in: the one-page brief, the report to the Meeting, the donor pack."""
