"""Reading of universalization."""
