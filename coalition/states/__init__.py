"""States: their names and regions, where each stands to the three treaties on any day, and who gave what to whom."""
