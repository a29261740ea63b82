"""What the twelve indicators say of a coalition's facts. Source: domain model §7."""
