"""Reading the duplication room: what a record says, which others are worth comparing, flags and decisions."""
