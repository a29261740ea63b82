"""Coalitions: an affected State, its lead donors and partners, around the national strategy."""
