"""Auth: who is at the door, in which role, and what that role may do."""
