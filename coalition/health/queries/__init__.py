"""Reading what the review needs, for all coalitions at once, and what it has kept."""
