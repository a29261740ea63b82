"""Treaty: what the Convention asks of each State, by when, and why that day."""
