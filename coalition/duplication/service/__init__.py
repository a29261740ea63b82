"""Writing the duplication room: the index of candidates, screening, and what people settle."""
