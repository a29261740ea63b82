"""Forms of what States hand in."""
