"""What is true of outreach, of stages on the way into the Convention, and of votes."""
