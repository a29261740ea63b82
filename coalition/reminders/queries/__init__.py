"""Reading what comes, whom it concerns, and what was sent."""
