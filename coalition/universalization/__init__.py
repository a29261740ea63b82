"""Universalization: how far a State has come, who talks to it when, how States voted. Never public."""
