"""Acts of universalization."""
