"""States: names and regions, where each stands to the treaties on any day, who gave what to whom."""
