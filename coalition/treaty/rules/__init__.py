"""Pure rules of the treaty: what is owed, by when, how the day is worked out, and how it reads."""
